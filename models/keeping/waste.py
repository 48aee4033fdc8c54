"""Files whose rows have gone: noted in the transaction that forgets them, removed afterwards.

A kill between the commit and the removal leaves nothing behind: the note is still there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from models.tables import attachments, waste


async def note(connection: AsyncConnection, contents: Collection[str], at: datetime) -> None:
    """These contents (SHA-256; empty ones are passed over) may belong to nobody any more."""
    rows = [{"sha256": one, "at": at} for one in sorted(set(contents) - {""})]
    if rows:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        await connection.execute(dialect.insert(waste).on_conflict_do_nothing(), rows)


async def due(connection: AsyncConnection) -> Sequence[str]:
    """Noted contents that no row names; those that a row names again are struck off."""
    named = select(attachments.c.sha256).where(attachments.c.sha256 == waste.c.sha256)
    await connection.execute(delete(waste).where(named.exists()))
    return list((await connection.execute(select(waste.c.sha256))).scalars())


async def gone(connection: AsyncConnection, contents: Sequence[str]) -> None:
    """Their files are no more."""
    if contents:
        await connection.execute(delete(waste).where(waste.c.sha256.in_(contents)))
