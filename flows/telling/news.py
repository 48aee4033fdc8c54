"""News of a request for the resident: what changed first, the number, and what comes next."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from city import calendar
from flows.context import Context, rows
from flows.conversation import Form
from flows.domain import Entry, Remark, ServiceRequest, Status
from flows.events import Notice
from flows.life.lifecycle import By, Verb
from flows.messages import Choice, Lane, Message
from flows.residents import adding, closing
from flows.telling import cards
from flows.words import day, department, due, place, tidy, topic

_TOLD: Final = {
    Verb.ASSIGN: "news-assign",
    Verb.TAKE: "news-take",
    Verb.ASK: "news-ask",
    Verb.RESUME: "news-resume",
    Verb.FINISH: "news-finish",
    Verb.EXPIRE: "news-expire",
    Verb.REJECT: "news-reject",
    Verb.REDIRECT: "news-redirect",
    Verb.PLAN: "news-plan",
    Verb.ANSWER: "news-answer",
    Verb.CONFIRM: "news-confirm",
    Verb.OBJECT: "news-object",
    Verb.CANCEL: "news-cancel",
    Verb.MERGE: "news-merge",
    Remark.REPLY: "news-reply",
    Remark.DEADLINE: "news-deadline",
    Remark.TOPIC: "news-topic",
    Remark.PLACE: "news-place",
    Remark.PRIORITY: "news-priority",
}
"""What a resident hears about, by the verb of the history entry."""


_SAID_BY_TELEPHONE: Final = frozenset({Verb.ANSWER, Verb.CONFIRM, Verb.OBJECT, Verb.CANCEL})
"""Told only where staff wrote it down: in a chat people see their own answer."""


async def tell(ctx: Context, number: int, entry_id: int) -> None:
    """Tell the resident of this conversation about one history entry."""
    request, entry = await ctx.desk.request(number), await ctx.desk.entry(entry_id)
    if request is None or entry is None or entry.verb not in _TOLD:
        return
    if request.resident != ctx.conversation.resident and await _handed_since(ctx, number, entry_id):
        return  # held until it was handed over to somebody else, who is told otherwise
    settle_forms(ctx, request)
    if await elsewhere(ctx, request, Notice("news", number, {"entry": str(entry_id)})):
        return
    if not ctx.conversation.reachable:
        if entry.verb not in _SAID_BY_TELEPHONE:  # who said so needs no call to hear of it
            await unreachable(ctx, request)
        return
    if await waits(ctx, request, Notice("news", number, {"entry": str(entry_id)})):
        return
    message = answerable(ctx, await _message(ctx, request, entry))
    await ctx.tell(replace(message, silent=quiet(ctx, request)), lane=Lane.NEWS)


async def _handed_since(ctx: Context, number: int, entry_id: int) -> bool:
    history = await ctx.desk.history(number)
    return any(e.verb == Remark.HANDED and e.id > entry_id for e in history)


def quiet(ctx: Context, request: ServiceRequest) -> bool:
    """Between 22:00 and 08:00 only an emergency makes a sound."""
    return not request.urgent and calendar.quiet_until(ctx.city, ctx.now) is not None


async def waits(ctx: Context, request: ServiceRequest, notice: Notice) -> bool:
    """Where every message makes a sound, what is not urgent is told when the quiet hours end."""
    morning = calendar.quiet_until(ctx.city, ctx.now)
    if morning is None or request.urgent or ctx.desk.manners(ctx.conversation).silent:
        return False
    words = ":".join(notice.data.values())
    key = f"morning:{notice.kind}:{ctx.conversation.id}:{request.number}:{words}"
    await ctx.desk.remind(key, morning, ctx.here, notice)
    return True


async def elsewhere(ctx: Context, request: ServiceRequest, notice: Notice) -> bool:
    """Send a notice on to where the resident is reached now, if that is not this chat.

    They may have blocked it and have another, or the request may have left with another chat.
    """
    theirs = request.resident == ctx.conversation.resident
    if theirs and ctx.conversation.reachable:
        return False
    found = await ctx.desk.addresses(resident=request.resident)
    if not found or found[0].conversation == ctx.conversation.id:
        return not theirs
    words = ":".join(notice.data.values())
    key = f"elsewhere:{notice.kind}:{request.number}:{words}:{ctx.event.id}"
    await ctx.desk.post(key, found[0], notice)
    return True


async def unreachable(ctx: Context, request: ServiceRequest) -> None:
    """Note, once in a row, that the resident cannot be written to and has to be telephoned."""
    history = await ctx.desk.history(request.number)
    if history and history[-1].verb == Remark.UNREACHABLE:
        return
    await ctx.desk.remark(
        Entry(
            request.number,
            ctx.now,
            By.CLOCK.value,
            None,
            Remark.UNREACHABLE.value,
            request.status,
            request.status,
        )
    )


def settle_forms(ctx: Context, request: ServiceRequest) -> None:
    """Questions that the request's present status no longer asks are taken back."""
    if request.status is not Status.DONE:
        closing.drop_form(ctx, request.number)
    if request.status is not Status.WAITING:
        adding.drop_answer(ctx, request.number)


