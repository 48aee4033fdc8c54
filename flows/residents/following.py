"""Joining somebody else's request, leaving it, and having a voice at its end.

Who joins sees where the request stands, never the words, files or phone of the one who filed it.
The one who filed decides; who joined may object, and executor and coordinator hear of it.
"""

from __future__ import annotations

from typing import ClassVar, Final

from flows.context import Context, rows
from flows.conversation import Form
from flows.desk import Follower
from flows.domain import OPEN, Entry, Place, Remark, ServiceRequest, Status
from flows.events import Notice
from flows.form import Draft, Spec, WordsSlot
from flows.life import requests
from flows.life.lifecycle import By, Hears, Verb
from flows.life.requests import Word
from flows.life.terms import carry_over
from flows.messages import Message
from flows.residents import adding, closing
from flows.words import due, status, topic

DISSENT: Final = "dissent"


class DissentSlot(WordsSlot):
    """What is still wrong; skipping it does not take the «Ні» back."""

    name = "left"
    optional = "button-skip"
    files_alone: ClassVar[bool] = True

    def wording(self, ctx: Context, draft: Draft) -> str:
        del draft
        return ctx.text("ask-what-is-left")


DISSENT_SPEC: Final = Spec(DISSENT, (DissentSlot(),), cancel="dissent-noted", quits="button-later")


async def join(ctx: Context, request: ServiceRequest, word: Word, place: Place) -> None:
    """Follow the request; what was written goes to its executor. Joining twice only adds."""
    if not await ctx.desk.follow(request.number, ctx.resident_id, place):
        await adding.add(ctx, request, word)
        return
    joined = await ctx.desk.request(request.number) or request
    await requests.remark(
        ctx, joined, Remark.JOINED, By.RESIDENT, word, (Hears.EXECUTOR,), author=ctx.resident_id
    )
    text = ctx.text(
        "joined-request",
        number=str(request.number),
        topic=topic(ctx, request.service),
        status=status(ctx, request.status),
        due=due(ctx, request),
    )
    mine = ctx.button("button-my", "m:my")
    await ctx.tell(Message(text, rows([[mine]]), request=request.number))


def may_dissent(ctx: Context, request: ServiceRequest, history: list[Entry]) -> bool:
    """Once for each time that the work was reported as done, as long as who filed may object."""
    if not closing.may_object(ctx, request):
        return False
    since = max((e.id for e in history if e.verb == Verb.FINISH), default=0)
    said = (e for e in history if e.verb == Remark.DISSENT and e.id > since)
    return all(entry.actor != ctx.conversation.resident for entry in said)


async def finish_dissent(ctx: Context, form: Form) -> None:
    """What is still wrong goes to the executor."""
    number, held = form.draft["request"], form.draft["left"]
    word = Word(held["text"], tuple(held["files"]))
    request = await requests.concerning(ctx, number)
    if word != requests.SILENT:
        await requests.remark(
            ctx, request, Remark.COMMENT, By.RESIDENT, word, (Hears.EXECUTOR,),
            author=ctx.resident_id,
        )  # fmt: skip
    await ctx.say("dissent-noted")


def drop_form(ctx: Context, number: int) -> None:
    """Who has left is asked nothing more."""
    ctx.conversation.forms = [
        form
        for form in ctx.conversation.forms
        if not (form.kind in {DISSENT, adding.COMMENT} and form.draft.get("request") == number)
    ]


async def heir(ctx: Context, request: ServiceRequest) -> Follower | None:
    """Who takes the place of the one who filed: the first of those who joined."""
    joined = await ctx.desk.followers(request.number) if request.affected > 1 else []
    return joined[0] if joined else None


async def hand_over(
    ctx: Context, request: ServiceRequest, to: Follower, *, forget: bool = False
) -> None:
    """Who filed it withdraws, the others' problem stays: the first of them has it now.

    Words, place and phone of the one who left go from the request; in the history, which only
    staff can read that far back, they stay, unless they are to be forgotten.
    """
    resident = await ctx.desk.resident(to.resident)
    own = [e for e in await ctx.desk.history(request.number) if e.actor == to.resident]
    said = "\n".join(e.text for e in own if e.by == By.RESIDENT and e.text)
    await ctx.desk.unfollow(request.number, to.resident)
    changed = await requests.amend(
        ctx, request, Remark.HANDED, By.RESIDENT, Word("" if forget else request.text), (Hears.EXECUTOR,),
        resident=to.resident,
        text=said or topic(ctx, request.service),
        place=to.place,
        phone=resident.phone,
    )  # fmt: skip
    await carry_over(ctx, changed)
    addresses = await ctx.desk.addresses(resident=to.resident)
    if addresses:
        key = f"handed:{request.number}:{changed.version}"
        await ctx.desk.post(key, addresses[0], Notice("handed", request.number))


def is_over(request: ServiceRequest) -> bool:
    """Nobody can join any more: reported as done, or ended."""
    return request.status not in WORKED_ON


WORKED_ON: Final = frozenset(
    {Status.REGISTERED, Status.ASSIGNED, Status.IN_PROGRESS, Status.WAITING, Status.PLANNED}
)


async def withdraw(ctx: Context, request: ServiceRequest, *, forget: bool = False) -> bool:
    """The one who filed it wants it no more: ended, or True where others have it from now on."""
    heir_ = await heir(ctx, request) if request.status in OPEN else None
    if heir_ is None:
        await requests.act(ctx, request, Verb.CANCEL, By.RESIDENT)
        return False
    await hand_over(ctx, request, heir_, forget=forget)
    return True
