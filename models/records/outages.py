"""Known outages: rows to values and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    CompoundSelect,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    text,
    union,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk import ConflictError, Outage
from models.schema import literal
from models.tables import (
    GOING_ON,
    OPEN_STATUS,
    conversations,
    followers,
    outage_waiting,
    outages,
    requests,
)
from models.types import BigId, Utc

_COLUMNS: Final = (
    outages.c.id,
    outages.c.version,
    outages.c.services,
    outages.c.districts,
    outages.c.until,
    outages.c.words,
    outages.c.staff_id,
    outages.c.ended_at,
    outages.c.announced_at,
    outages.c.asked,
)
_GOING_ON: Final = select(*_COLUMNS).where(text(GOING_ON)).order_by(outages.c.id)
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
    """Those that are going on."""
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


def _concerned(outage: Outage) -> CompoundSelect[Any]:
    """Residents whose request it explains, while that is being worked on.

    The same rule as :func:`flows.residents.outages.explains`: where the district is unknown it may be here.
    """
    explained: list[Any] = [
        text(OPEN_STATUS),
        requests.c.status != literal("done"),
        requests.c.service.in_(outage.services),
    ]
    if outage.districts:
        explained.append(requests.c.district.in_(["", *outage.districts]))
    filed = select(requests.c.resident_id.label("resident")).where(*explained)
    joined = (
        select(followers.c.resident_id)
        .join(requests, requests.c.number == followers.c.request)
        .where(*explained)
    )
    return union(filed, joined)


async def reach(connection: AsyncConnection, outage: Outage) -> int:
    """How many residents it concerns who can be written to."""
    who = _concerned(outage).subquery("found")
    reachable = exists().where(
        conversations.c.resident_id == who.c.resident,
        conversations.c.reachable,
        ~conversations.c.is_group,
    )
    counted = select(func.count()).select_from(who).where(reachable)
    return int((await connection.execute(counted)).scalar_one())


async def let_wait(connection: AsyncConnection, outage: Outage, now: datetime) -> None:
    """All whom it concerns want to be told; nobody can have waited for a draft."""
    who = _concerned(outage).subquery("found")
    rows = select(bindparam("outage", outage.id, BigId), who.c.resident, bindparam("at", now, Utc))
    names = ["outage", "resident_id", "since"]
    await connection.execute(insert(outage_waiting).from_select(names, rows))


async def wait(connection: AsyncConnection, outage: int, resident: int, now: datetime) -> None:
    """The resident wants to be told when it ends."""
    row = {"outage": outage, "resident_id": resident, "since": now}
    await connection.execute(_WAIT[connection.dialect.name], row)


async def waiting(connection: AsyncConnection, outage: int, *, after: int, limit: int) -> list[int]:
    """Residents who wait for its end, by their ids, beyond ``after``."""
    who = outage_waiting.c.resident_id
    wanted = select(who).where(outage_waiting.c.outage == outage, who > after)
    return list((await connection.execute(wanted.order_by(who).limit(limit))).scalars())


async def prune(connection: AsyncConnection, before: datetime) -> None:
    """Forget drafts whose own time was over by then: nobody may announce them any more."""
    over = delete(outages).where(outages.c.announced_at.is_(None), outages.c.until < before)
    await connection.execute(over)
