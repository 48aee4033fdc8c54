"""How far a job is, told now and then: short ones say nothing, long ones not too often."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from flows.desk.jobs import Job
from flows.events import Notice
from models.database import Database
from models.queues import inbox

EVERY: Final = 5.0
"""Seconds between two words; also before the first one."""


class Progress:
    """Of one attempt at a job: a word every ``patience`` seconds."""

    def __init__(
        self,
        database: Database,
        job: Job,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        *,
        patience: float = EVERY,
    ) -> None:
        self._database = database
        self._job = job
        self._clock = clock
        self._wake = wake
        self._patience = patience
        self._told_at = time.monotonic()
        self._told = 0

    async def note(self, done: int, total: int) -> None:
        """So much is done, of so much in all."""
        if time.monotonic() - self._told_at >= self._patience:
            self._told_at = time.monotonic()
            await self._tell(min(100 * done // max(total, 1), 99))

    async def end(self) -> None:
        """It is done: whoever heard how far it is hears that too."""
        if self._told:
            await self._tell(100)

    async def _tell(self, share: int) -> None:
        job = self._job
        self._told += 1
        data = {"job": str(job.id), "at": str(self._told), "share": str(share)}
        key = f"job:{job.id}:{job.attempts}:{self._told}"
        async with self._database.write() as connection:
            notice = Notice("job-progress", data=data)
            await inbox.post(connection, key, job.to, notice, self._clock())
        self._wake()
