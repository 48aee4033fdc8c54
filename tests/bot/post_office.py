"""A delivery on a database, with people to write to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from bot.sending.delivery import Backlog, Delivery
from flows.conversation import Conversation
from flows.events import MediaKind, MediaRef, Notice
from flows.messages import Lane, Message
from handlers.channel import File
from models import tables as t
from models.database import Database
from models.desk import SqlDesk
from models.queues import inbox
from models.records import attachments, conversations
from tests.bot.room import CITY, NOON, FakeChannel, Room


class PostOffice:
    """Writes letters the way a step does and delivers what may leave now."""

    def __init__(self, database: Database, **abilities: Any) -> None:
        self.database = database
        self.channel = FakeChannel(**abilities)
        self.room = Room(database, self.channel)
        self.clock = self.room.clock
        self.delivery = self._make()

    def _make(self) -> Delivery:
        channels = {self.channel.name: self.channel}
        return Delivery(self.database, channels, self._files, clock=self.clock)

    async def _files(self, ids: Sequence[int]) -> list[File]:
        async with self.database.read() as connection:
            found = await attachments.files(connection, ids)
        return [File(f.id, Path("x"), f.mime, f.name, f.kind, f.size) for f in found]

    def restart(self) -> None:
        """The program starts anew: nothing in memory is left."""
        self.delivery = self._make()

    def at(self, seconds: float) -> datetime:
        return NOON + timedelta(seconds=seconds)

    @property
    def sent(self) -> list[tuple[str, str]]:
        return self.channel.sent

    async def people(self, *addresses: str) -> None:
        new = [
            Conversation(0, self.channel.name, one, group=one.startswith("-")) for one in addresses
        ]
        async with self.database.write() as connection:
            await conversations.create(connection, new, NOON)

    async def _conversation(self, address: str) -> Conversation:
        async with self.database.read() as connection:
            columns = conversations.COLUMNS
            wanted = select(*columns).where(t.conversations.c.address == address)
            return conversations.from_row((await connection.execute(wanted)).one())

    async def write(
        self,
        who: str,
        message: str | Message,
        lane: Lane = Lane.ANSWER,
        *,
        question: bool = False,
    ) -> None:
        message = Message(message) if isinstance(message, str) else message
        to = await self._conversation(who)
        async with self.database.write() as connection:
            desk = SqlDesk(connection, CITY, self.clock())
            await desk.tell(to, message, lane=lane, question=question)
            await desk.flush()

    async def photo(self, whose: str) -> int:
        owner = await self._conversation(whose)
        async with self.database.write() as connection:
            ref = MediaRef(MediaKind.PHOTO, "source")
            return await attachments.add(connection, owner.id, ref, self.clock())

    async def deliver(self) -> Backlog:
        return await self.delivery.drain()

    async def open_another(self) -> None:
        """Both have looked for what was left on its way before there is anything to send."""
        self._both = [self.delivery, self._make()]
        await self.deliver_twice_at_once()

    async def deliver_twice_at_once(self) -> None:
        await asyncio.gather(*(one.drain() for one in self._both))
        await asyncio.gather(*(one.drain() for one in self._both))

    async def work(self) -> None:
        await self.room.engine.drain()

    async def notices(self) -> list[Notice]:
        wanted = select(t.inbox.c.raw).where(t.inbox.c.state == "new").order_by(t.inbox.c.id)
        async with self.database.read() as connection:
            return [inbox.unpack(raw)[0] for raw in (await connection.execute(wanted)).scalars()]

    async def states(self) -> list[str]:
        return await self.rows(t.outbox, "state")

    async def rows(self, table: Table, *columns: str) -> list[Any]:
        return await self.room.rows(table, *columns)
