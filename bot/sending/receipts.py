"""Receipts that a messenger sends for every message: written together, in few commits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from models.database import Database
from models.queues import receipts
from models.queues.receipts import Note


class Receipts:
    """Those that come while a commit is under way share the next one."""

    def __init__(self, database: Database, channel: str, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._channel = channel
        self._clock = clock
        self._waiting: list[Note] = []
        self._turn = asyncio.Lock()

    async def note(self, event: str, message: str, at: datetime) -> None:
        """Return when the receipt is on the disk. ``event`` is delivered, seen or failed.

        Raises what the database raised: then it may not be acknowledged.
        """
        mine = Note(self._channel, message, f"{event}_at", at)
        self._waiting.append(mine)
        async with self._turn:
            if mine not in self._waiting:
                return
            together, self._waiting = self._waiting, []
            try:
                async with self._database.write() as connection:
                    await receipts.note(connection, list(dict.fromkeys(together)), self._clock())
            except BaseException:
                # those who wait for their turn must not find theirs gone
                self._waiting = together + self._waiting
                raise
