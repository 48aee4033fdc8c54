"""``/find``: requests by number, telephone, words, address, place, status and period."""

from __future__ import annotations

import re
from typing import Final

from flows.context import Context, rows
from flows.desk import Found, Sight
from flows.domain import Role, ServiceRequest, Staff
from flows.life.requests import NotFoundError
from flows.messages import Choice, Message
from flows.residents.my_requests import paging
from flows.staff import parse
from flows.staff.lists import PAGE, line
from flows.staff.query import ABOUT, Query, UnclearError, read
from flows.staff.slots import seen

_PAGE: Final = re.compile(r"(.*)::([0-9]{1,5})", re.DOTALL)
_ROOM: Final = 64 - len(":00000")
"""Bytes of a button's data that are left beside the offset."""


async def find(ctx: Context, staff: Staff, args: str) -> None:
    """``/find`` and its arguments; a button's end in ``::`` and where the page begins."""
    page = _PAGE.fullmatch(args)
    words, offset = (page[1], int(page[2])) if page else (args, 0)
    if await _by_number(ctx, words):
        return
    try:
        query = await read(ctx, words)
    except UnclearError as unclear:
        await ctx.tell(Message(unclear.words))
        return
    theirs = await sight(ctx, staff)
    found = await ctx.desk.find(query.search, theirs, limit=PAGE, offset=offset)
    await _tell(ctx, query, found, offset)


async def sight(ctx: Context, staff: Staff) -> Sight | None:
    """What ``access.sees`` lets them see, as a part of the question; None sees all."""
    if staff.role is not Role.EXECUTOR:
        return None
    members = (staff, *(await ctx.desk.roster()).stood_for(staff))
    return Sight(
        frozenset(one.id for one in members),
        frozenset(one.department for one in members if one.department),
    )


async def _by_number(ctx: Context, words: str) -> bool:
    """A number alone, if there is such a request; a telephone may look the same."""
    named = parse.number(words)
    if named is None or named[1]:
        return False
    try:
        request = await seen(ctx, named[0])
    except NotFoundError:
        return False
    await _show(ctx, [ctx.text("find-title", total=1, said=f"№ {request.number}")], [request], [])
    return True


async def _tell(ctx: Context, query: Query, found: Found, offset: int) -> None:
    said = " · ".join(query.said)
    if not found.rows:
        nothing = "find-nothing-partly" if found.partly else "find-nothing"
        await ctx.tell(Message(ctx.text(nothing, said=said), replaces=ctx.edit))
        return
    head = [ctx.text("find-title", total=found.total, said=said)]
    if found.partly:
        head.append(ctx.text("find-partly"))
    data = f"m:find:{_brief(query, found.rows[0].number)}:"
    nav = paging(ctx, data, offset, PAGE, found.total)
    if nav and len(data.encode()) > _ROOM:
        head.append(ctx.text("find-first-only", shown=str(len(found.rows))))
        nav = []
    await _show(ctx, head, list(found.rows), nav)


async def _show(
    ctx: Context, head: list[str], found: list[ServiceRequest], nav: list[Choice]
) -> None:
    lines = [line(ctx, request) for request in found]
    buttons = [Choice(f"№ {r.number}", f"r:{r.number}:show") for r in found]
    quads = [buttons[i : i + 4] for i in range(0, len(buttons), 4)]
    text = "\n\n".join(["\n".join(head), *lines])
    await ctx.tell(Message(text, rows([*quads, nav]), replaces=ctx.edit))


def _brief(query: Query, first: int) -> str:
    """The question as a button holds it; a telephone is named by a request that has it."""
    phone = [f"{ABOUT}{first}"] if query.search.phone else []
    return " ".join([*phone, *query.brief])
