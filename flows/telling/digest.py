"""The morning digest: what is new, due today, overdue and waiting, at the start of work.

``bot.steps.ticks`` hands it out once per local working day; whoever has had enough of it says /digest.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from city import City, calendar
from flows.context import Context, rows
from flows.desk import Filter
from flows.domain import Role, Staff, Status
from flows.events import Notice
from flows.messages import Choice, Lane, Message
from flows.words import shortened, topic

ROLES: Final = frozenset({Role.EXECUTOR, Role.COORDINATOR})
"""Who gets it."""
_SHOWN: Final = 4
"""Requests on buttons: the most urgent of those that are due or overdue."""
_RUNNING: Final = frozenset({Status.REGISTERED, Status.ASSIGNED, Status.IN_PROGRESS})


def day_of(city: City, now: datetime) -> date | None:
    """The local date whose digest is to be handed out now; None outside working hours."""
    return calendar.local_date(city, now) if calendar.is_working(city, now) else None


def key(staff: int, day: date) -> str:
    """The id of one person's digest of one day."""
    return f"digest:{staff}:{day.isoformat()}"


async def tell(ctx: Context, notice: Notice) -> None:
    """The figures of this morning; a morning without anything is not told."""
    del notice
    if ctx.staff is None or ctx.staff.role not in ROLES:
        return
    if (await ctx.desk.roster()).away(ctx.staff.id) or await ctx.desk.without_digest(ctx.staff.id):
        return
    counts = await _counts(ctx, ctx.staff)
    if not any(counts.values()):
        return
    lines = [ctx.text("digest-title")]
    lines += [ctx.text(f"digest-{name}", count=count) for name, count in counts.items() if count]
    message = Message("\n".join([*lines, ctx.text("digest-end")]), await _buttons(ctx, ctx.staff))
    await ctx.tell(message, lane=Lane.NEWS)


async def _counts(ctx: Context, staff: Staff) -> dict[str, int]:
    mine = _whose(staff)
    running = replace(mine, statuses=_RUNNING)
    overdue = await _total(ctx, replace(running, overdue_at=ctx.now))
    by_tonight = await _total(ctx, replace(running, overdue_at=_tonight(ctx)))
    new = replace(mine, statuses=frozenset({Status.REGISTERED, Status.ASSIGNED}))
    return {
        "overdue": overdue,
        "today": by_tonight - overdue,
        "new": await _total(ctx, new),
        "waiting": await _total(ctx, replace(mine, statuses=frozenset({Status.WAITING}))),
    }


def _whose(staff: Staff) -> Filter:
    return Filter(department=staff.department if staff.role is Role.EXECUTOR else "")


async def _total(ctx: Context, wanted: Filter) -> int:
    return (await ctx.desk.queue(wanted, limit=1)).total


def _tonight(ctx: Context) -> datetime:
    tomorrow = calendar.local_date(ctx.city, ctx.now) + timedelta(days=1)
    return datetime.combine(tomorrow, time(), ctx.city.timezone)


async def _buttons(ctx: Context, staff: Staff) -> tuple[tuple[Choice, ...], ...]:
    pressing = replace(_whose(staff), statuses=_RUNNING, overdue_at=_tonight(ctx))
    page = await ctx.desk.queue(pressing, limit=_SHOWN)
    return rows(
        [
            [Choice(f"№ {r.number} · {shortened(topic(ctx, r.service), 26)}", f"r:{r.number}:show")]
            for r in page.rows
        ]
    )


async def switch(ctx: Context, staff: Staff, args: str) -> None:
    """``/digest``: no more of them, or again."""
    del args
    off = not await ctx.desk.without_digest(staff.id)
    await ctx.desk.set_digest(staff.id, on=not off)
    opens = f"{ctx.city.hours.opens:%H:%M}"
    await ctx.say("digest-off") if off else await ctx.say("digest-on", opens=opens)
