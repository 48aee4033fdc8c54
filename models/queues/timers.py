"""Reminders: notices that are posted when their time comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Insert, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from models.queues import inbox
from models.tables import conversations, timers

AT_ONCE = 500
"""How many timers fire in one transaction, so that nobody waits long for the writer."""


def _upsert(made: sqlite.Insert | postgresql.Insert) -> Insert:
    moved = {name: made.excluded[name] for name in ("due_at", "conversation_id", "notice")}
    return made.on_conflict_do_update(index_elements=["key"], set_=moved)


# Statements are made once: making one costs more than running it.
_PUT: Final = {
    "sqlite": _upsert(sqlite.insert(timers)),
    "postgresql": _upsert(postgresql.insert(timers)),
}
_DROP: Final = delete(timers).where(timers.c.key.in_(bindparam("keys", expanding=True)))


async def put(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Set timers; one that exists is moved."""
    if rows:
        await connection.execute(_PUT[connection.dialect.name], rows)


async def drop(connection: AsyncConnection, keys: Sequence[str]) -> None:
    """Forget timers that are still there."""
    if keys:
        await connection.execute(_DROP, {"keys": list(keys)})


async def fire(connection: AsyncConnection, now: datetime) -> int:
    """Turn timers whose time has come into notices; how many there were, at most ``AT_ONCE``.

    The id of each event is made of the timer's key and time: fired twice, it is one event.
    """
    due = (
        select(
            timers.c.key,
            timers.c.due_at,
            conversations.c.channel,
            conversations.c.address,
            timers.c.notice,
        )
        .join(conversations, conversations.c.id == timers.c.conversation_id)
        .where(timers.c.due_at <= now)
        .order_by(timers.c.due_at, timers.c.key)
        .limit(AT_ONCE)
        .with_for_update(of=timers, skip_locked=True)
    )
    rows = (await connection.execute(due)).all()
    events = [
        inbox.notice_row(f"{key}@{due_at.isoformat()}", channel, address, notice, now)
        for key, due_at, channel, address, notice in rows
    ]
    await inbox.put(connection, events)
    await drop(connection, [row[0] for row in rows])
    return len(rows)


async def next_due(connection: AsyncConnection) -> datetime | None:
    """When the next timer fires."""
    soonest = select(timers.c.due_at).order_by(timers.c.due_at).limit(1)
    return (await connection.execute(soonest)).scalar()