async def _message(ctx: Context, request: ServiceRequest, entry: Entry) -> Message:
    number = request.number
    text = ctx.text(
        _TOLD[Verb(entry.verb) if entry.verb in set(Verb) else Remark(entry.verb)],
        number=str(number),
        executor=department(ctx, request.department),
        due=due(ctx, request),
        words=entry.text,
        topic=topic(ctx, request.service),
        place=place(ctx, request.place),
        objection=ctx.city.periods.objection.days,
        day=day(ctx, request.planned_until, year=True) if request.planned_until else "none",
    )
    message = Message(tidy(text), media=entry.attachments, request=number)
    if entry.verb == Verb.FINISH and request.status is Status.DONE:
        return with_question(ctx, closing.open_form(ctx, request), message)
    if entry.verb == Verb.ASK and request.status is Status.WAITING:
        busy = bool(ctx.conversation.forms)
        adding.open_answer(ctx, request, entry)
        hint = "" if busy else ctx.text("news-answer-here")
        return replace(message, text=tidy(f"{message.text}\n{hint}"), choices=_reply(ctx, number))
    return replace(message, choices=_buttons(ctx, request, entry))


def with_question(ctx: Context, form: Form, message: Message) -> Message:
    """The report with «Проблему вирішено?»; in the middle of a form the question waits."""
    if ctx.conversation.forms[-1] is not form:
        return replace(message, text=f"{message.text}\n{ctx.text('news-question-later')}")
    question = ctx.text("news-question")
    return replace(
        message, text=f"{message.text}\n\n{question}", choices=closing.choices(ctx, form)
    )


def answerable(ctx: Context, message: Message) -> Message:
    """Where no message can be replied to, a button stands for the reply."""
    if ctx.desk.manners(ctx.conversation).replies or message.request is None:
        return message
    reply = cards.tap(message.request, "comment")
    if reply in {data for _, data in message.offers()}:
        return message
    label = ctx.text("button-reply-about", number=str(message.request))
    return replace(message, choices=(*message.choices, (Choice(label, reply),)))


def _reply(ctx: Context, number: int) -> tuple[tuple[Choice, ...], ...]:
    """The way to answer; with its number where news of several requests can come together."""
    if ctx.desk.manners(ctx.conversation).replies:
        return rows([[ctx.button("button-reply-here", cards.tap(number, "comment"))]])
    label = ctx.text("button-reply-about", number=str(number))
    return ((Choice(label, cards.tap(number, "comment")),),)


def _buttons(ctx: Context, request: ServiceRequest, entry: Entry) -> tuple[tuple[Choice, ...], ...]:
    if entry.verb in {Verb.REJECT, Verb.REDIRECT, Verb.EXPIRE, Verb.MERGE}:
        return rows(cards.own_buttons(ctx, request))
    if entry.verb == Remark.REPLY:
        return _reply(ctx, request.number)
    return ()
