"""The program, killed again and again; each life goes on from what the last one left."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from tests.fakes.telegram import TelegramFake
from tests.stage.people import Seen
from tests.warm import warm

from .house import House
from .orders import order
from .people import PATIENCE, Live, WatchedTelegram

Doom: TypeAlias = tuple[str, int]
"""A point, and at which time it is reached the program dies."""

Strikes: TypeAlias = Callable[[str], Awaitable[None]]
"""Called with what somebody is about to send: words (also taps), or files."""

UNDER_WAY: Final = """
    SELECT (SELECT count(*) FROM inbox WHERE state = 'new')
         + (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending'))
         + (SELECT count(*) FROM attachments WHERE state = 'pending')
"""
"""What was accepted and has not led to something sent: the program died inside a step."""

SENDING: Final = """
    SELECT address, message FROM outbox JOIN conversations ON conversations.id = conversation_id
    WHERE outbox.state = 'sending'
"""


@dataclass(frozen=True)
class Death:
    """One kill, and what it left."""

    point: str
    inside: bool
    sending: tuple[tuple[str, str], ...]
    """Chat and message of each letter of which nobody can know whether it arrived."""


class DyingHouse(House):
    """A program that dies where it is told to, and is started again at once."""

    def __init__(self, folder: Path, telegram: TelegramFake, **settings: str) -> None:
        super().__init__(folder, telegram, **settings)
        self.deaths: list[Death] = []
        self.codes: list[int] = []
        self._dooms: deque[Doom] = deque()
        self._trapped = False
        self._landed = ""
        self._pid = 0
        self._launcher = 0
        self._orders: asyncio.StreamWriter | None = None
        """To the launcher, until it is closed."""
        self._over = False
        """The launcher has ended, and with it everything that could change."""
        self._changed = asyncio.Condition()
        self._following: asyncio.Task[None] | None = None

    # -- lives -------------------------------------------------------------------------
    async def opens(self) -> None:
        """The first life begins."""
        self._client = launcher = await asyncio.create_subprocess_exec(
            *warm("tests.process.launcher"),
            cwd=self.folder,
            env=self.environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert launcher.stdout is not None
        self._orders = launcher.stdin
        self._following = asyncio.create_task(self._follow(launcher.stdout))
        self._order("start")
        await self._until(lambda: self._pid > 0)

    def _order(self, *words: object) -> None:
        assert self._orders is not None
        self._orders.write(order(*words))

    async def _follow(self, launcher: asyncio.StreamReader) -> None:
        async for line in _lines(launcher):
            word, _, rest = line.decode().strip().partition(" ")
            async with self._changed:
                self._hear(word, rest)
                self._changed.notify_all()
        async with self._changed:
            self._over = True
            self._changed.notify_all()

    def _hear(self, word: str, rest: str) -> None:
        if word == "here":
            self._launcher = int(rest)
        elif word == "life":
            self._pid = int(rest)
        elif word == "landed":
            self._landed = rest
        else:
            self._pid = 0
            self.codes.append(int(rest))
            if int(rest) == -signal.SIGKILL:
                self._bury()

    def _bury(self) -> None:
        under_way = self.rows(UNDER_WAY)[0][0]
        sending = tuple(self.rows(SENDING))
        self.deaths.append(Death(self._landed, bool(under_way), sending))
        self._trapped = bool(self._dooms)
        if self._dooms:
            point, nth = self._dooms.popleft()
            self._order("start", nth, point)
        else:
            self._order("start")

    async def _until(self, look: Callable[[], bool]) -> None:
        async with self._changed:
            changed = self._changed.wait_for(lambda: look() or self._over)
            await asyncio.wait_for(changed, PATIENCE)
            assert look(), (self.folder / "log").read_text()[-2000:]

    async def closes(self, number: int = signal.SIGTERM) -> int:
        """End the present life and bring nothing more into being; the exit code."""
        assert self._orders is not None
        assert self._following is not None
        if number == signal.SIGTERM:
            await self._until(lambda: self._pid > 0)
        if self._pid:
            os.kill(self._pid, number)
            await self._until(lambda: not self._pid)
        self._orders.write_eof()
        await asyncio.wait_for(self._following, PATIENCE)
        await self._client.wait()
        self._orders = None
        return self.codes[-1]

    async def clears(self) -> None:
        """Leave nothing behind, whatever went wrong."""
        if self._orders is None:
            return
        # The launcher first, so that no other life begins. Not known yet, it ends with its orders.
        for pid in filter(None, (self._launcher, self._pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._orders.close()
        self._orders = None
        await self._client.wait()

    # -- deaths ------------------------------------------------------------------------
    async def dooms(self, chain: Sequence[Doom]) -> bool:
        """Kill the next life at the first point, the one after it at the second, and so on.

        False, and nothing is done, once it is closed, while an earlier chain goes on, or while a
        letter waits to be sent again after a death: after three it would be given up.
        """
        if self._trapped or self._dooms or self._orders is None:
            return False
        await self._until(lambda: self._pid > 0)
        if self._doubted():
            return False
        (point, nth), *rest = chain
        self._dooms.extend(rest)
        self._trapped = True
        self._order("kill", nth, point)
        return True

    @property
    def trapped(self) -> bool:
        """Whether somebody still has to die."""
        return self._trapped or bool(self._dooms)

    def _doubted(self) -> bool:
        query = "SELECT 1 FROM outbox WHERE ambiguous AND state IN ('sending', 'queued')"
        return bool(self.rows(query))

    async def spares(self) -> None:
        """Nobody has to die any more; returns when what was in doubt has been said again."""
        if self._orders is None:
            return
        self._dooms.clear()
        await self._until(lambda: self._pid > 0)
        self._order("kill", 0, "nothing")
        self._trapped = False
        async with asyncio.timeout(PATIENCE):
            while self._doubted():
                await self.telegram.service.signal.wait(1.0)

    def doomed(self, name: str, strikes: Strikes) -> tuple[Live, Doomed]:
        """Somebody with Telegram before each of whose acts ``strikes`` is called."""
        self._people += 1
        phone = f"+38067123{self._people:04d}"
        edge = Doomed(self.telegram, name, phone, strikes)
        return Live(edge, edge, name, phone), edge


async def _lines(launcher: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """To its end, also one that was killed."""
    with suppress(ConnectionResetError):
        async for line in launcher:
            yield line


class Doomed(WatchedTelegram):
    """Remembers what was said, so that it can be looked for at the end."""

    def __init__(self, telegram: TelegramFake, name: str, phone: str, strikes: Strikes) -> None:
        super().__init__(telegram, name, phone)
        self._strikes = strikes
        self.texts: list[str] = []
        self.files = 0

    async def say(self, text: str, reply_to: Seen | None = None) -> str:
        await self._strikes("words")
        self.texts.append(text)
        return await super().say(text, reply_to)

    async def send_files(self, files: list[tuple[str, bytes]], caption: str) -> None:
        await self._strikes("files")
        self.texts += [caption] if caption else []
        self.files += len(files)
        await super().send_files(files, caption)

    async def share_phone(self, phone: str) -> None:
        await self._strikes("words")
        await super().share_phone(phone)

    async def tap(self, seen: Seen, label: str) -> None:
        await self._strikes("words")
        await super().tap(seen, label)
