"""Which members of staff hear of what happens to a request, and how they are reminded."""

from __future__ import annotations

from city import calendar
from flows.context import Context
from flows.domain import ServiceRequest, Staff, Status
from flows.events import Notice
from flows.life.lifecycle import Hears

NOBODY_HAS_IT = frozenset({Status.REGISTERED, Status.ASSIGNED})
"""Statuses in which nobody has taken the request yet."""


async def staff_hearing(
    ctx: Context, request: ServiceRequest, hears: tuple[Hears, ...]
) -> list[Staff]:
    """Everybody once; who is away is replaced. Who acted does not hear it from the bot."""
    members: list[Staff] = []
    if Hears.EXECUTOR in hears:
        members += await _executors(ctx, request)
    if Hears.COORDINATOR in hears:
        members += await ctx.desk.supervisors()
    if ctx.staff is not None and not isinstance(ctx.event.body, Notice):
        members = [member for member in members if member.id != ctx.staff.id]
    return list({member.id: member for member in members}.values())


async def _executors(ctx: Context, request: ServiceRequest) -> list[Staff]:
    """Who holds it, or the department, or the centre; for an emergency also those on duty.

    An emergency for which nobody is on duty outside working hours goes to the supervisors.
    """
    roster = await ctx.desk.roster()
    holder = await ctx.desk.staff(request.assignee) if request.assignee else None
    found = roster.present([holder] if holder is not None else [])
    if not found:
        found = roster.team(request.department, on_duty=False) or roster.team("", on_duty=False)
    if request.urgent and request.status in NOBODY_HAS_IT:
        found += roster.on_duty()
        if await nobody_on_duty(ctx):
            found += roster.supervisors()
    return found


async def nobody_on_duty(ctx: Context) -> bool:
    """Whether an emergency would come to nobody in particular now."""
    roster = await ctx.desk.roster()
    return not roster.on_duty() and not calendar.is_working(ctx.city, ctx.now)


async def nudge(
    ctx: Context,
    request: ServiceRequest,
    kind: str,
    hears: tuple[Hears, ...],
    *,
    occasion: str = "",
) -> None:
    """Remind staff of a term; once per term, or per ``occasion``, whatever the clock repeats."""
    when = occasion or request.due_at.isoformat()
    for member in await staff_hearing(ctx, request, hears):
        addresses = await ctx.desk.addresses(staff=member.id)
        if addresses:
            key = f"{kind}:{request.number}:{when}:{member.id}"
            await ctx.desk.post(key, addresses[0], Notice("card", request.number, {"kind": kind}))
