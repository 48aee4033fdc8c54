"""``/department``: the list, a new one, another name, the code of the legal entity, closing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from city.catalogue import Department
from city.departments import Change
from flows.context import Context
from flows.desk import Filter
from flows.domain import OPEN, Staff
from flows.life import routing
from flows.messages import Message
from flows.staff import finding
from flows.words import has_words, plain

_EDRPOU: Final = re.compile(r"(?<![0-9])([0-9]{8})(?![0-9])")
_ARROW: Final = re.compile(r"\s*(?:→|->|=>|—>|–>|\s[-—–=]\s)\s*")
LONGEST: Final = 40
"""Letters of a name: it stands on buttons."""


async def department(ctx: Context, staff: Staff, args: str) -> None:
    """What the first word says; without one, the list."""
    first, _, rest = args.strip().partition(" ")
    for verb, act in _ACTS.items():
        if plain(first) in {
            plain(word) for word in ctx.text(f"department-{verb}-words").split(",")
        }:
            await act(ctx, staff, " ".join(rest.split()))
            return
    await _list(ctx)


async def _list(ctx: Context) -> None:
    people = Counter(m.department for m in (await ctx.desk.roster()).everybody)
    lines = [_line(ctx, one, people[one.code]) for one in ctx.city.departments.values()]
    await ctx.tell(
        Message("\n".join([ctx.text("department-list"), *lines, ctx.text("department-usage")]))
    )


def _line(ctx: Context, one: Department, people: int) -> str:
    code = ctx.text("department-edrpou", code=one.edrpou) if one.edrpou else ""
    closed = ctx.text("department-is-closed") if one.closed else ""
    count = ctx.text("department-people", count=people)
    return f"• {one.short}: {', '.join(part for part in (count, code, closed) if part)}"


async def _add(ctx: Context, staff: Staff, name: str) -> None:
    if not await _good_name(ctx, name):
        return
    taken = ctx.city.departments
    code = next(f"d{n}" for n in range(1, len(taken) + 2) if f"d{n}" not in taken)
    await ctx.desk.set_department(Change(code, name), staff.id)
    await ctx.say("department-added", name=name)


async def _rename(ctx: Context, staff: Staff, words: str) -> None:
    halves = _ARROW.split(words, maxsplit=1)
    one = await _one(ctx, halves[0])
    if one is None:
        return
    name = halves[1] if len(halves) > 1 else ""
    if await _good_name(ctx, name):
        await ctx.desk.set_department(replace(_now(one), name=name), staff.id)
        await ctx.say("department-renamed", old=one.short, name=name)


async def _good_name(ctx: Context, name: str) -> bool:
    """Whether it is a name, and nobody else's."""
    if not has_words(name) or len(name) > LONGEST:
        await ctx.say("department-bad-name", most=LONGEST)
        return False
    same = [
        d.short
        for d in ctx.city.departments.values()
        if plain(name) in {plain(d.name), plain(d.short)}
    ]
    if same:
        await ctx.say("department-name-taken", name=same[0])
    return not same


async def _edrpou(ctx: Context, staff: Staff, words: str) -> None:
    found = _EDRPOU.search(words)
    if found is None:
        await ctx.say("department-bad-edrpou")
        return
    one = await _one(ctx, words.replace(found[1], " ").strip())
    if one is not None:
        await ctx.desk.set_department(replace(_now(one), edrpou=found[1]), staff.id)
        await ctx.say("department-edrpou-set", name=one.short, code=found[1])


async def _close(ctx: Context, staff: Staff, words: str) -> None:
    """Only what nothing leads to any more: nobody's request is to end up nowhere."""
    one = await _one(ctx, words)
    if one is None:
        return
    people = [m.name for m in (await ctx.desk.roster()).everybody if m.department == one.code]
    held = await ctx.desk.queue(Filter(statuses=OPEN, department=one.code), limit=1)
    topics = await _leads_there(ctx, one)
    if people or held.total or topics:
        await ctx.say(
            "department-still-needed",
            name=one.short,
            requests=held.total,
            people=len(people),
            topics=topics,
        )
        return
    await ctx.desk.set_department(replace(_now(one), closed=True), staff.id)
    await ctx.say("department-closed", name=one.short)


async def _leads_there(ctx: Context, one: Department) -> int:
    """How many topics have it as their first department somewhere in the city."""
    given = await routing.given(ctx)
    places = ["", *(d.code for d in ctx.city.places.districts.all)]
    return sum(
        any(ctx.city.route(service, place, given).department == one.code for place in places)
        for service in ctx.city.catalogue.services
        if service.is_ours
    )


async def _open(ctx: Context, staff: Staff, words: str) -> None:
    one = await _one(ctx, words)
    if one is not None:
        await ctx.desk.set_department(replace(_now(one), closed=False), staff.id)
        await ctx.say("department-opened", name=one.short)


def _now(one: Department) -> Change:
    return Change(one.code, one.short, one.edrpou, one.closed)


async def _one(ctx: Context, words: str) -> Department | None:
    """The only department that is meant, closed ones too; otherwise it is said which there are."""
    found = finding.departments(ctx, words, closed=True) if words else []
    if len(found) == 1:
        return ctx.city.departments[found[0]]
    near = [ctx.city.departments[code].short for code in found] or [
        d.short for d in ctx.city.departments.values()
    ]
    await ctx.say("department-which", known=", ".join(near))
    return None


_ACTS: Final[dict[str, Callable[[Context, Staff, str], Awaitable[None]]]] = {
    "add": _add,
    "rename": _rename,
    "code": _edrpou,
    "close": _close,
    "open": _open,
}
"""By the words of ``department-…-words``."""
