"""What a department's work chat hears of terms: what is due soon, and what is overdue."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from flows.context import Context
from flows.desk import Filter
from flows.domain import ServiceRequest, Status
from flows.events import Notice
from flows.messages import Lane, Message
from flows.telling import group_cards, news
from flows.words import due as term
from flows.words import place, shortened, topic

_RUNNING: Final = frozenset({Status.REGISTERED, Status.ASSIGNED, Status.IN_PROGRESS})
_READ: Final = 100
_SHOWN: Final = 15


async def due(ctx: Context, notice: Notice) -> None:
    """One message for all requests with this term, in each topic for those that belong there."""
    at, soon = datetime.fromisoformat(notice.data["due"]), notice.data["kind"] == "due-soon"
    if not ctx.conversation.reachable or (soon and at <= ctx.now):
        return
    wanted = Filter(statuses=_RUNNING, department=notice.data["department"], due_at=at)
    page = await ctx.desk.queue(wanted, limit=_READ)
    chats = await ctx.desk.work_chats()
    threads: dict[str, list[ServiceRequest]] = {}
    for request in page.rows:
        where = group_cards.place(chats, ctx.conversation.id, request)
        if where is not None:
            threads.setdefault(where.thread, []).append(request)
    for thread, some in threads.items():
        await _tell(ctx, thread, some, soon=soon)


async def _tell(ctx: Context, thread: str, some: list[ServiceRequest], *, soon: bool) -> None:
    lead = ctx.text("group-due-soon" if soon else "group-overdue", due=term(ctx, some[0]))
    lines = [
        ctx.text(
            "group-due-line",
            number=str(request.number),
            topic=topic(ctx, request.service),
            place=shortened(place(ctx, request.place), 60),
        )
        for request in some[:_SHOWN]
    ]
    more = [ctx.text("group-due-more", count=len(some) - _SHOWN)] if len(some) > _SHOWN else []
    await ctx.tell(
        Message(
            "\n".join([lead, *lines, *more]),
            # a reply goes to the resident: only where it is clear to whom
            request=some[0].number if len(some) == 1 else None,
            silent=all(news.quiet(ctx, request) for request in some),
            thread=thread,
        ),
        lane=Lane.NEWS,
    )
