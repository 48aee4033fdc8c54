"""Residents: rows to values and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import Resident
from models.tables import residents

COLUMNS = (
    residents.c.id,
    residents.c.name,
    residents.c.phone,
    residents.c.phone_verified,
    residents.c.language,
    residents.c.consented_at,
)


def from_row(row: Sequence[Any]) -> Resident:
    """The resident in a row of :data:`COLUMNS`."""
    return Resident(*row)


async def get(connection: AsyncConnection, resident_id: int) -> Resident:
    """Raises ``sqlalchemy.exc.NoResultFound`` for an id that was never given out."""
    wanted = select(*COLUMNS).where(residents.c.id == resident_id)
    return from_row((await connection.execute(wanted)).one())


async def save(connection: AsyncConnection, resident: Resident) -> None:
    """Store what may change about a resident."""
    await connection.execute(
        update(residents)
        .where(residents.c.id == resident.id)
        .values(
            name=resident.name,
            phone=resident.phone,
            phone_verified=resident.phone_verified,
            language=resident.language,
            consented_at=resident.consented_at,
        )
    )
