"""«Проблему вирішено?»: the resident's own word ends a request, or sends it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Final

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.domain import Remark, ServiceRequest, Status
from flows.form import Again, Draft, Slot, Spec, WordsSlot, said
from flows.life import requests
from flows.life.lifecycle import By, Hears, Verb
from flows.life.requests import LOW_RATING, Word
from flows.messages import Choice, Message, Style
from flows.words import status, yes_or_no

KIND: Final = "closing"
STARS: Final = ("1", "2", "3", "4", "5")


class ResolvedSlot(Slot):
    """Так or Ні. Either is acted upon at once: what follows only adds to it."""

    name = "resolved"

    async def ask(self, ctx: Context, form: Form) -> Message:
        number = form.draft["request"]
        return Message(
            ctx.text("ask-resolved", number=str(number)), choices(ctx, form), request=number
        )

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        request = await requests.mine(ctx, form.draft["request"])
        value = value or yes_or_no(ctx)
        if value not in {"yes", "no"}:
            raise Again(await _kept(ctx, request, "closing-choose"))
        if request.status not in {Status.DONE, Status.CLOSED}:
            value = "over"  # answered meanwhile in another chat, or by telephone
        elif value == "yes":
            if request.status is Status.DONE:
                await requests.act(ctx, request, Verb.CONFIRM, By.RESIDENT)
        elif may_object(ctx, request):
            changed = await requests.act(ctx, request, Verb.OBJECT, By.RESIDENT)
            form.draft["reworks"] = changed.reworks
        else:
            form.draft["late"] = True
        form.draft["resolved"] = value


def choices(ctx: Context, form: Form) -> tuple[tuple[Choice, ...], ...]:
    """The two answers, also under the news that asks."""
    yes = ctx.button("button-resolved", answer(form, "yes"), Style.SUCCESS)
    no = ctx.button("button-not-resolved", answer(form, "no"), Style.DANGER)
    return rows([[yes], [no]])


class RatingSlot(Slot):
    """One to five."""

    name = "rating"

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return bool(draft.get("resolved") == "yes")

    async def ask(self, ctx: Context, form: Form) -> Message:
        stars = [Choice(star, answer(form, star)) for star in STARS]
        skip = [ctx.button("button-skip", answer(form, "skip"))]
        number = form.draft["request"]
        return Message(ctx.text("ask-rating"), rows([stars, skip]), request=number)

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        if value == "skip":
            form.draft["rating"] = 0
            return
        request = await requests.mine(ctx, form.draft["request"])
        if value not in STARS:
            raise Again(await _kept(ctx, request, "rating-choose"))
        if request.status is not Status.CLOSED:
            form.draft["resolved"] = "over"  # they have said otherwise since, by telephone
            return
        await requests.rate(ctx, request, int(value))
        form.draft["rating"] = int(value)


async def _kept(ctx: Context, request: ServiceRequest, otherwise: str) -> str:
    """Words where a choice was asked are not lost: they go to the executor."""
    text, files, _ = await said(ctx)
    if not text and not files:
        return otherwise
    word = Word(text, tuple(files))
    await requests.remark(ctx, request, Remark.COMMENT, By.RESIDENT, word, (Hears.EXECUTOR,))
    return f"{otherwise}-kept"


class OpinionSlot(WordsSlot):
    """A comment to the rating; after a low one, what went wrong."""

    name = "opinion"
    optional = "button-skip"
    files_alone: ClassVar[bool] = True

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return bool(draft.get("rating"))

    def wording(self, ctx: Context, draft: Draft) -> str:
        return ctx.text("ask-what-went-wrong" if draft["rating"] <= LOW_RATING else "ask-opinion")


class LeftSlot(WordsSlot):
    """What is still wrong; skipping it does not take the «Ні» back."""

    name = "left"
    optional = "button-skip"
    files_alone: ClassVar[bool] = True

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return draft.get("resolved") == "no" and not draft.get("late")

    def wording(self, ctx: Context, draft: Draft) -> str:
        del draft
        return ctx.text("ask-what-is-left")


class ClosingSpec(Spec):
    """A closing has no way back past an answer that was acted upon, only a way out."""

    def last(self, ctx: Context, draft: Draft, now: Slot | None) -> Slot | None:
        del ctx, draft
        return None


SPEC: Final = ClosingSpec(
    KIND,
    (ResolvedSlot(), RatingSlot(), OpinionSlot(), LeftSlot()),
    cancel="closing-later",
    quits="button-later",
)


def may_object(ctx: Context, request: ServiceRequest) -> bool:
    """Whether «не вирішено» still counts: until 14 days after the closing."""
    if request.status is Status.DONE:
        return True
    return request.status is Status.CLOSED and _within(ctx, request.closed_at)


def _within(ctx: Context, closed_at: datetime | None) -> bool:
    return closed_at is not None and ctx.now - closed_at <= ctx.city.periods.objection


def open_form(ctx: Context, request: ServiceRequest, **draft: Any) -> Form:
    """The closing form of a request: the open one, or a new one below what is asked now.

    One that was answered belongs to an earlier «Проблему вирішено?» and gives way to the new.
    """
    known = ctx.conversation.about(KIND, request.number)
    if known is not None and "resolved" not in known.draft:
        return known
    ctx.conversation.forms = [form for form in ctx.conversation.forms if form is not known]
    busy = bool(ctx.conversation.forms)
    form = ctx.conversation.open(KIND, {"request": request.number, **draft})
    if busy:
        ctx.conversation.forms.insert(0, ctx.conversation.forms.pop())
    return form


def drop_form(ctx: Context, number: int) -> None:
    """A request that is no longer done asks nothing."""
    ctx.conversation.forms = [
        form
        for form in ctx.conversation.forms
        if not (
            form.kind == KIND
            and form.draft.get("request") == number
            and "resolved" not in form.draft
        )
    ]


async def finish(ctx: Context, form: Form) -> None:
    """Thanks, or the promise of another try; words are stored beside the verb."""
    draft, number = form.draft, str(form.draft["request"])
    request = await requests.mine(ctx, form.draft["request"])
    if draft["resolved"] == "yes":
        await _opinion(ctx, request, draft)
        await ctx.say("closing-thanks", number=number)
    elif draft["resolved"] == "over":
        await ctx.say("not-possible-now", status=status(ctx, request.status))
    elif draft.get("late"):
        await ctx.say(
            "objection-too-late", number=number, choices=[[ctx.button("button-new", "m:new")]]
        )
    else:
        held = draft.get("left", {})
        word = Word(held.get("text", ""), tuple(held.get("files", ())))
        if word.text or word.files:
            await requests.remark(
                ctx, request, Remark.COMMENT, By.RESIDENT, word, (Hears.EXECUTOR,)
            )
        await ctx.say("rework", number=number, times=int(draft.get("reworks", 1)))


async def _opinion(ctx: Context, request: ServiceRequest, draft: Draft) -> None:
    held = draft.get("opinion", {})
    word = Word(held.get("text", ""), tuple(held.get("files", ())))
    if not (word.text or word.files):
        return
    low = draft["rating"] <= LOW_RATING
    hears = (Hears.COORDINATOR,) if low else ()
    await requests.remark(ctx, request, Remark.COMMENT, By.RESIDENT, word, hears)
