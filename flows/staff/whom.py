"""A resident named by their telephone, where a command is about the person."""

from __future__ import annotations

from typing import Final

from flows.context import Context
from flows.desk import Search
from flows.domain import ServiceRequest
from flows.reading.near import Near
from flows.reading.phones import at_start
from flows.staff.arguments import MANY, Unclear
from flows.words import shortened, topic

BY_PHONE: Final = frozenset({"block", "unblock"})
"""Commands that take a telephone in the place of the number of a request."""


async def by_phone(ctx: Context, args: str) -> tuple[int, str] | None:
    """The newest request with the number that ``args`` begin with, and the rest; 0 for none.

    Anybody can type anybody's number. Raises :class:`Unclear` where several people have.
    """
    found = at_start(args, ctx.city.area_code)
    if found is None:
        return None
    phone, rest = found
    theirs = await ctx.desk.find(Search(phone=phone), None, limit=_LOOKED_AT)
    newest: dict[int, ServiceRequest] = {}
    for request in theirs.rows:
        newest.setdefault(request.resident, request)
    if len(newest) > 1:
        raise Unclear([Near(_label(ctx, r), str(r.number), rest) for r in newest.values()][:MANY])
    return next((one.number for one in newest.values()), 0), rest


_LOOKED_AT: Final = 50


def _label(ctx: Context, request: ServiceRequest) -> str:
    return f"№ {request.number} · {shortened(topic(ctx, request.service), 26)}"
