"""Does what steps have ordered: beside the engine, outside every transaction that writes.

A job is claimed for a short while, and held by saying so again and again: who is killed holds
nothing, and the job is begun anew. After :data:`ATTEMPTS` it is given up with an apology. How
it ended is written together with the event that tells the conversation.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.files.library import Library
from bot.jobs.kinds import KINDS
from bot.jobs.progress import EVERY, Progress
from bot.jobs.task import Made, Result, Task, Work
from bot.observing.trace import where
from city import City
from flows.desk.jobs import Job
from flows.events import Notice
from models.database import Database
from models.queues import inbox, jobs
from models.records import attachments, departments

log = logging.getLogger(__name__)

AT_ONCE: Final = 2
"""Jobs of this process at the same time: they share the machine with the conversations."""
ATTEMPTS: Final = 3
HELD: Final = timedelta(seconds=60)
HOLD_AGAIN: Final = 15.0
PAUSE: Final = timedelta(seconds=10)
"""Before a job that failed is tried again; an outage may be over by then."""
POLL_SECONDS: Final = 2.0


class Jobs:
    """Works jobs of ``kinds`` until cancelled; ``wake`` tells the engine of new events."""

    def __init__(
        self,
        database: Database,
        library: Library,
        city: City,
        *,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        kinds: Mapping[str, Work] = KINDS,
        patience: float = EVERY,
    ) -> None:
        self._database = database
        self._library = library
        self._city = city
        self._clock = clock
        self._wake = wake
        self._kinds = kinds
        self.patience = patience
        """Seconds between two words about how far a job is."""
        self._nudged = asyncio.Event()

    def nudge(self) -> None:
        """There may be a new job; without this it is seen at the next look at the table."""
        self._nudged.set()

    async def run(self) -> None:
        """Work for ever. Trouble with the database is waited out."""
        await self._library.prepare()
        slots = asyncio.Semaphore(AT_ONCE)
        async with asyncio.TaskGroup() as group:
            while True:
                await slots.acquire()
                job = await self._next()
                group.create_task(self._guarded(job)).add_done_callback(lambda _: slots.release())

    async def work_off(self) -> int:
        """Do what is due now, one after the other; how many there were is returned."""
        done = 0
        while job := await self._claim():
            await self._library.prepare()
            await self._attempt(job)
            done += 1
        return done

    async def _next(self) -> Job:
        while True:
            self._nudged.clear()
            try:
                if job := await self._claim():
                    return job
            except Exception as error:
                log.warning("jobs cannot be looked at now: %s", where(error))
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._nudged.wait()

    async def _claim(self) -> Job | None:
        now = self._clock()
        async with self._database.read() as connection:
            if not await jobs.waiting(connection, now):
                return None
        async with self._database.write() as connection:
            return await jobs.claim(connection, now, now + HELD)

    async def _guarded(self, job: Job) -> None:
        try:
            await self._attempt(job)
        except Exception as error:
            # not even its end could be written: it is free again when nobody holds it
            log.warning("job %d stands still: %s", job.id, where(error))

    async def _attempt(self, job: Job) -> None:
        """One attempt, counted when it was claimed: what kills the program is counted too."""
        if job.attempts > ATTEMPTS:
            await self._give_up(job)
            return
        parts: list[Path] = []
        try:
            async with self._held(job):
                result = await self._worked(job, parts)
                files = [(made, await self._kept(made)) for made in result.files]
            await self._settle(job, result, files)
        except Exception as error:
            log.error("job %d (%s) failed: %s", job.id, job.kind, where(error))  # noqa: TRY400
            await self._failed(job)
        finally:
            for part in parts:
                await self._library.discard(part)

    async def _worked(self, job: Job, parts: list[Path]) -> Result:
        def part() -> Path:
            parts.append(self._library.part())
            return parts[-1]

        progress = Progress(self._database, job, self._clock, self._wake, patience=self.patience)
        async with self._database.read() as connection:
            city = await departments.staffed(connection, self._city)
        task = Task(job, self._database, city, self._clock(), part, progress.note)
        result = await self._kinds[job.kind](task)
        await progress.end()
        return result

    @asynccontextmanager
    async def _held(self, job: Job) -> AsyncIterator[None]:
        """Nobody else takes the job meanwhile."""
        holding = asyncio.create_task(self._hold(job))
        try:
            yield
        finally:
            holding.cancel()
            with suppress(asyncio.CancelledError):
                await holding

    async def _hold(self, job: Job) -> None:
        while True:
            await asyncio.sleep(HOLD_AGAIN)
            try:
                async with self._database.write() as connection:
                    await jobs.hold(connection, job, self._clock() + HELD)
            except Exception as error:
                log.warning("job %d cannot be held now: %s", job.id, where(error))

    async def _kept(self, made: Made) -> tuple[str, int]:
        """Put a file into the library: its hash and its size."""
        size, sha256 = await asyncio.to_thread(_measured, made.path)
        await self._library.put(made.path, sha256)
        return sha256, size

    async def _settle(
        self, job: Job, result: Result, files: Sequence[tuple[Made, tuple[str, int]]]
    ) -> None:
        async with self._database.write() as connection:
            ids = [await self._attach(connection, job, *one) for one in files]
            message = replace(result.message, media=(*result.message.media, *ids))
            if await jobs.settle(connection, job, message, self._clock()):
                await self._tell(connection, job)
        self._wake()

    async def _attach(
        self, connection: AsyncConnection, job: Job, made: Made, kept: tuple[str, int]
    ) -> int:
        sha256, size = kept
        stored = attachments.Stored(0, made.kind, sha256, made.mime, made.name, size)
        source = f"job:{job.id}"
        return await attachments.keep(
            connection, job.to.conversation, source, stored, self._clock()
        )

    async def _failed(self, job: Job) -> None:
        if job.attempts >= ATTEMPTS:
            await self._give_up(job)
            return
        async with self._database.write() as connection:
            await jobs.hold(connection, job, self._clock() + PAUSE)

    async def _give_up(self, job: Job) -> None:
        async with self._database.write() as connection:
            if await jobs.settle(connection, job, None, self._clock()):
                await self._tell(connection, job)
        self._wake()

    async def _tell(self, connection: AsyncConnection, job: Job) -> None:
        notice = Notice("job", data={"job": str(job.id)})
        await inbox.post(connection, f"job:{job.id}", job.to, notice, self._clock())


def _measured(path: Path) -> tuple[int, str]:
    """Size in bytes and SHA-256 of a file."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
