"""People at a program that runs in its own time: what they wait for comes when it comes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final, Protocol

import aiohttp

from flows.words import plain
from tests.fakes.telegram import TelegramFake
from tests.stage.people import MARKS, Edge, Person
from tests.stage.telegram_edge import TelegramEdge
from tests.stage.web_edge import Json, WebEdge

PATIENCE: Final = 60.0
"""Seconds: a machine under load, with an attempt to send that is repeated after a while."""


class Watched(Protocol):
    """An end of a channel that tells when something has changed."""

    async def changed(self) -> None:
        """Return when there may be something new since the last look."""


class WatchedTelegram(TelegramEdge):
    """Telegram, with the fake's own signal."""

    def __init__(self, telegram: TelegramFake, name: str, phone: str) -> None:
        super().__init__(telegram.person(name, phone=phone))
        self._telegram = telegram

    async def changed(self) -> None:
        await self._telegram.service.signal.wait(1.0)


class WatchedWeb(WebEdge):
    """The web chat, with its stream of new rows."""

    def __init__(self, base: str) -> None:
        super().__init__(base)
        self._last = 0

    async def rows(self) -> list[Json]:
        rows = await super().rows()
        self._last = rows[-1]["id"] if rows else 0
        return rows

    async def changed(self) -> None:
        address, after = f"{self.base}/api/stream", {"after": str(self._last)}
        with suppress(aiohttp.ClientError):
            async with self.http.get(address, params=after) as answer:
                async for line in answer.content:
                    if line.startswith(b"id:"):
                        return


class Live(Person):
    """A person who waits for what they expect to see."""

    def __init__(self, edge: Edge, watched: Watched, name: str, phone: str) -> None:
        super().__init__(self, edge, name, phone)
        self._watched = watched

    async def settle(self) -> None:
        """Nobody knows when everything has happened; see :meth:`sees`."""

    async def sees(self, *fragments: str) -> str:
        """Wait until every fragment stands in what came since their last act."""

        async def shown() -> bool:
            text = "\n".join(seen.text for seen in await self.fresh()).translate(MARKS)
            return all(fragment in text for fragment in fragments)

        await self.until(shown)
        return await super().sees(*fragments)

    async def presses(self, label: str) -> None:
        """Wait for a button whose label begins so, and press it."""
        wanted = plain(label)

        async def offered() -> bool:
            labels = [label for seen in await self.edge.look() for label in seen.labels]
            return any(plain(shown).startswith(wanted) for shown in labels)

        await self.until(offered)
        await super().presses(label)

    async def until(self, look: Callable[[], Awaitable[bool]]) -> None:
        """Return when it is so, or when patience ends: the caller then says what is missing."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not await look():
                    await self._watched.changed()
