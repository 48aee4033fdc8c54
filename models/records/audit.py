"""The trail of what members of staff did: rows to values and back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk.audit import Deed, Trail
from models.database import Database
from models.tables import audit

_COLUMNS: Final = (
    audit.c.at,
    audit.c.staff_id,
    audit.c.command,
    audit.c.request,
    audit.c.channel,
    audit.c.done,
)


async def append(connection: AsyncConnection, deeds: Iterable[Deed]) -> None:
    """Add deeds in this order."""
    rows = [
        {
            "at": deed.at,
            "staff_id": deed.staff,
            "command": deed.command,
            "request": deed.request,
            "channel": deed.channel,
            "done": deed.done,
        }
        for deed in deeds
    ]
    if rows:
        await connection.execute(insert(audit), rows)


async def find(
    connection: AsyncConnection, wanted: Trail, *, limit: int, offset: int = 0
) -> tuple[list[Deed], int]:
    """The newest first, and how many there are in all."""
    total = await count(connection, wanted)
    page = select(*_COLUMNS).where(*_conditions(wanted)).order_by(audit.c.id.desc())
    rows = await connection.execute(page.limit(limit).offset(offset))
    return [Deed(*row) for row in rows], total


async def count(connection: AsyncConnection, wanted: Trail) -> int:
    """How many there are."""
    counted = select(func.count()).select_from(audit).where(*_conditions(wanted))
    return int((await connection.execute(counted)).scalar_one())


PIECE: Final = 1000
"""Deeds read at once."""


async def pieces(database: Database, wanted: Trail) -> AsyncIterator[Sequence[Deed]]:
    """All of them, the oldest first, each piece in a transaction of its own."""
    query = select(audit.c.id, *_COLUMNS).where(*_conditions(wanted)).order_by(audit.c.id)
    after = 0
    while True:
        async with database.read() as connection:
            rows = (await connection.execute(query.where(audit.c.id > after).limit(PIECE))).all()
        if not rows:
            return
        yield [Deed(*row[1:]) for row in rows]
        after = rows[-1].id


def _conditions(wanted: Trail) -> list[ColumnElement[Any]]:
    out: list[ColumnElement[Any]] = []
    if wanted.staff is not None:
        out.append(audit.c.staff_id == wanted.staff)
    if wanted.request is not None:
        out.append(audit.c.request == wanted.request)
    if wanted.since is not None:
        out.append(audit.c.at >= wanted.since)
    if wanted.until is not None:
        out.append(audit.c.at < wanted.until)
    return out
