"""Each channel's downloads are its own: one that drips holds up no other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from bot.files.fetch import AT_ONCE, OF_ONE_CHANNEL, Fetcher
from bot.files.library import Library
from flows.conversation import Conversation
from flows.domain import FileState
from flows.events import MediaKind, MediaRef
from models.database import Database
from models.records import attachments, conversations
from models.tables import attachments as table
from tests.bot.room import NOON, Clock, FakeChannel
from tests.bot.test_fetch import photo


class Dripping(FakeChannel):
    """Gives nothing until the gate is opened."""

    def __init__(self) -> None:
        super().__init__("dripping")
        self.asked = 0
        self.gate = asyncio.Event()

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        self.asked += 1
        assert self.gate
        await self.gate.wait()
        yield photo("red")


class Quick(FakeChannel):
    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        del source
        yield photo("green")


async def test_a_dripping_service_holds_up_no_other(database: Database, tmp_path: Path) -> None:
    slow, quick = Dripping(), Quick("quick")
    talks = [Conversation(0, name, "olena") for name in ("dripping", "quick")]
    async with database.write() as connection:
        await conversations.create(connection, talks, NOON)
        ref = MediaRef(MediaKind.PHOTO, "source")
        for _ in range(3 * AT_ONCE):
            await attachments.add(connection, talks[0].id, ref, NOON)
        last = await attachments.add(connection, talks[1].id, ref, NOON)
    stored: asyncio.Queue[None] = asyncio.Queue()
    fetcher = Fetcher(
        database,
        {"dripping": slow, "quick": quick},
        Library(database, tmp_path),
        clock=Clock(),
        wake=lambda: stored.put_nowait(None),
    )
    running = asyncio.create_task(fetcher.run())
    async with asyncio.timeout(30):
        await stored.get()
    async with database.read() as connection:
        done = select(table.c.id).where(table.c.state == FileState.STORED)
        assert list((await connection.execute(done)).scalars()) == [last]
    assert slow.asked == OF_ONE_CHANNEL
    assert slow.gate
    slow.gate.set()
    async with asyncio.timeout(30):
        for _ in range(3 * AT_ONCE):
            await stored.get()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert slow.asked == 3 * AT_ONCE
