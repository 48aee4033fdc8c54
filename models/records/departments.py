"""Departments as staff have changed them: rows to values and back."""

from __future__ import annotations

from datetime import datetime
from typing import Final, TypeAlias

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from city.departments import Change
from models.tables import departments

Version: TypeAlias = int
"""The number of the newest change."""

_VERSION: Final = select(func.coalesce(func.max(departments.c.id), 0))
_EVERY: Final = select(
    departments.c.code, departments.c.name, departments.c.edrpou, departments.c.closed
).order_by(departments.c.id)


async def version(connection: AsyncConnection) -> Version:
    """What is stored now; cheap."""
    return int((await connection.execute(_VERSION)).scalar_one())


async def every(connection: AsyncConnection) -> list[Change]:
    """All that was changed."""
    return [Change(*row) for row in await connection.execute(_EVERY)]


async def staffed(connection: AsyncConnection, city: City) -> City:
    """The city with its departments as they are now."""
    return city.staffed(await every(connection))


async def put(connection: AsyncConnection, change: Change, by: int, now: datetime) -> None:
    """Store what a department is now."""
    await connection.execute(delete(departments).where(departments.c.code == change.code))
    await connection.execute(
        insert(departments).values(
            code=change.code,
            name=change.name,
            edrpou=change.edrpou,
            closed=change.closed,
            set_by=by,
            set_at=now,
        )
    )
