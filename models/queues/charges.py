"""Messages that cost money, marked when they were sent and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.queues.letters import Letter
from models.tables import charges


def row(letter: Letter, message: str, at: datetime) -> dict[str, Any]:
    """A new row for :func:`write`."""
    return {
        "channel": letter.to.channel,
        "message": message or f"letter {letter.id}",
        "request": letter.request,
        "at": at,
    }


async def write(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Mark messages."""
    if rows:
        await connection.execute(insert(charges), rows)


async def count(connection: AsyncConnection, channel: str, since: datetime) -> int:
    """How many messages of a channel have cost money since then."""
    wanted = select(func.count()).where(charges.c.channel == channel, charges.c.at >= since)
    return int((await connection.execute(wanted)).scalar_one())


async def prune(connection: AsyncConnection, before: datetime) -> int:
    """Forget charges before that moment; how many there were."""
    return (await connection.execute(delete(charges).where(charges.c.at < before))).rowcount
