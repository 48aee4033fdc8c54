"""Words for a request that exists: the answer to a question, a comment, a photo after filing."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.domain import OPEN, Entry, Remark, ServiceRequest, Status
from flows.form import Again, Draft, Slot, Spec, WordsSlot, said
from flows.life import requests
from flows.life.lifecycle import By, Hears, Verb
from flows.life.requests import Word
from flows.messages import Choice, Message, Style
from flows.residents import blocking
from flows.words import due, shortened, topic

ANSWER: Final = "answer"
COMMENT: Final = "comment"
APPEAL: Final = "appeal"
SORT: Final = "sort"
SHOWN: Final = 3
"""How many open requests are offered for a message that names none."""


class AnswerSlot(WordsSlot):
    """The answer to an executor's question."""

    name = "words"
    files_alone: ClassVar[bool] = True

    def wording(self, ctx: Context, draft: Draft) -> str:
        return ctx.text("ask-answer", number=str(draft["request"]), question=draft["question"])


class CommentSlot(WordsSlot):
    """Anything a resident adds to their request."""

    name = "words"
    files_alone: ClassVar[bool] = True

    def wording(self, ctx: Context, draft: Draft) -> str:
        return ctx.text("ask-comment", number=str(draft["request"]))


class AppealSlot(WordsSlot):
    """Why a rejection or redirection is wrong."""

    name = "words"

    def wording(self, ctx: Context, draft: Draft) -> str:
        return ctx.text("ask-appeal", number=str(draft["request"]))


class WhereSlot(Slot):
    """Which request a message belongs to; what was written is kept meanwhile."""

    name = "where"

    async def ask(self, ctx: Context, form: Form) -> Message:
        page = await ctx.desk.requests_of(ctx.resident_id, limit=SHOWN, only_open=True)
        buttons = []
        for request in page.rows:
            label = ctx.text("button-add-to", number=str(request.number))
            what = shortened(topic(ctx, request.service), 24)
            buttons.append([Choice(f"{label} · {what}", answer(form, str(request.number)))])
        new = [ctx.button("button-new-request", answer(form, "new"), Style.PRIMARY)]
        words = shortened(form.draft.get("text", ""))
        text = ctx.text("ask-where", words=words) if words else ctx.text("ask-where-file")
        return Message(text, rows([*buttons, new]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        draft = form.draft
        if value == "new" or (value.isascii() and value.isdigit()):
            draft["where"] = value
            return
        text, files, _ = await said(ctx)
        if not text and not files:
            raise Again("choose-below")
        draft["text"] = "\n".join(part for part in (draft.get("text", ""), text) if part)
        draft.setdefault("files", []).extend(files)
        raise Again("words-added" if text else "files-added")


ANSWER_SPEC: Final = Spec(ANSWER, (AnswerSlot(),), cancel="answer-later", quits="button-later")
COMMENT_SPEC: Final = Spec(COMMENT, (CommentSlot(),))
APPEAL_SPEC: Final = Spec(APPEAL, (AppealSlot(),))
SORT_SPEC: Final = Spec(SORT, (WhereSlot(),), cancel="sort-cancelled")


def open_answer(ctx: Context, request: ServiceRequest, entry: Entry) -> Form:
    """Ask the executor's question, below a form that is open already."""
    busy = bool(ctx.conversation.forms)
    draft = {"request": request.number, "question": entry.text}
    drop_answer(ctx, request.number)
    form = ctx.conversation.open(ANSWER, draft)
    if busy:
        ctx.conversation.forms.insert(0, ctx.conversation.forms.pop())
    return form


def drop_answer(ctx: Context, number: int) -> None:
    """A question that was answered otherwise, or has become idle, asks no more."""
    ctx.conversation.forms = [
        f
        for f in ctx.conversation.forms
        if not (f.kind == ANSWER and f.draft.get("request") == number)
    ]


def _word(form: Form) -> Word:
    held = form.draft.get("words", {})
    return Word(held.get("text", ""), tuple(held.get("files", ())))


async def finish_answer(ctx: Context, form: Form) -> None:
    """The answer goes to the executor, and the clock runs again."""
    await add(ctx, await requests.mine(ctx, form.draft["request"]), _word(form))


async def finish_comment(ctx: Context, form: Form) -> None:
    """What was added goes to the executor."""
    await add(ctx, await requests.concerning(ctx, form.draft["request"]), _word(form))


async def finish_appeal(ctx: Context, form: Form) -> None:
    """Back to triage, once."""
    request = await requests.mine(ctx, form.draft["request"])
    number = str(request.number)
    if not may_appeal(request):
        await ctx.say("appeal-not-possible", number=number)
        return
    changed = await requests.act(ctx, request, Verb.APPEAL, By.RESIDENT, _word(form))
    await ctx.say("appealed", number=number, due=due(ctx, changed))


def may_appeal(request: ServiceRequest) -> bool:
    """A rejection or redirection can be objected to once."""
    return request.status in {Status.REJECTED, Status.REDIRECTED} and request.objections == 0


async def add(ctx: Context, request: ServiceRequest, word: Word) -> None:
    """Add to a request: as the answer where one is waited for, otherwise as a comment.

    The question was for the one who filed it; who joined can only add.
    """
    request = await _going_on(ctx, request)
    number, author = str(request.number), ctx.resident_id
    by = By.STAFF if ctx.behalf else By.RESIDENT
    if _is_asked(request, author):
        changed = await requests.act(ctx, request, Verb.ANSWER, by, word)
        drop_answer(ctx, request.number)
        await ctx.say("answered", number=number, due=due(ctx, changed))
        return
    if not ctx.behalf:
        await blocking.admit(ctx)
    await requests.remark(ctx, request, Remark.COMMENT, by, word, (Hears.EXECUTOR,), author=author)
    if request.status in OPEN:
        await ctx.say("added", number=number)
    else:
        await ctx.say(
            "added-to-ended", number=number, choices=[[ctx.button("button-new", "m:new")]]
        )


def _is_asked(request: ServiceRequest, resident: int) -> bool:
    """Whether words of this resident would be the answer that is waited for."""
    return request.status is Status.WAITING and request.resident == resident


async def admit(ctx: Context, request: ServiceRequest) -> None:
    """Raises ``BlockedError`` if the resident may add nothing; an answer is always welcome."""
    if not _is_asked(request, ctx.resident_id):
        await blocking.admit(ctx)


async def _going_on(ctx: Context, request: ServiceRequest) -> ServiceRequest:
    """The request that goes on for one that was merged, as long as the resident follows it."""
    while request.merged_into is not None:
        try:
            request = await requests.concerning(ctx, request.merged_into)
        except requests.NotFoundError:
            break
    return request


def kept(form: Form) -> dict[str, Any]:
    """What a sorted message brings into a new intake."""
    return {
        "said": [["", form.draft["text"]]] if form.draft.get("text") else [],
        "files": form.draft.get("files", []),
        **({"shot": form.draft["shot"]} if "shot" in form.draft else {}),
    }
