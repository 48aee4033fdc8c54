"""Groups in which a department works: rows to values and back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk.work_chats import WorkChat
from flows.domain import Address
from models.tables import conversations, work_chats

_EVERY: Final = (
    select(
        work_chats.c.id,
        work_chats.c.conversation_id,
        conversations.c.channel,
        conversations.c.address,
        work_chats.c.thread,
        work_chats.c.department,
        work_chats.c.district,
        work_chats.c.staff_id,
    )
    .join(conversations, conversations.c.id == work_chats.c.conversation_id)
    .order_by(work_chats.c.id)
)


async def every(connection: AsyncConnection) -> list[WorkChat]:
    """All of them, the oldest first."""
    return [
        WorkChat(number, Address(*to), *rest)
        for number, *values in await connection.execute(_EVERY)
        for to, rest in [(values[:3], values[3:])]
    ]


async def put(connection: AsyncConnection, chat: WorkChat, by: int, now: datetime) -> None:
    """Store one in the place of what was linked there before."""
    same = (work_chats.c.conversation_id == chat.to.conversation) & (
        work_chats.c.thread == chat.thread
    )
    await connection.execute(delete(work_chats).where(same))
    await connection.execute(
        insert(work_chats).values(
            conversation_id=chat.to.conversation,
            thread=chat.thread,
            department=chat.department,
            district=chat.district,
            staff_id=by,
            since=now,
        )
    )


async def drop(connection: AsyncConnection, chat_id: int) -> None:
    """Forget it."""
    await connection.execute(delete(work_chats).where(work_chats.c.id == chat_id))


async def follow(connection: AsyncConnection, old: int, new: int) -> None:
    """The conversation ``new`` goes on for ``old``: what is linked there already stays so."""
    there = work_chats.alias()
    taken = exists().where(there.c.conversation_id == new, there.c.thread == work_chats.c.thread)
    mine = work_chats.c.conversation_id == old
    await connection.execute(delete(work_chats).where(mine, taken))
    await connection.execute(update(work_chats).where(mine).values(conversation_id=new))
