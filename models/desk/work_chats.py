"""The Desk's part about groups in which a department works."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from flows.desk.work_chats import WorkChat
from models.desk.base import Base
from models.queues import outbox
from models.records import transcript, work_chats


class WorkChats(Base):
    """See :class:`flows.desk.work_chats.WorkChatsDesk`."""

    def __init__(
        self, connection: AsyncConnection, city: City, now: datetime, **others: Any
    ) -> None:
        super().__init__(connection, city, now, **others)
        self._work_chats: list[WorkChat] | None = None
        """Asked for with every change of a request, read once in a batch."""

    async def work_chats(self) -> list[WorkChat]:
        if self._work_chats is None:
            self._work_chats = await work_chats.every(self._connection)
        return self._work_chats

    async def link_chat(self, chat: WorkChat, by: int) -> None:
        await work_chats.put(self._connection, chat, by, self._now)
        self._work_chats = None

    async def unlink_chat(self, chat_id: int) -> None:
        await work_chats.drop(self._connection, chat_id)
        self._work_chats = None

    async def shows(self, conversation: int, number: int, spot: str) -> bool:
        return bool(
            await transcript.at_spot(self._connection, conversation, spot)
        ) or await outbox.on_its_way(self._connection, conversation, number)
