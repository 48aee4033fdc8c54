"""The trail of what members of staff did: rows to values and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk.audit import Deed, Trail
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
    conditions = _conditions(wanted)
    counted = select(func.count()).select_from(audit).where(*conditions)
    total = int((await connection.execute(counted)).scalar_one())
    page = select(*_COLUMNS).where(*conditions).order_by(audit.c.id.desc())
    rows = await connection.execute(page.limit(limit).offset(offset))
    return [Deed(*row) for row in rows], total


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
