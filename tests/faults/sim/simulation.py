"""A city in which everything can go wrong, played by people who do not know it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Self, TypeVar

from bot.commands.inviting import invite
from city import City
from flows.domain import ServiceRequest
from handlers.channel import Ambiguous
from models.database import Database
from models.queues import timers
from models.records import requests
from tests.stage.people import Person

from .edge import SimEdge
from .fate import Death, Fate
from .messenger import Messenger
from .program import Program

NOON: Final = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
Result = TypeVar("Result")

LIVES: Final = 400
"""A program that dies more often than this makes no progress."""


class Simulation:
    """Plays stories on the database at ``url``; files are under ``folder``."""

    def __init__(self, url: str, folder: Path, city: City, fate: Fate) -> None:
        self._url, self._folder, self._city = url, folder, city
        self.fate = fate
        self.base = NOON
        self.skew = 0.0
        self.lives = 0
        self.messenger = Messenger(fate)
        self.people: list[Person] = []
        self.program = self._live()

    def _live(self) -> Program:
        self.lives += 1
        assert self.lives < LIVES, "it dies again and again"
        return Program(
            self._url, self._folder, self._city, self.messenger, self.fate, lambda: self.now
        )

    @property
    def now(self) -> datetime:
        return self.base + timedelta(seconds=self.skew)

    def begins_after_template(self) -> None:
        """What the template's people did lies an hour back; their chats are not looked at."""
        self.base += timedelta(hours=1)
        self.messenger.said = 10_000

    async def __aenter__(self) -> Self:
        asyncio.get_running_loop().set_exception_handler(_without_deaths)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.program.ends()

    # -- what journeys use -------------------------------------------------------------
    async def settle(self) -> None:
        """Everything happens that the last act set going, whatever goes wrong on the way."""
        self.fate.act()
        self.skew = self.fate.jump()
        await self._settle()
        if self.skew:
            self.skew = 0.0
            await self._settle()

    async def _settle(self) -> None:
        while True:
            backlog = await self._surviving(lambda: self.program.turn())  # noqa: PLW0108 - of the life that is going on
            if not backlog.count and not self.messenger.unheard and not self.messenger.repeated:
                return
            if backlog.until is not None:
                self.base += max(backlog.until - self.now, timedelta())

    async def _surviving(self, act: Callable[[], Awaitable[Result]]) -> Result:
        """Do it; after a death in a new life, after an outage a little later."""
        while True:
            doing = asyncio.ensure_future(act())
            dying = asyncio.ensure_future(self.program.died.wait())
            await asyncio.wait({doing, dying}, return_when=asyncio.FIRST_COMPLETED)
            dead = self.program.died.is_set()
            for task in (doing, dying):
                if dead or task is dying:
                    task.cancel()
            await asyncio.gather(doing, dying, return_exceptions=True)
            if dead:
                await self._reborn()
                continue
            try:
                return doing.result()
            except OSError:
                self.base += timedelta(seconds=1)

    async def _reborn(self) -> None:
        with suppress(Death):
            await self.program.ends()
        for letter, outcome in self.program.delivery._outcomes:
            # It came back, and was never written down: nobody knows of it any more.
            if not isinstance(outcome, Ambiguous):
                self.messenger.doubted[letter.to.address, letter.message.text] += 1
        self.program = self._live()

    async def passes(self, **time: float) -> None:
        """Time goes by; every term on the way is kept at its own moment."""
        end = self.base + timedelta(**time)
        while self.base < end:
            due = await self._next_due()
            self.base = min(end, max(self.base + timedelta(seconds=1), due or end))
            self.fate.act()
            await self._surviving(lambda: self.program.tick())  # noqa: PLW0108
            await self.settle()

    async def _next_due(self) -> datetime | None:
        async with self.program.database.read() as connection:
            return await timers.next_due(connection)

    async def request(self, number: int) -> ServiceRequest:
        async with self.program.database.read() as connection:
            found = await requests.get(connection, number)
        assert found is not None
        return found

    async def person(self, name: str) -> Person:
        """Somebody with a phone of their own; whom the template knows comes in the same order."""
        phone = f"+38067123{len(self.people) + 1:04d}"
        edge = SimEdge(self.messenger, f"chat{len(self.people)}", name, lambda: self.now)
        person = Person(self, edge, name, phone)
        self.people.append(person)
        return person

    async def staff(self, name: str, role: str, department: str = "") -> Person:
        """A member of staff who has taken an invitation."""
        person = await self.person(name)
        plain = Database(self._url)
        made = await invite(plain, self._city, self.now, role, department)
        await plain.close()
        await person.says(f"/join {made.code}")
        await person.sees("Вітаємо в команді")
        return person


def _without_deaths(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Nobody asks how the tasks of a dead program have ended."""
    if not isinstance(context.get("exception"), Death):
        loop.default_exception_handler(context)
