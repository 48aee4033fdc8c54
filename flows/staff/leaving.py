"""What follows when somebody leaves: their requests go back, the coordinator is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from flows.context import Context
from flows.desk import ConflictError, Filter
from flows.domain import OPEN, ServiceRequest, Staff, Status
from flows.events import Notice
from flows.life import requests
from flows.life.lifecycle import By, Verb
from flows.life.requests import Word
from flows.life.staffing import Absence

_AT_ONCE: Final = 100
_TRIES: Final = 3
_LISTED: Final = 10


async def leave(ctx: Context, member: Staff) -> list[int]:
    """Take the rights away and hand back what they held; its numbers."""
    await ctx.desk.add_staff(replace(member, active=False, on_duty=False))
    await ctx.desk.drop_shifts(staff_id=member.id)
    await ctx.desk.end_absence(member.id)
    return await hand_back(ctx, member)


async def hand_back(ctx: Context, member: Staff) -> list[int]:
    """Every open request of ``member`` goes back to its department; its numbers.

    The department gets the cards, the supervisors one word about all of them.
    """
    numbers = []
    while page := (await ctx.desk.queue(_held(member), limit=_AT_ONCE)).rows:
        for request in page:
            await _release(ctx, member, request)
        numbers += [request.number for request in page]
    if numbers:
        data = {"name": member.name, "count": str(len(numbers)), "numbers": listed(numbers)}
        for one in await ctx.desk.supervisors():
            if ctx.staff is None or one.id != ctx.staff.id:
                key = f"handed-back:{member.id}:{ctx.event.id}:{one.id}"
                await tell(ctx, one, key, Notice("handed-back", data=data))
    return numbers


def _held(member: Staff) -> Filter:
    return Filter(statuses=OPEN, assignee=member.id)


async def _release(ctx: Context, member: Staff, request: ServiceRequest) -> None:
    """One request, whatever others do to it at the same moment."""
    for _ in range(_TRIES):
        now = await ctx.desk.request(request.number)
        if now is None or now.assignee != member.id:
            return
        try:
            await _give_back(ctx, member, now)
        except ConflictError:
            continue
        return
    raise ConflictError


async def _give_back(ctx: Context, member: Staff, request: ServiceRequest) -> None:
    """In work: to the department, which takes it anew. Where something is awaited: only the name."""
    department = request.department or member.department
    if request.status in {Status.ASSIGNED, Status.IN_PROGRESS}:
        await requests.act(
            ctx, request, Verb.ASSIGN, By.STAFF, Word(), assignee=None, department=department
        )
    else:
        await requests.release(ctx, request, department)


async def handed_back(ctx: Context, notice: Notice) -> None:
    """Told to a supervisor: somebody left, and this is what they held."""
    if ctx.staff is not None:
        count, data = int(notice.data["count"]), notice.data
        await ctx.say("staff-handed-back", name=data["name"], count=count, numbers=data["numbers"])


async def is_last_admin(ctx: Context, member: Staff) -> bool:
    """Whether nobody could invite anybody any more without this person."""
    return [one.id for one in await ctx.desk.administrators()] == [member.id]


async def tell(ctx: Context, member: Staff, key: str, notice: Notice) -> None:
    """A word to a colleague, where they write to the bot."""
    addresses = await ctx.desk.addresses(staff=member.id)
    if addresses:
        await ctx.desk.post(key, addresses[0], notice)


def listed(numbers: Iterable[int]) -> str:
    """«№ 1001, № 1002…»."""
    every = [f"№ {number}" for number in numbers]
    return ", ".join(every[:_LISTED]) + ("…" if len(every) > _LISTED else "")


def last_day(absence: Absence) -> datetime:
    """A moment of the last day on which they are away."""
    return absence.until - timedelta(seconds=1)
