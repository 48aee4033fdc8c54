"""The program as its own process, between the strict fake of Telegram and browsers."""

from __future__ import annotations

import asyncio
import re
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, Final, Self

from tests.bot.program import bot, command, environment
from tests.fakes.telegram import TelegramFake
from tests.ports import free_port

from .people import PATIENCE, Live, WatchedTelegram, WatchedWeb

CODE: Final = re.compile(r"One-time code for \w+: (\w+)")


class House:
    """Starts and stops the program on ``folder``; knows the people who use it."""

    def __init__(self, folder: Path, telegram: TelegramFake, **settings: str) -> None:
        self.folder = folder
        self.telegram = telegram
        self.port = free_port()
        self.log = ""
        self.settings = {
            "PORT": str(self.port),
            "TELEGRAM_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url,
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._said = asyncio.Condition()
        self._webs: list[WatchedWeb] = []
        self._people = 0

    @classmethod
    @asynccontextmanager
    async def running(
        cls, folder: Path, telegram: TelegramFake, **settings: str
    ) -> AsyncIterator[Self]:
        """The program from when it listens; what is left of it is killed at the end."""
        house = cls(folder, telegram, **settings)
        try:
            await house.opens()
            yield house
        finally:
            await house.clears()

    # -- the process -------------------------------------------------------------------
    @property
    def environment(self) -> dict[str, str]:
        return environment(self.folder, PYTHONFAULTHANDLER="1", **self.settings)

    async def opens(self) -> None:
        """Start the program; returns when it listens."""
        self.log = ""
        self._process = await asyncio.create_subprocess_exec(
            *command(),
            cwd=self.folder,
            env=self.environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._reading = asyncio.create_task(self._read(self._process))
        await self.says("listening on")

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            async with self._said:
                self.log += line.decode()
                self._said.notify_all()

    async def says(self, words: str) -> None:
        """Return when these words stand in the log."""
        async with self._said:
            waiting = self._said.wait_for(lambda: words in self.log)
            try:
                await asyncio.wait_for(waiting, PATIENCE)
            except TimeoutError:
                raise AssertionError(f"the program did not say {words!r}:\n{self.log}") from None

    async def closes(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; the exit code."""
        assert self._process is not None
        assert self._reading is not None
        process, self._process = self._process, None
        if process.returncode is None:
            process.send_signal(number)
        try:
            code = await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            process.send_signal(signal.SIGABRT)  # faulthandler then writes where it stands
            await self._reading
            raise AssertionError(f"it did not end:\n{self.log}") from None
        await self._reading
        return code

    async def clears(self) -> None:
        """Leave nothing behind."""
        if self._process is not None:
            await self.closes(signal.SIGKILL)
        for web in self._webs:
            await web.close()

    async def invite(self, role: str, department: str = "") -> str:
        """A one-time code from the command line."""
        words = ("invite", role, *([department] if department else []))
        done = await asyncio.to_thread(bot, self.folder, *words, **self.settings)
        found = CODE.search(done.stdout)
        assert found, done.stdout + done.stderr
        return found[1]

    # -- people ------------------------------------------------------------------------
    def person(self, name: str) -> Live:
        """Somebody with Telegram."""
        self._people += 1
        phone = f"+38067123{self._people:04d}"
        edge = WatchedTelegram(self.telegram, name, phone)
        return Live(edge, edge, name, phone)

    async def visitor(self, name: str) -> Live:
        """Somebody with a browser."""
        self._people += 1
        edge = WatchedWeb(f"http://127.0.0.1:{self.port}")
        self._webs.append(edge)
        await edge.open()
        return Live(edge, edge, name, f"+38067123{self._people:04d}")

    async def joins(self, person: Live, role: str, department: str = "") -> None:
        """Somebody takes an invitation that the command line has made."""
        await person.says(f"/join {await self.invite(role, department)}")
        await person.sees("Вітаємо в команді")

    # -- what is stored ----------------------------------------------------------------
    def rows(self, query: str, *values: Any) -> list[Any]:
        """What the database on the disk answers."""
        with closing(sqlite3.connect(self.database, timeout=10)) as database:
            return database.execute(query, values).fetchall()

    def change(self, statement: str) -> None:
        """Change what is stored behind the program's back."""
        with closing(sqlite3.connect(self.database, timeout=10)) as database, database:
            changed = database.execute(statement).rowcount
        assert changed == 1

    @property
    def database(self) -> Path:
        return self.folder / "data" / "contact-centre.sqlite3"
