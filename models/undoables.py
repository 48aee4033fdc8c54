"""Actions that can be taken back, with the fields that they set as those were before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final, get_args, get_type_hints

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import ServiceRequest, Status, Undoable
from models.tables import undoables

_TIMES: Final = frozenset(
    name
    for name, hint in get_type_hints(ServiceRequest).items()
    if datetime in (hint, *get_args(hint))
)


async def keep(connection: AsyncConnection, one: Undoable, now: datetime) -> None:
    """Store it; what the same member of staff can no longer take back is forgotten."""
    late = (undoables.c.staff == one.staff) & (undoables.c.until <= now)
    await connection.execute(delete(undoables).where(late))
    await connection.execute(insert(undoables), asdict(one) | {"was": _pack(one.was)})


async def last(connection: AsyncConnection, staff: int, number: int | None) -> Undoable | None:
    """The last action of this member of staff, on that request."""
    wanted = select(undoables).where(undoables.c.staff == staff)
    if number is not None:
        wanted = wanted.where(undoables.c.request == number)
    found = await connection.execute(wanted.order_by(undoables.c.entry.desc()).limit(1))
    row = found.mappings().first()
    return Undoable(**{**row, "was": _unpack(row["was"])}) if row else None


def _pack(was: Mapping[str, Any]) -> dict[str, Any]:
    """Moments as ISO 8601; all else is JSON already."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in was.items()
    }


def _unpack(was: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(was)
    for name in out.keys() & _TIMES:
        out[name] = datetime.fromisoformat(out[name]) if out[name] else None
    if "status" in out:
        out["status"] = Status(out["status"])
    return out
