"""Ticks: at short intervals, rows whose time has come become inbox events.

The scheduler remembers nothing: what is due stands in the database, so a tick that runs late,
twice, or in two processes does its work once. It counts in UTC; local dates are the flow's.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.observing.trace import where
from bot.steps.engine import utc_now
from city import City
from flows.telling import digest
from models.database import Database
from models.keeping import retention, waste
from models.keeping.retention import Limits
from models.queues import timers
from models.queues.pruning import prune
from models.records import digests

log = logging.getLogger(__name__)

TIMERS_EVERY: Final = 5.0
MORNINGS_EVERY: Final = 30.0
PRUNE_EVERY: Final = 3600.0
RETENTION_EVERY: Final = 6 * 3600.0


async def fire_timers(database: Database, now: datetime) -> int:
    """Turn every timer whose time has come into an event; how many there were."""
    fired = 0
    while True:
        async with database.write() as connection:
            count = await timers.fire(connection, now)
        fired += count
        if count < timers.AT_ONCE:
            return fired


class Ticks:
    """Runs the ticks until stopped.

    ``wake`` is called when timers have fired; ``forgotten`` with the SHA-256 of each content
    that no row names any more; it removes files and tells which are gone.
    ``limits`` says what of people is past its time; ``city`` when work begins.
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Callable[[], datetime] = utc_now,
        wake: Callable[[], None],
        forgotten: Callable[[Sequence[str]], Awaitable[Sequence[str]]] | None = None,
        limits: Callable[[datetime], Limits] | None = None,
        city: City | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._wake = wake
        self._forgotten = forgotten
        self._limits = limits
        self._city = city
        self._digested: date | None = None
        """Spares a look at the database; what counts is written there."""
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    async def run(self) -> None:
        """Tick until cancelled."""
        for job, seconds in (
            (self.timers, TIMERS_EVERY),
            (self.mornings, MORNINGS_EVERY),
            (self.prune, PRUNE_EVERY),
            (self.retention, RETENTION_EVERY),
        ):
            self._scheduler.add_job(
                _scheduled, IntervalTrigger(seconds=seconds, timezone="UTC"), args=[job]
            )
        self._scheduler.start()
        try:
            await _guarded(self.timers)
            await asyncio.Event().wait()
        finally:
            self._scheduler.shutdown(wait=False)

    async def timers(self) -> None:
        """What is due now."""
        async with self._database.read() as connection:
            due = await timers.next_due(connection)
        now = self._clock()
        if due and due <= now and await fire_timers(self._database, now):
            self._wake()

    async def mornings(self) -> None:
        """The digests of this local working day, once, however often the clock says so."""
        now = self._clock()
        day = digest.day_of(self._city, now) if self._city else None
        if day is None or day == self._digested:
            return
        async with self._database.write() as connection:
            told = await digests.hand_out(connection, day, now)
        self._digested = day
        if told:
            self._wake()

    async def prune(self) -> None:
        """What may be forgotten now."""
        pruned = await prune(self._database, self._clock())
        await self._remove_files()
        log.info("forgotten: %d events, %d letters", pruned.events, pruned.letters)

    async def retention(self) -> None:
        """Data of people that are past the city's period."""
        if self._limits is None:
            return
        now = self._clock()
        erased, people = await retention.keep_to(self._database, self._limits(now), now)
        if erased or people:
            log.info("past their time: %d requests, %d people", erased, people)

    async def _remove_files(self) -> None:
        """Files whose rows have gone; those that cannot go yet are looked at again next time."""
        if self._forgotten is None:
            return
        async with self._database.write() as connection:
            contents = await waste.due(connection)
        gone = await self._forgotten(contents) if contents else ()
        async with self._database.write() as connection:
            await waste.gone(connection, gone)


async def _guarded(job: Callable[[], Awaitable[None]]) -> None:
    """A tick that fails is no loss: the next one finds the same rows."""
    try:
        await job()
    except Exception as error:
        log.warning("a tick failed and will come again: %s", where(error))


async def _scheduled(job: Callable[[], Awaitable[None]]) -> None:
    """The same for the scheduler, which cancels at a stop and would call that an error."""
    with suppress(asyncio.CancelledError):
        await _guarded(job)
