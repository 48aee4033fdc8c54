"""News of a request for those who joined it: where it stands, and nobody's private words."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flows.context import Context, rows
from flows.domain import Entry, Remark, ServiceRequest, Status
from flows.events import Notice
from flows.life.lifecycle import Verb
from flows.messages import Lane, Message, Style
from flows.residents import closing, following
from flows.telling import cards, news
from flows.words import day, department, due, tidy, topic

TOLD: Final[dict[str, str]] = {
    Verb.ASSIGN: "news-assign",
    Verb.TAKE: "news-take",
    Verb.RESUME: "news-resume",
    Verb.FINISH: "news-finish",
    Verb.PLAN: "news-plan",
    Remark.DEADLINE: "news-deadline",
    Remark.TOPIC: "followed-topic",
    Remark.PRIORITY: "news-priority",
    Verb.CONFIRM: "followed-confirm",
    Verb.OBJECT: "followed-object",
    Verb.EXPIRE: "followed-expire",
    Verb.REJECT: "followed-reject",
    Verb.REDIRECT: "followed-redirect",
    Verb.APPEAL: "followed-appeal",
    Verb.MERGE: "news-merge",
}
"""What those who joined hear about, by the verb of the history entry."""


async def tell(ctx: Context, number: int, entry_id: int) -> None:
    """Tell one who joined about a history entry, if they still follow."""
    request, entry = await ctx.desk.request(number), await ctx.desk.entry(entry_id)
    if request is None or entry is None or entry.verb not in TOLD:
        return
    resident = ctx.conversation.resident
    if resident is None or await ctx.desk.follower(number, resident) is None:
        return
    if not ctx.conversation.reachable:
        return
    if await news.waits(ctx, request, Notice("followed", number, {"entry": str(entry_id)})):
        return
    message = news.answerable(ctx, await _message(ctx, request, entry))
    await ctx.tell(replace(message, silent=news.quiet(ctx, request)), lane=Lane.NEWS)


async def _message(ctx: Context, request: ServiceRequest, entry: Entry) -> Message:
    text = ctx.text(
        TOLD[entry.verb],
        number=str(request.number),
        executor=department(ctx, request.department),
        due=due(ctx, request),
        words=entry.text,
        topic=topic(ctx, request.service),
        objection=ctx.city.periods.objection.days,
        day=day(ctx, request.planned_until, year=True) if request.planned_until else "none",
    )
    buttons = []
    if entry.verb in {Verb.FINISH, Verb.CONFIRM, Verb.EXPIRE}:
        history = await ctx.desk.history(request.number)
        if following.may_dissent(ctx, request, history):
            text = f"{text}\n{ctx.text('followed-voice')}"
            buttons = [ctx.button("button-not-resolved", cards.tap(request.number, "dissent"))]
    return Message(tidy(text), rows([buttons]), media=entry.attachments, request=request.number)


async def handed(ctx: Context, number: int) -> None:
    """Who joined has the request now: they are told, and asked what its status asks."""
    request = await ctx.desk.request(number)
    if request is None or request.resident != ctx.conversation.resident:
        return
    following.drop_form(ctx, number)
    if not ctx.conversation.reachable:
        await news.unreachable(ctx, request)
        return
    card = ctx.button("button-open-card", cards.tap(number, "card"), Style.PRIMARY)
    message = Message(ctx.text("handed", number=str(number)), rows([[card]]), request=number)
    if request.status is Status.DONE:
        form = closing.open_form(ctx, request)
        message = news.with_question(ctx, form, message)
    await ctx.tell(replace(message, silent=news.quiet(ctx, request)), lane=Lane.NEWS)
