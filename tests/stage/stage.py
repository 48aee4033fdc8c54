"""The program on a stage: its parts are real, its clock is in the test's hand."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final, Self

from pydantic import SecretStr

from bot.app import App
from bot.commands import inviting
from bot.neighbours import sending
from bot.settings import Settings
from city import City, load_named
from flows.domain import ServiceRequest
from handlers.channel import Envelope
from models.queues import timers
from models.records import requests
from tests.fakes.telegram import TelegramFake
from tests.fakes.viber import ViberFake
from tests.migrated import sqlite_file
from tests.ports import free_port

from .people import Edge, Person
from .telegram_edge import TelegramEdge
from .viber_edge import ViberEdge
from .web_edge import WebEdge

CHANNELS: Final = ("telegram", "web", "viber")
"""Every channel on which each journey is played."""

NOON: Final = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday, twelve o'clock in Kyiv: the centre is open."""

PUBLIC_URL: Final = "https://1520.example"
"""Where the program is, as Viber sees it."""

PATIENCE: Final = 10.0

SECONDS: Final = timedelta(seconds=20)
"""Longer than any news is held so that it can be taken back, shorter than every other term."""


class Stage:
    """Starts the program on ``folder`` and plays on ``channel``.

    ``database`` is the URL of a migrated one; without it SQLite's file is in the folder.
    """

    def __init__(self, folder: Path, channel: str = "web", database: str = "") -> None:
        self.folder = folder
        self.database = database
        self.channel = channel
        self.now = NOON
        self.telegram = TelegramFake(clock=self._seconds)
        self.port = free_port()
        self.viber = ViberFake(
            clock=self._seconds, proxy={PUBLIC_URL: f"http://127.0.0.1:{self.port}"}
        )
        self.phones = 0
        self.hurries = True
        """Whether ``settle`` lets the seconds pass for which something is held back."""
        self._web: list[WebEdge] = []
        self._accepted = self.telegram.service.queue.last_id
        self._arrived = asyncio.Condition()
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        await self.telegram.start()
        await self.viber.start()
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        for edge in self._web:
            await edge.close()
        await self.viber.stop()
        await self.telegram.stop()

    async def start(self) -> None:
        """Bring the program up: on a fresh folder, or on what an earlier run has left."""
        settings = self._settings()
        self.app = App(
            settings,
            clock=lambda: self.now,
            monotonic=self._elapsed,
            city=_city(settings.city),
        )
        if self.app.database.is_new:
            await sqlite_file(Path(str(self.app.database.url.database)))
        await self.app._server.start()
        channel = self.app._telegram
        assert channel is not None
        self._tasks = [
            asyncio.create_task(channel.run(self._accept)),
            asyncio.create_task(self.app._neighbours.run()),
        ]
        async with asyncio.timeout(PATIENCE):
            for name, one in self.app._channels.items():
                if not one.abilities.local:
                    await self.app._neighbours._link.obtained(sending(name))
        if self.app._viber:
            await self.app._viber.register(PUBLIC_URL)

    async def stop(self) -> None:
        """End the program as a SIGTERM would."""
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self.app.stop()

    async def restart(self) -> None:
        """Stop the program and start it again on the same folder and port."""
        await self.stop()
        await self.start()

    def _settings(self) -> Settings:
        settings = Settings(
            data_dir=self.folder,
            database_url=self.database,
            secret_key=SecretStr("a-key-for-the-stage-that-is-long-enough"),
            port=self.port,
            telegram_token=SecretStr(self.telegram.token),
            telegram_api_url=self.telegram.url,
            _env_file=None,
        )
        return (
            settings.model_copy(update=self._with_viber()) if self.channel == "viber" else settings
        )

    def _with_viber(self) -> dict[str, object]:
        """Viber reaches the program at a public address only."""
        return {
            "public_url": PUBLIC_URL,
            "telegram_secret": SecretStr("a-secret-of-the-stage"),
            "viber_token": SecretStr(self.viber.token),
            "viber_api_url": self.viber.url,
        }

    async def _accept(self, envelopes: Sequence[Envelope]) -> None:
        await self.app._engine.accept(envelopes)
        async with self._arrived:
            for envelope in envelopes:
                if envelope.event_id.startswith("u"):
                    self._accepted = max(self._accepted, int(envelope.event_id[1:]))
            self._arrived.notify_all()

    def _seconds(self) -> float:
        return self.now.timestamp()

    def _elapsed(self) -> float:
        """Seconds that have passed: on the stage, and really."""
        return time.monotonic() + (self.now - NOON).total_seconds()

    # -- time --------------------------------------------------------------------------
    async def settle(self) -> None:
        """Let everything happen that the present moment allows, and what pacing holds back."""
        sent = self.telegram.service.queue.last_id
        async with self._arrived:
            wait = self._arrived.wait_for(lambda: self._accepted >= sent)
            await asyncio.wait_for(wait, PATIENCE)
        while True:
            await self.viber.callbacks.flush()
            self.app._engine._signal.clear()
            await self.app._engine.drain()
            fetched = await self.app._fetcher.work_off() + await self.app._jobs.work_off()
            backlog = await self.app._delivery.drain()
            if backlog.count and backlog.until and backlog.until - self.now < timedelta(minutes=2):
                self.now = max(self.now, backlog.until)
            elif not (fetched or self.app._engine._signal.is_set() or await self._released()):
                return

    async def _released(self) -> bool:
        """Let the seconds pass for which news can still be taken back."""
        due = await self._next_due()
        if not self.hurries or due is None or not self.now < due < self.now + SECONDS:
            return False
        self.now = due
        await self.app._ticks.timers()
        return True

    async def passes(self, **time: float) -> None:
        """Time goes by, and the clock's work is done at its end."""
        await self.comes(self.now + timedelta(**time))

    async def comes(self, moment: datetime) -> None:
        """A moment comes; every term on the way to it is kept, each at its own time."""
        day = timedelta(days=1)
        while self.now < moment:
            due = await self._next_due()
            self.now = min(moment, self.now + day, max(self.now, due or moment))
            await self.app._ticks.timers()
            await self.app._ticks.mornings()
            await self.settle()
            await self._keep_open()

    async def _keep_open(self) -> None:
        """Pages that stay open renew their sessions, as a browser does."""
        for edge in self._web:
            await edge.open()

    async def _next_due(self) -> datetime | None:
        async with self.app.database.read() as connection:
            return await timers.next_due(connection)

    async def request(self, number: int) -> ServiceRequest:
        """The request as it is stored."""
        async with self.app.database.read() as connection:
            found = await requests.get(connection, number)
        assert found is not None, f"no request {number}"
        return found

    # -- people ------------------------------------------------------------------------
    async def person(self, name: str, channel: str = "", phone: str = "") -> Person:
        """Somebody with a phone number of their own, on the journey's channel or another."""
        self.phones += 1
        phone = phone or f"+38067123{self.phones:04d}"
        edge: Edge
        if (channel or self.channel) == "telegram":
            edge = TelegramEdge(self.telegram.person(name, phone=phone))
        elif (channel or self.channel) == "viber":
            edge = ViberEdge(self.viber.person(name, phone=phone))
        else:
            edge = web = WebEdge(f"http://127.0.0.1:{self.port}")
            self._web.append(web)
            await web.open()
        return Person(self, edge, name, phone)

    async def staff(self, name: str, role: str, department: str = "", channel: str = "") -> Person:
        """A member of staff who has taken an invitation."""
        person = await self.person(name, channel)
        await person.says(f"/join {await self.invite(role, department)}")
        await person.sees("Вітаємо в команді")
        return person

    async def invite(self, role: str, department: str = "") -> str:
        """A one-time code as the command line makes it."""
        made = await inviting.invite(self.app.database, self.app.city, self.now, role, department)
        return made.code


@cache
def _city(name: str) -> City:
    """Read once for all stages: nothing ever changes a city.

    It learns to read before the program runs: in the middle of a test a busy machine would hold
    up the program for so long that PostgreSQL takes its leases away.
    """
    city = load_named(name)
    city.reader.warm_up()
    return city
