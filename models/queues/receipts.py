"""Receipts: what became of messages after a service took them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import Receipt
from models.tables import conversations, receipts, requests, transcript

MOMENTS: Final = ("delivered_at", "seen_at", "failed_at")


@dataclass(frozen=True, slots=True)
class Note:
    """One receipt as it came: ``moment`` is one of :data:`MOMENTS`."""

    channel: str
    message: str
    moment: str
    at: datetime


async def note(connection: AsyncConnection, notes: Sequence[Note], now: datetime) -> None:
    """Write receipts down; of several of one kind (one per device) the first counts."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    made = dialect.insert(receipts)
    kept = {name: func.coalesce(receipts.c[name], made.excluded[name]) for name in MOMENTS}
    upsert = made.on_conflict_do_update(index_elements=["channel", "message"], set_=kept)
    for one in notes:
        row: dict[str, Any] = dict.fromkeys(MOMENTS)
        row |= {"channel": one.channel, "message": one.message, one.moment: one.at}
        await connection.execute(upsert, row | {"noted_at": now})


async def last_of(connection: AsyncConnection, request: int) -> Receipt | None:
    """Of the latest message to the resident about a request; None where nothing is known."""
    newest = (
        select(*(receipts.c[name] for name in MOMENTS))
        .select_from(requests)
        .join(conversations, conversations.c.resident_id == requests.c.resident_id)
        .join(transcript, transcript.c.conversation_id == conversations.c.id)
        .outerjoin(
            receipts,
            and_(
                receipts.c.channel == conversations.c.channel,
                receipts.c.message == transcript.c.message,
            ),
        )
        .where(
            requests.c.number == request,
            transcript.c.request == request,
            transcript.c.direction == "out",
            transcript.c.message != "",
        )
        .order_by(transcript.c.id.desc())
        .limit(1)
    )
    row = (await connection.execute(newest)).one_or_none()
    return Receipt(*row) if row and any(row) else None


async def prune(connection: AsyncConnection, before: datetime) -> int:
    """Forget receipts that were noted before that moment; how many there were."""
    return (await connection.execute(delete(receipts).where(receipts.c.noted_at < before))).rowcount
