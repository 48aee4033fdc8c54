"""Requests of a period, read in pieces: nobody waits while a long file is written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import ServiceRequest
from flows.life.lifecycle import By, Verb
from models.database import Database
from models.records.requests import COLUMNS, from_row
from models.tables import history, requests, staff

PIECE: Final = 1000
"""Requests read at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Requests registered from ``since`` until before ``until``; of one department or of all."""

    since: datetime
    until: datetime
    department: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        of_period = [requests.c.created_at >= self.since, requests.c.created_at < self.until]
        return of_period + ([requests.c.department == self.department] if self.department else [])


async def count(connection: AsyncConnection, wanted: Wanted) -> int:
    """How many there are."""
    counted = select(func.count()).select_from(requests).where(*wanted.conditions())
    return int((await connection.execute(counted)).scalar_one())


async def pieces(database: Database, wanted: Wanted) -> AsyncIterator[Sequence[ServiceRequest]]:
    """All of them in the order in which they came, each piece in a transaction of its own."""
    place = tuple_(requests.c.created_at, requests.c.number)
    query = select(*COLUMNS).where(*wanted.conditions()).order_by(*place.clauses).limit(PIECE)
    after: ColumnElement[bool] | None = None
    while True:
        async with database.read() as connection:
            found = await connection.execute(query.where(after) if after is not None else query)
            piece = [from_row(row) for row in found]
        if not piece:
            return
        yield piece
        last = piece[-1]
        after = place > tuple_(last.created_at, last.number)


async def telephoned(connection: AsyncConnection, numbers: Collection[int]) -> set[int]:
    """Which of these an operator took down for somebody who called."""
    wanted = select(history.c.request).where(
        history.c.request.in_(list(numbers)),
        history.c.verb == Verb.REGISTER,
        history.c.by == By.STAFF,
    )
    return set((await connection.execute(wanted)).scalars())


async def names(connection: AsyncConnection) -> dict[int, str]:
    """Everybody who has ever been staff, by id."""
    rows = (await connection.execute(select(staff.c.id, staff.c.name))).all()
    return {row.id: row.name for row in rows}
