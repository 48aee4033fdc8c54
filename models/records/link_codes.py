"""One-time codes that make a further chat somebody's own; stored as hashes only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk.linking import LinkCode, Whose
from flows.domain import Address
from models.tables import conversations, link_codes, wrong_codes


async def offer(
    connection: AsyncConnection, code_hash: str, whose: Whose, conversation: int, until: datetime
) -> None:
    """Store a code; the earlier ones of the conversation that nobody used are forgotten."""
    unused = (link_codes.c.conversation_id == conversation) & link_codes.c.used_at.is_(None)
    await connection.execute(delete(link_codes).where(unused))
    made = {"code_hash": code_hash, "whose": whose, "conversation_id": conversation}
    await connection.execute(insert(link_codes).values(made | {"expires_at": until}))


async def find(connection: AsyncConnection, code_hash: str, now: datetime) -> LinkCode | None:
    """What a code that can still be used means."""
    wanted = (
        select(
            link_codes.c.whose,
            conversations.c.id,
            conversations.c.channel,
            conversations.c.address,
            conversations.c.resident_id,
            conversations.c.staff_id,
        )
        .join(conversations, conversations.c.id == link_codes.c.conversation_id)
        .where(
            link_codes.c.code_hash == code_hash,
            link_codes.c.used_at.is_(None),
            link_codes.c.expires_at > now,
        )
    )
    row = (await connection.execute(wanted)).first()
    if row is None or row.resident_id is None:
        return None
    return LinkCode(Whose(row[0]), Address(row[1], row[2], row[3]), row[4], row[5])


async def use(
    connection: AsyncConnection, code_hash: str, now: datetime, conversation: int
) -> bool:
    """Take a code for a conversation; False when that is not possible any more."""
    take = (
        update(link_codes)
        .where(
            link_codes.c.code_hash == code_hash,
            link_codes.c.used_at.is_(None),
            link_codes.c.expires_at > now,
        )
        .values(used_at=now, used_by=conversation)
    )
    return (await connection.execute(take)).rowcount == 1


async def note_wrong(connection: AsyncConnection, conversation: int, at: datetime) -> None:
    """Remember a failed try."""
    await connection.execute(insert(wrong_codes).values(conversation_id=conversation, at=at))


async def count_wrong(connection: AsyncConnection, conversation: int, since: datetime) -> int:
    """How many tries of a conversation have failed since then."""
    wanted = select(func.count()).where(
        wrong_codes.c.conversation_id == conversation, wrong_codes.c.at >= since
    )
    return int((await connection.execute(wanted)).scalar_one())


async def prune(connection: AsyncConnection, before: datetime) -> None:
    """Forget codes and failed tries of before that moment."""
    await connection.execute(delete(link_codes).where(link_codes.c.expires_at < before))
    await connection.execute(delete(wrong_codes).where(wrong_codes.c.at < before))
