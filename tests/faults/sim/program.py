"""One life of the program: its real parts on a real database, until it dies."""

from __future__ import annotations

import asyncio
import errno
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import _AsyncGeneratorContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.files.fetch import Fetcher
from bot.files.library import Library
from bot.jobs import Jobs
from bot.sending.delivery import Backlog, Delivery
from bot.steps.engine import Engine
from bot.steps.ticks import fire_timers
from city import City
from flows.router import step
from handlers.channel import Channel
from models.database import Database
from tests.at_once import SqliteAtOnce

from .fate import Death, Fate
from .messenger import Messenger


class Disk(Database):
    """A database whose commits are points at which the program can die, or find no room."""

    def __init__(self, url: str, fate: Fate, reach: Callable[[str], None]) -> None:
        self._real = SqliteAtOnce(url) if url.startswith("sqlite") else Database(url)
        self.url, self.sqlite = self._real.url, self._real.sqlite
        self._fate = fate
        self._reach = reach

    def read(self) -> _AsyncGeneratorContextManager[AsyncConnection]:
        return self._real.read()

    async def close(self) -> None:
        await self._real.close()

    def write(self) -> _AsyncGeneratorContextManager[AsyncConnection]:
        return self._watched(sys._getframe(1).f_code.co_qualname)

    @asynccontextmanager
    async def _watched(self, place: str) -> AsyncIterator[AsyncConnection]:
        if self._fate.disk_is_full():
            raise OSError(errno.ENOSPC, "no room")
        async with self._real.write() as connection:
            yield connection
            self._reach(f"before {place}")
        self._reach(f"after {place}")


class Program:
    """Everything that works between the messenger and the disk. Dies where fate says so."""

    def __init__(
        self,
        url: str,
        folder: Path,
        city: City,
        messenger: Messenger,
        fate: Fate,
        clock: Callable[[], datetime],
    ) -> None:
        self._fate = fate
        self._clock = clock
        self._messenger = messenger
        messenger.reach = self.reach
        self.died = asyncio.Event()
        self.database = Disk(url, fate, self.reach)
        channels: dict[str, Channel] = {messenger.name: messenger}
        library = Library(self.database, folder)
        self.engine = Engine(self.database, channels, city, step, clock=clock)
        wake = self.engine.wake
        self.delivery = Delivery(self.database, channels, library.files, clock=clock, wake=wake)
        self.fetcher = Fetcher(self.database, channels, library, clock=clock, wake=wake)
        self.jobs = Jobs(self.database, library, city, clock=clock, wake=wake)

    def reach(self, point: str) -> None:
        """A point is passed. Once dead, nothing goes on. Raises :class:`Death`."""
        if self.died.is_set():
            raise Death(point)
        try:
            self._fate.reach(point)
        except Death:
            self.died.set()
            raise

    async def turn(self) -> Backlog:
        """Take what has come, work it, send what may leave now; what is left to send."""
        await self._hear()
        while True:
            self.engine._signal.clear()
            await self.engine.drain()
            done = await self.fetcher.work_off() + await self.jobs.work_off()
            backlog = await self.delivery.drain()
            if not done and not self.engine._signal.is_set():
                return backlog

    async def _hear(self) -> None:
        """An update is acknowledged when it is committed; until then it comes again."""
        messenger = self._messenger
        again, messenger.repeated = messenger.repeated, []
        for envelope in again:
            await self.engine.accept([envelope])
        while messenger.unheard:
            await self.engine.accept(messenger.unheard[:1])
            heard = messenger.unheard.pop(0)
            if self._fate.repeats_update():
                messenger.repeated.append(heard)
            if self._fate.repeats_update():
                await self.engine.accept([heard, heard])

    async def tick(self) -> None:
        """The timers that are due."""
        await fire_timers(self.database, self._clock())

    async def ends(self) -> None:
        """Leave nothing of this life behind but what was committed."""
        tasks = [*self.delivery._tasks]
        if (committer := self.engine._acceptor._committer) is not None:
            tasks.append(committer)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.database.close()
