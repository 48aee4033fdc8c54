"""``/route``: which department requests go to first, by topic and district."""

from __future__ import annotations

import re
from typing import Final

from city.routing import Route
from flows.context import Context, pairs, rows
from flows.domain import Staff
from flows.life import routing
from flows.messages import Message
from flows.staff import finding, parse
from flows.words import department, plain

_ARROW: Final = re.compile(r"\s*(?:→|->|=>|—>|–>|\s[-—–=]\s)\s*")
_MOST: Final = 40
"""Rules in one list; a city has a handful."""


async def route(ctx: Context, staff: Staff, args: str) -> None:
    """The list, a new rule («тема район → підрозділ»), a rule taken back, or one explained."""
    words = args.strip()
    if not words:
        await _list(ctx)
    elif (number := _removal(ctx, words)) is not None:
        await _remove(ctx, number)
    else:
        await _set(ctx, staff, words)


async def _list(ctx: Context) -> None:
    given = (await routing.given(ctx))[:_MOST]
    lines = [ctx.text("route-list")]
    lines += [f"{one.id}. {routing.described(ctx, one)}" for one in given]
    lines += [f"• {routing.described(ctx, one)}" for one in ctx.city.routes]
    if len(lines) == 1:
        lines.append(ctx.text("route-none"))
    lines.append(ctx.text("route-usage"))
    buttons = [
        ctx.button_with("button-route-remove", f"m:route:{REMOVE} {one.id}", number=str(one.id))
        for one in given
    ]
    await ctx.tell(Message("\n".join(lines), rows(pairs(buttons))))


REMOVE: Final = "remove"


def _removal(ctx: Context, words: str) -> int | None:
    """The number of the rule that is to go, 0 where it was not understood; None: no removal."""
    first, _, rest = words.partition(" ")
    verbs = {plain(word) for word in ctx.text("remove-words").split(",")}
    if plain(first) not in verbs:
        return None
    found = parse.number(rest)
    return found[0] if found else 0


async def _remove(ctx: Context, number: int) -> None:
    gone = await ctx.desk.drop_route(number)
    if gone is None:
        await ctx.say("route-no-such", number=str(number))
        return
    await ctx.say("route-removed", rule=routing.described(ctx, gone))


async def _set(ctx: Context, staff: Staff, words: str) -> None:
    halves = _split(ctx, words)
    if halves is None:
        known = ", ".join(d.short for d in ctx.city.working)
        await ctx.say("route-which-department", known=known)
        return
    left, code = halves
    district, topic_words = finding.district(ctx, left)
    service, near = finding.services(ctx, topic_words) if topic_words else ("", [])
    if not service and (topic_words or not district):
        await _which_service(ctx, near)
        return
    made = await ctx.desk.set_route(Route(service, district, code), staff.id)
    await ctx.say("route-set", rule=routing.described(ctx, made), executor=department(ctx, code))


async def _which_service(ctx: Context, near: list[str]) -> None:
    if not near:
        await ctx.say("route-which-service")
        return
    names = "\n".join(f"{code} — {routing.what(ctx, code)}" for code in near[: finding.NEAR])
    await ctx.say("route-which-of-services", services=names)


def _split(ctx: Context, words: str) -> tuple[str, str] | None:
    """What comes before the department, and its code; an arrow may part them, or nothing."""
    left, arrow, right = _parted(words)
    if arrow:
        found = finding.departments(ctx, right)
        return (left, found[0]) if len(found) == 1 else None
    each = words.split()
    for place in range(1, len(each)):
        found = finding.departments(ctx, " ".join(each[place:]))
        if len(found) == 1:
            return " ".join(each[:place]), found[0]
    return None


def _parted(words: str) -> tuple[str, str, str]:
    found = _ARROW.search(words)
    if found is None:
        return words, "", ""
    return words[: found.start()], "→", words[found.end() :]
