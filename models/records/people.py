"""Residents: rows to values and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, select, update
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
    residents.c.apart,
)

_CHANGING: Final = ("name", "phone", "phone_verified", "language", "consented_at")


def from_row(row: Sequence[Any]) -> Resident:
    """The resident in a row of :data:`COLUMNS`."""
    return Resident(*row)


async def get(connection: AsyncConnection, resident_id: int) -> Resident:
    """Raises ``sqlalchemy.exc.NoResultFound`` for an id that was never given out."""
    return from_row((await connection.execute(_GET, {"key": resident_id})).one())


_GET: Final = select(*COLUMNS).where(residents.c.id == bindparam("key"))
_SAVE: Final = (
    update(residents)
    .where(residents.c.id == bindparam("key"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGING})
)


async def save(connection: AsyncConnection, changed: Sequence[Resident]) -> None:
    """Store what may change about residents."""
    if changed:
        await connection.execute(_SAVE, [_row(resident) for resident in changed])


def _row(resident: Resident) -> dict[str, Any]:
    return {f"new_{name}": getattr(resident, name) for name in _CHANGING} | {"key": resident.id}
