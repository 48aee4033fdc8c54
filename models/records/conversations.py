"""Conversations: what is known of each chat, loaded with the event that it is needed for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.conversation import Conversation
from models.queues.outbox import WAITING
from models.records import work_chats
from models.schema import literal
from models.tables import conversations, inbox, outbox, residents, timers

COLUMNS: Final = (
    conversations.c.id,
    conversations.c.channel,
    conversations.c.address,
    conversations.c.is_group,
    conversations.c.resident_id,
    conversations.c.staff_id,
    conversations.c.language,
    conversations.c.reachable,
    conversations.c.last_inbound_at,
    conversations.c.state,
)


def from_row(row: Sequence[Any]) -> Conversation:
    """The conversation in a row of :data:`COLUMNS`."""
    conversation = Conversation(*row[:9])
    conversation.restore(row[9])
    return conversation


def to_row(conversation: Conversation) -> dict[str, Any]:
    """What is stored of a conversation, by parameter name of :func:`save`.

    Whose it is changes only in ``models.records.linking``: a step that began earlier, in another process,
    must not give it back.
    """
    return {
        "key": conversation.id,
        "new_address": conversation.address,
        "new_group": conversation.group,
        "new_staff": conversation.staff,
        "new_language": conversation.language,
        "new_reachable": conversation.reachable,
        "new_inbound": conversation.last_inbound_at,
        "new_state": conversation.state(),
    }


_SAVE: Final = (
    update(conversations)
    .where(conversations.c.id == bindparam("key"))
    .values(
        address=bindparam("new_address"),
        is_group=bindparam("new_group"),
        staff_id=bindparam("new_staff"),
        language=bindparam("new_language"),
        reachable=bindparam("new_reachable"),
        last_inbound_at=bindparam("new_inbound"),
        state=bindparam("new_state"),
    )
)


async def save(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Store what :func:`to_row` made of conversations."""
    if rows:
        await connection.execute(_SAVE, rows)


async def create(connection: AsyncConnection, new: Sequence[Conversation], at: Any) -> None:
    """Store conversations seen for the first time, and a resident for each private one."""
    private = [one for one in new if not one.group]
    if private:
        people = insert(residents).returning(residents.c.id, sort_by_parameter_order=True)
        rows = [{"language": one.language, "created_at": at} for one in private]
        for one, made in zip(private, (await connection.execute(people, rows)).all(), strict=True):
            one.resident = made[0]
    if new:
        chats = insert(conversations).returning(conversations.c.id, sort_by_parameter_order=True)
        made_chats = (await connection.execute(chats, [_new_row(one) for one in new])).all()
        for one, made in zip(new, made_chats, strict=True):
            one.id = made[0]


def _new_row(one: Conversation) -> dict[str, Any]:
    return {
        "channel": one.channel,
        "address": one.address,
        "is_group": one.group,
        "resident_id": one.resident,
        "language": one.language,
        "reachable": one.reachable,
        "last_inbound_at": one.last_inbound_at,
        "state": one.state(),
    }


async def find(connection: AsyncConnection, channel: str, address: str) -> Conversation | None:
    """The conversation with this address."""
    wanted = select(*COLUMNS).where(
        conversations.c.channel == channel, conversations.c.address == address
    )
    row = (await connection.execute(wanted)).first()
    return from_row(row) if row else None


_OUTSIDE: Final = COLUMNS[:-1]
_OF_RESIDENTS: Final = select(*_OUTSIDE).where(
    conversations.c.resident_id.in_(bindparam("keys", expanding=True))
)
_OF_STAFF: Final = select(*_OUTSIDE).where(conversations.c.staff_id == bindparam("key"))


async def of_residents(
    connection: AsyncConnection, residents: Sequence[int]
) -> dict[int, list[Conversation]]:
    """All conversations of each of ``residents``, without what is remembered of them."""
    out: dict[int, list[Conversation]] = {resident: [] for resident in residents}
    for row in await connection.execute(_OF_RESIDENTS, {"keys": list(residents)}):
        one = Conversation(*row)
        out[one.resident or 0].append(one)
    return out


async def of_staff(connection: AsyncConnection, staff: int) -> list[Conversation]:
    """The same of a member of staff."""
    return [Conversation(*row) for row in await connection.execute(_OF_STAFF, {"key": staff})]


async def move(connection: AsyncConnection, one: int, channel: str, old: str, new: str) -> bool:
    """Let a conversation go on under another address.

    Where that address has a conversation already, what still waits for the old one becomes
    the new one's, and False is returned: the old conversation keeps its address.
    """
    waiting = update(inbox).where(
        inbox.c.state == literal("new"), inbox.c.channel == channel, inbox.c.address == old
    )
    await connection.execute(waiting.values(address=new))
    known = await find(connection, channel, new)
    if known is None:
        moved = update(conversations).where(conversations.c.id == one)
        await connection.execute(moved.values(address=new))
        return True
    for table in (timers, outbox):
        theirs = update(table).where(table.c.conversation_id == one)
        if table is outbox:
            theirs = theirs.where(WAITING)
        await connection.execute(theirs.values(conversation_id=known.id))
    await work_chats.follow(connection, one, known.id)
    return False
