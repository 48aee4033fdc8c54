"""A second person's word before many are told: when it is needed, who can give it, how they are asked."""

from __future__ import annotations

from collections.abc import Sequence

from city import City
from flows import access
from flows.context import Context
from flows.domain import Address, Staff
from flows.events import Notice


def needed(city: City, total: int) -> bool:
    """Whether that many may not be told on one person's word; the number is the city's."""
    return total > city.second_person_above


async def others(ctx: Context, staff: Staff, command: str, total: int) -> list[Staff]:
    """Colleagues who may give the same command; where there are none that is said."""
    found = [
        one
        for one in await ctx.desk.find_staff("")
        if one.id != staff.id and access.may(one, command)
    ]
    if not found:
        await ctx.say("second-person-nobody", total=total)
    return found


async def ask(
    ctx: Context, colleagues: Sequence[Staff], subject: int, notice: Notice, total: int
) -> None:
    """Each is asked once by ``notice`` about the ``subject``, which the kind of notice knows."""
    for one in colleagues:
        for address in (await ctx.desk.addresses(staff=one.id))[:1]:
            await ctx.desk.post(f"{notice.kind}:{subject}:{one.id}", address, notice)
    await ctx.say("second-person-asked", total=total)


async def same(ctx: Context, staff: Staff, author: int) -> bool:
    """Whether the author answers the own question; said kindly."""
    if staff.id == author:
        await ctx.say("second-person-not-yourself")
    return staff.id == author


async def author(ctx: Context, staff: int) -> Address:
    """The author's chat, or this one where they have none any more."""
    found = await ctx.desk.addresses(staff=staff)
    return found[0] if found else ctx.here
