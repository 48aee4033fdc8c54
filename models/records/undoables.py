"""Actions that can be taken back, with the fields that they set as those were before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final, get_args, get_type_hints

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import Moved, ServiceRequest, Status, Undoable
from models.tables import undoables

_COLUMNS: Final = tuple(
    undoables.c[name] for name in ("entry", "request", "staff", "until", "was", "moved")
)
_TIMES: Final = frozenset(
    name
    for name, hint in get_type_hints(ServiceRequest).items()
    if datetime in (hint, *get_args(hint))
)


async def keep(connection: AsyncConnection, one: Undoable, now: datetime) -> None:
    """Store it; what the same member of staff can no longer take back is forgotten."""
    late = (undoables.c.staff == one.staff) & (undoables.c.until <= now)
    await connection.execute(delete(undoables).where(late))
    values = asdict(one) | {"was": _pack(one.was), "kept": None}
    if one.moved is not None:
        values |= {"kept": one.moved.kept, "moved": asdict(one.moved)}
    await connection.execute(insert(undoables), values)


async def last(connection: AsyncConnection, staff: int, number: int | None) -> Undoable | None:
    """The last action of this member of staff, on that request."""
    wanted = select(*_COLUMNS).where(undoables.c.staff == staff)
    if number is not None:
        wanted = wanted.where(undoables.c.request == number)
    found = await connection.execute(wanted.order_by(undoables.c.entry.desc()).limit(1))
    row = found.first()
    return _undoable(row) if row else None


async def merges_into(connection: AsyncConnection, kept: int, now: datetime) -> list[Undoable]:
    """Mergings into this request that can still be taken back, the oldest first."""
    wanted = select(*_COLUMNS).where(undoables.c.kept == kept, undoables.c.until > now)
    return [_undoable(row) for row in await connection.execute(wanted.order_by(undoables.c.entry))]


async def parted(connection: AsyncConnection, entry: int) -> None:
    """The merging of this history entry has been taken back."""
    taken = update(undoables).where(undoables.c.entry == entry)
    await connection.execute(taken.values(kept=None, moved=None))


def _undoable(row: Sequence[Any]) -> Undoable:
    entry, request, staff, until, was, moved = row
    came = Moved(moved["kept"], tuple(moved["followers"]), tuple(moved["files"])) if moved else None
    return Undoable(entry, request, staff, until, _unpack(was), came)


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
