"""Known outages: rows to values and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk import ConflictError, Outage
from models.tables import outage_waiting, outages

_COLUMNS: Final = (
    outages.c.id,
    outages.c.version,
    outages.c.services,
    outages.c.districts,
    outages.c.until,
    outages.c.words,
    outages.c.staff_id,
    outages.c.ended_at,
)
_GOING_ON: Final = select(*_COLUMNS).where(text("ended_at IS NULL")).order_by(outages.c.id)
_WAIT: Final = {
    "sqlite": sqlite.insert(outage_waiting).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(outage_waiting).on_conflict_do_nothing(),
}


def _outage(row: Sequence[Any]) -> Outage:
    return Outage(row[0], row[1], tuple(row[2]), tuple(row[3]), *row[4:])


async def add(connection: AsyncConnection, values: dict[str, Any]) -> Outage:
    """Store an outage; the stored one is returned."""
    made = insert(outages).values(version=1, **values).returning(*_COLUMNS)
    return _outage((await connection.execute(made)).one())


async def going_on(connection: AsyncConnection) -> list[Outage]:
    """Those that have not been ended."""
    return [_outage(row) for row in await connection.execute(_GOING_ON)]


async def get(connection: AsyncConnection, outage: int) -> Outage | None:
    """The outage with this id."""
    found = await connection.execute(select(*_COLUMNS).where(outages.c.id == outage))
    row = found.first()
    return _outage(row) if row else None


async def change(connection: AsyncConnection, outage: Outage, fields: dict[str, Any]) -> Outage:
    """Set fields if the stored version is still ``outage``'s; raises ``ConflictError``."""
    changed = (
        update(outages)
        .where(outages.c.id == outage.id, outages.c.version == outage.version)
        .values(fields | {"version": outage.version + 1})
        .returning(*_COLUMNS)
    )
    row = (await connection.execute(changed)).first()
    if row is None:
        raise ConflictError
    return _outage(row)


async def wait(connection: AsyncConnection, outage: int, resident: int, now: datetime) -> None:
    """The resident wants to be told when it ends."""
    row = {"outage": outage, "resident_id": resident, "since": now}
    await connection.execute(_WAIT[connection.dialect.name], row)


async def waiting(connection: AsyncConnection, outage: int, *, after: int, limit: int) -> list[int]:
    """Residents who wait for its end, by their ids, beyond ``after``."""
    who = outage_waiting.c.resident_id
    wanted = select(who).where(outage_waiting.c.outage == outage, who > after)
    return list((await connection.execute(wanted.order_by(who).limit(limit))).scalars())
