"""The program without its network: what comes in is stored, worked, and answered for good."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import select

from bench.residents import Offers, Resident
from bot.edges.web_ports import centre
from bot.steps.engine import Engine, utc_now
from city import City, load_named
from flows.conversation import Conversation
from flows.desk import Desk
from flows.events import Event
from flows.router import step
from handlers.channel import Channel, Envelope
from handlers.telegram.channel import TelegramChannel
from handlers.web.channel import WebChannel
from handlers.web.settings import WebSettings
from models import tables
from models.database import Database
from models.migrate import migrate

TOKEN: Final = "1520000001:a-token-of-a-bot-that-never-was-0000"  # noqa: S105 - nobody's
FILE: Final = "bench.sqlite3"
POLLED: Final = 100
"""Updates that one getUpdates brings, at most."""


class Program:
    """Engine, channels, conversation and database as ``bot.app`` puts them together.

    The database is the one at ``url``, or a file in ``folder``.
    """

    def __init__(self, folder: Path, url: str = "") -> None:
        self.city: City = load_named("kryvyi_rih")
        self.database = Database(url or f"sqlite:///{folder / FILE}")
        web = WebSettings(b"a key for the bench, long enough", folder, centre(self.city))
        self.telegram = TelegramChannel(TOKEN, "", "", utc_now)
        channels: dict[str, Channel] = {"telegram": self.telegram, "web": WebChannel(web, utc_now)}
        self.engine = Engine(self.database, channels, self.city, self._counted)
        self.engine.on_commit(self._committed)
        self._worked = 0
        self._wanted = 0
        self._reached = asyncio.Event()

    async def _counted(self, event: Event, conversation: Conversation, desk: Desk) -> None:
        await step(event, conversation, desk)
        self._worked += 1

    def _committed(self) -> None:
        if self._worked >= self._wanted:
            self._reached.set()

    async def take(self, residents: Sequence[Resident], raws: Sequence[bytes]) -> None:
        """Returns when the answers to all of ``raws`` are committed."""
        self._wanted = self._worked + len(raws)
        self._reached.clear()
        pairs = list(zip(residents, raws, strict=True))
        polled = [pair for pair in pairs if pair[0].key[0] == "telegram"]
        posted = [pair for pair in pairs if pair[0].key[0] == "web"]
        await asyncio.gather(self._poll(polled), *(self._post(*pair) for pair in posted))
        await self._reached.wait()

    async def answer(self, envelopes: Sequence[Envelope]) -> None:
        """Returns when the answers to all of ``envelopes`` are committed."""
        self._wanted = self._worked + len(envelopes)
        self._reached.clear()
        await asyncio.gather(*(self.engine.accept([one]) for one in envelopes))
        await self._reached.wait()

    async def _poll(self, pairs: Sequence[tuple[Resident, bytes]]) -> None:
        for start in range(0, len(pairs), POLLED):
            part = pairs[start : start + POLLED]
            await self.engine.accept([resident.envelope(raw) for resident, raw in part])

    async def _post(self, resident: Resident, raw: bytes) -> None:
        await self.engine.accept([resident.envelope(raw)])

    async def offers(self, residents: Sequence[Resident]) -> dict[tuple[str, str], Offers]:
        """The buttons that stand in each of their chats."""
        c = tables.conversations.c
        theirs = c.address.in_([resident.key[1] for resident in residents])
        async with self.database.read() as connection:
            rows = await connection.execute(select(c.channel, c.address, c.state).where(theirs))
            return {(row[0], row[1]): row[2]["offers"] for row in rows}

    async def check(self, registered: int) -> None:
        """Raises ``AssertionError`` unless every event was worked as it should be."""
        async with self.database.read() as connection:
            states = await connection.execute(select(tables.inbox.c.state).distinct())
            left = set(states.scalars()) - {"done"}
            numbers = await connection.execute(select(tables.requests.c.number))
            count = len(numbers.all())
        if left or count != registered:
            raise AssertionError(f"{count} requests instead of {registered}; events left: {left}")

    async def examples(self) -> tuple[list[str], list[str]]:
        """States of conversations and messages as they are stored, for the bare loop."""
        async with self.database.read() as connection:
            states = await connection.execute(select(tables.conversations.c.state))
            messages = await connection.execute(
                select(tables.outbox.c.message).order_by(tables.outbox.c.id.desc()).limit(2000)
            )
            return [_json(r[0]) for r in states], [_json(r[0]) for r in messages]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@asynccontextmanager
async def program(folder: Path) -> AsyncIterator[Program]:
    """A program at work on a database in ``folder``, a new one where there is none."""
    made = Program(folder)
    await migrate(made.database)
    running = asyncio.create_task(made.engine.run())
    gc.collect()
    gc.freeze()
    try:
        yield made
    finally:
        await made.engine.stop()
        await running
        await made.telegram.close()
        await made.database.close()
        gc.unfreeze()
