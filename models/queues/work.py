"""What the engine takes in hand: waiting events with all that their step will need, in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Integer, Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.conversation import Conversation
from flows.domain import Resident, Staff
from models.queues.inbox import FIRST_OF_CONVERSATION
from models.records import conversations as chats
from models.records import people
from models.records import staff as staff_table
from models.tables import conversations, inbox, residents, staff

_EVENT: Final = (
    inbox.c.id,
    inbox.c.channel,
    inbox.c.origin,
    inbox.c.event_id,
    inbox.c.address,
    inbox.c.raw,
    inbox.c.received_at,
    inbox.c.attempts,
)
_CHAT: Final = len(_EVENT)
_PERSON: Final = _CHAT + len(chats.COLUMNS)
_STAFF: Final = _PERSON + len(people.COLUMNS)

_same_chat = (conversations.c.channel == inbox.c.channel) & (
    conversations.c.address == inbox.c.address
)

_WORK: Final = (
    select(*_EVENT, *chats.COLUMNS, *people.COLUMNS, *staff_table.COLUMNS)
    .select_from(inbox)
    .outerjoin(conversations, _same_chat)
    .outerjoin(residents, residents.c.id == conversations.c.resident_id)
    .outerjoin(staff, staff.c.id == conversations.c.staff_id)
    .where(FIRST_OF_CONVERSATION)
    # Another process's rows are passed over; SQLite has one writer and ignores it.
    .with_for_update(of=inbox, skip_locked=True)
)
# Statements are made once: making one costs more than running it.
_HEADS: Final = _WORK.order_by(inbox.c.id).limit(bindparam("most", type_=Integer))
_ONE: Final = _WORK.where(inbox.c.id == bindparam("event"))


@dataclass(slots=True)
class Waiting:
    """An event that waits, its conversation (None when it is the first), and whose it is."""

    id: int
    channel: str
    origin: str
    event_id: str
    address: str
    raw: bytes
    received_at: datetime
    attempts: int
    conversation: Conversation | None = None
    resident: Resident | None = None
    staff: Staff | None = None


async def heads(connection: AsyncConnection, limit: int) -> list[Waiting]:
    """The oldest waiting event of each conversation, oldest first."""
    return await _load(connection, _HEADS, {"most": limit})


async def one(connection: AsyncConnection, event: int) -> list[Waiting]:
    """That event, if it is its conversation's turn and nobody else works it."""
    return await _load(connection, _ONE, {"event": event})


async def first_ids(connection: AsyncConnection, limit: int) -> list[int]:
    """Which events :func:`heads` would give."""
    wanted = select(inbox.c.id).where(FIRST_OF_CONVERSATION).order_by(inbox.c.id).limit(limit)
    return list((await connection.execute(wanted)).scalars())


async def _load(
    connection: AsyncConnection, wanted: Select[Any], values: Mapping[str, Any]
) -> list[Waiting]:
    return [_waiting(row) for row in (await connection.execute(wanted, values)).all()]


def _waiting(row: Sequence[Any]) -> Waiting:
    waiting = Waiting(*row[:_CHAT])
    if row[_CHAT] is not None:
        waiting.conversation = chats.from_row(row[_CHAT:_PERSON])
    if row[_PERSON] is not None:
        waiting.resident = people.from_row(row[_PERSON:_STAFF])
    if row[_STAFF] is not None:
        waiting.staff = staff_table.from_row(row[_STAFF:])
    return waiting
