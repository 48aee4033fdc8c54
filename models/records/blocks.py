"""Residents who may not file anything for a while: rows to values and back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk.blocks import Block
from models.tables import blocks

_COLUMNS: Final = (
    blocks.c.resident_id,
    blocks.c.request,
    blocks.c.reason,
    blocks.c.until,
    blocks.c.staff_id,
    blocks.c.objection,
    blocks.c.answer,
)
_RUNNING: Final = (
    select(*_COLUMNS).where(blocks.c.until > bindparam("now")).order_by(blocks.c.until)
)


async def running(connection: AsyncConnection, now: datetime) -> list[Block]:
    """Those that hold at ``now``."""
    return [Block(*row) for row in await connection.execute(_RUNNING, {"now": now})]


async def put(connection: AsyncConnection, block: Block, now: datetime) -> None:
    """Store a block in the place of an earlier one."""
    await drop(connection, block.resident)
    await connection.execute(
        insert(blocks).values(
            resident_id=block.resident,
            request=block.request,
            reason=block.reason,
            until=block.until,
            staff_id=block.staff,
            since=now,
            objection=block.objection,
            answer=block.answer,
        )
    )


async def drop(connection: AsyncConnection, resident: int) -> None:
    """Forget the block of a resident."""
    await connection.execute(delete(blocks).where(blocks.c.resident_id == resident))


async def note_objection(connection: AsyncConnection, resident: int, words: str) -> None:
    """Keep what they say against it; with no words, forget it and what was answered."""
    theirs = update(blocks).where(blocks.c.resident_id == resident)
    await connection.execute(theirs.values(objection=words, answer=""))


async def note_answer(connection: AsyncConnection, resident: int, words: str) -> None:
    """Keep what they were answered."""
    theirs = update(blocks).where(blocks.c.resident_id == resident)
    await connection.execute(theirs.values(answer=words))


async def prune(connection: AsyncConnection, before: datetime) -> None:
    """Forget those that have expired before this moment."""
    await connection.execute(delete(blocks).where(blocks.c.until < before))
