"""The person whom a command is about: named by a telephone, or chosen among those who wrote."""

from __future__ import annotations

from typing import Final

from flows.context import Context
from flows.desk import Search
from flows.domain import ServiceRequest
from flows.reading.near import Near
from flows.reading.phones import at_start, masked
from flows.staff.arguments import MANY, Unclear
from flows.words import shortened, topic

ABOUT_PEOPLE: Final = frozenset({"block", "unblock", "uphold"})
"""Commands about a resident. They take a telephone in the place of the number of a request."""


async def by_phone(ctx: Context, args: str) -> tuple[int, str, int] | None:
    """The newest request with the number that ``args`` begin with, the rest, and whose number it is.

    The request is 0 where there is none; who has filed nothing is found by what they joined. Anybody
    can type anybody's number. Raises :class:`Unclear` where several people have.
    """
    found = at_start(args, ctx.city.area_code)
    if found is None:
        return None
    phone, rest = found
    theirs = await ctx.desk.find(Search(phone=phone), None, limit=_LOOKED_AT)
    newest: dict[int, ServiceRequest] = {}
    for request in theirs.rows:
        newest.setdefault(request.resident, request)
    if not newest:
        newest = await _joined(ctx, phone)
    if len(newest) > 1:
        raise Unclear([Near(_label(ctx, r), str(r.number), rest) for r in newest.values()][:MANY])
    return next(((one.number, rest, whom) for whom, one in newest.items()), (0, rest, 0))


async def _joined(ctx: Context, phone: str) -> dict[int, ServiceRequest]:
    """Who has this number and joined a request, with the newest that they did."""
    newest = {}
    for one in await ctx.desk.namesakes(phone, besides=0):
        page = await ctx.desk.requests_of(one.resident.id, limit=1, joined=True)
        if page.rows:
            newest[one.resident.id] = page.rows[0]
    return newest


async def concerned(
    ctx: Context, request: ServiceRequest, command: str, whom: int
) -> list[tuple[int, str]]:
    """Whom the command may be about, with what to call them: who filed it and who joined.

    Numbered, since several may have told neither name nor telephone.
    With ``whom`` it is that person. A block that is to end, or to stay, is of somebody who has one.
    """
    if whom:
        return [(whom, "")]
    joined = [one.resident for one in await ctx.desk.followers(request.number)]
    people = [request.resident, *joined]
    if command != "block":
        held = [b for b in await ctx.desk.blocks() if command == "unblock" or b.objection]
        by_number = [b.resident for b in held if b.request == request.number]
        having = {b.resident for b in held}
        people = [*(one for one in people if one in having), *by_number]
    return [
        (one, f"{at}. {await _called(ctx, one, filed=one == request.resident)}")
        for at, one in enumerate(dict.fromkeys(people), 1)
    ]


async def _called(ctx: Context, resident: int, *, filed: bool) -> str:
    """«Подано: Олена, +380 ** *** ** 67»."""
    who = await ctx.desk.resident(resident)
    parts = [who.name, masked(who.phone) if who.phone else ""]
    known = ", ".join(part for part in parts if part) or ctx.text("whom-unnamed")
    return ctx.text("whom-filed" if filed else "whom-joined", who=known)


_LOOKED_AT: Final = 50


def _label(ctx: Context, request: ServiceRequest) -> str:
    return f"№ {request.number} · {shortened(topic(ctx, request.service), 26)}"
