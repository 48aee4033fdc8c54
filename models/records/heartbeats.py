"""When a messenger was last heard from: a row for each, and what a long silence sets going."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import Address
from flows.events import Notice
from models.queues import inbox
from models.records import conversations, staff
from models.tables import heartbeats


def _upsert(made: sqlite.Insert | postgresql.Insert) -> Insert:
    return made.on_conflict_do_update(index_elements=["channel"], set_={"at": made.excluded.at})


_BEAT: Final = {
    "sqlite": _upsert(sqlite.insert(heartbeats)),
    "postgresql": _upsert(postgresql.insert(heartbeats)),
}


async def beat(connection: AsyncConnection, channel: str, now: datetime) -> datetime | None:
    """Write down that ``channel`` was heard from now; when it was before, if it ever was."""
    wanted = select(heartbeats.c.at).where(heartbeats.c.channel == channel).with_for_update()
    before = (await connection.execute(wanted)).scalar()
    await connection.execute(_BEAT[connection.dialect.name], {"channel": channel, "at": now})
    return before


async def tell(connection: AsyncConnection, key: str, notice: Notice, now: datetime) -> int:
    """Put ``notice`` into the inbox of every administrator, once per ``key``; how many there are.

    Each hears it in the first of their conversations.
    """
    told = 0
    for member in await staff.administrators(connection):
        talks: Sequence[Address] = [
            Address(one.id, one.channel, one.address)
            for one in await conversations.of_staff(connection, member.id)
        ]
        for to in talks[:1]:
            await inbox.post(connection, f"{key}:{member.id}", to, notice, now)
            told += 1
    return told
