"""The card of a request in its department's work chat: one card, always as the request stands now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from flows.context import Context
from flows.desk.work_chats import WorkChat
from flows.domain import OPEN, Entry, Remark, Role, ServiceRequest, Staff, Status
from flows.events import Notice
from flows.life.lifecycle import Verb
from flows.messages import Lane, Message
from flows.telling import cards, news
from flows.words import department

_SPOKEN: Final = frozenset(
    {
        Verb.ANSWER,
        Verb.OBJECT,
        Verb.APPEAL,
        Verb.CANCEL,
        Remark.COMMENT,
        Remark.DISSENT,
        Remark.JOINED,
        Remark.HANDED,
    }
)
"""What residents say is a message of its own: a card that changes is not noticed."""


def spot(number: int) -> str:
    """Where in the group the card of a request stands."""
    return f"card:{number}"


def place(chats: Iterable[WorkChat], conversation: int, request: ServiceRequest) -> WorkChat | None:
    """Where in this group the request belongs: its district's topic, or that of all districts."""
    here = [
        chat
        for chat in chats
        if chat.to.conversation == conversation
        and chat.department == request.department
        and chat.district in {"", request.place.district}
    ]
    return max(here, key=lambda chat: bool(chat.district), default=None)


async def card(ctx: Context, notice: Notice) -> None:
    """Put the card of a request where it belongs, as the request stands now."""
    talk, request = ctx.conversation, await ctx.desk.request(notice.request or 0)
    if request is None or not talk.reachable:
        return
    entry_id = int(notice.data["entry"])
    entry = await ctx.desk.entry(entry_id) if entry_id else None
    shown = await ctx.desk.shows(talk.id, request.number, spot(request.number))
    where = place(await ctx.desk.work_chats(), talk.id, request)
    if where is None:
        if shown:
            await _gone(ctx, request)
        return
    spoken = entry is not None and entry.verb in _SPOKEN
    if not (shown or spoken or request.status in OPEN):
        return
    await _put(ctx, request, where, entry, new=not shown)
    if spoken and entry is not None and shown:
        await _say(ctx, request, where, entry)


async def _put(
    ctx: Context, request: ServiceRequest, where: WorkChat, entry: Entry | None, *, new: bool
) -> None:
    lead = ctx.text("staff-news-register")
    if entry is not None:
        lead = await cards.line(ctx, entry, staff=True)
    elif request.status is not Status.REGISTERED:
        lead = ""
    message = await cards.short(ctx, _crew(where), request, lead)
    files = [f.id for f in await ctx.desk.files_of(request.number)] if new else []
    await ctx.tell(
        replace(
            message,
            media=tuple(files),
            silent=not new or news.quiet(ctx, request),
            spot=spot(request.number),
            thread=where.thread,
        ),
        lane=Lane.NEWS,
    )


async def _say(ctx: Context, request: ServiceRequest, where: WorkChat, entry: Entry) -> None:
    words = ctx.text(
        f"staff-news-{entry.verb}",
        words=entry.text,
        reworks=request.reworks,
        affected=request.affected,
    )
    text = ctx.text("group-word", number=str(request.number), words=words)
    await ctx.tell(
        Message(
            text,
            media=entry.attachments,
            request=request.number,
            silent=news.quiet(ctx, request),
            thread=where.thread,
        ),
        lane=Lane.NEWS,
    )


async def _gone(ctx: Context, request: ServiceRequest) -> None:
    """Another department has it now: nothing can be pressed here any more."""
    number = str(request.number)
    executor = department(ctx, request.department)
    text = ctx.text("group-card-gone", number=number, executor=executor)
    await ctx.tell(Message(text, spot=spot(request.number), silent=True), lane=Lane.NEWS)


def _crew(where: WorkChat) -> Staff:
    """Buttons of a group are those of an executor; what the presser may do is asked anew."""
    return Staff(0, "", Role.EXECUTOR, where.department)
