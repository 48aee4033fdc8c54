"""The engine: takes waiting events, one at a time per conversation, and lets the flow work them.

Many conversations' steps share a transaction. A transaction that fails is undone and its
events are tried alone, each attempt counted before it begins, so that an event that kills the
program is counted too. After :data:`ATTEMPTS` the event is set aside and its conversation
goes on.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, TypeAlias

from bot.observing.metrics import Metrics
from bot.observing.trace import where
from bot.steps.acceptor import Acceptor
from bot.steps.batch import Batch
from bot.steps.flood import Flood
from city import City
from flows.conversation import Conversation
from flows.desk import Desk
from flows.events import Event
from handlers.channel import Channel, Envelope
from models.database import Database, is_outage
from models.desk import Links
from models.queues import inbox, work
from models.queues.work import Waiting

log = logging.getLogger(__name__)

Step: TypeAlias = Callable[[Event, Conversation, Desk], Awaitable[None]]

ATTEMPTS: Final = 5
AT_ONCE: Final = 64
"""Conversations in one transaction, at most; more gain nothing and wait longer."""

POLL: Final = 1.0
"""Seconds after which the inbox is looked at without having been called: the safety net."""

BACK_OFF: Final = (0.1, 0.3, 1.0, 3.0, 5.0)
"""Seconds between attempts while the database is in trouble."""


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


class Engine:
    """Works the inbox of ``database`` with ``step``; see the module's docstring.

    ``links`` makes return links from channel and address. A new conversation gets the
    sender's language if it is one of ``languages``, else the first of them.
    """

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        city: City,
        step: Step,
        *,
        clock: Callable[[], datetime] = utc_now,
        links: Links = lambda channel, address: "",
        languages: Sequence[str] = ("uk",),
        metrics: Metrics | None = None,
    ) -> None:
        self._database = database
        self._metrics = metrics or Metrics()
        self._batch = Batch(channels, city, step, clock, links, languages)
        self._clock = clock
        local = [name for name, channel in channels.items() if channel.abilities.local]
        self._acceptor = Acceptor(database, clock, self._stored, Flood(self._metrics, local))
        self._listeners: list[Callable[[], None]] = []
        self._hosts: list[Callable[[], None]] = []
        self._readers: list[Callable[[Collection[str]], None]] = []
        self._signal = asyncio.Event()
        self._stopping = False
        self._turn = asyncio.Lock()
        self._alone: set[int] | None = None
        self._counted: set[int] = set()

    async def accept(self, envelopes: Sequence[Envelope]) -> int:
        """Store raw input; after it returns the sender may be told that it arrived.

        The answer is how many were too many at once and not taken in (see :mod:`bot.steps.flood`):
        whoever can tell the sender does, a service hears that all arrived and does not repeat it.
        Raises what the database raised: then nothing may be acknowledged.
        """
        return await self._acceptor.accept(envelopes)

    def on_commit(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` after each commit that may have left something to send or show."""
        self._listeners.append(listener)

    def on_accept(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` after each commit of what has come in."""
        self._hosts.append(listener)

    def on_answer(self, listener: Callable[[Collection[str]], None]) -> None:
        """Call ``listener`` after each commit with the addresses whose events were worked.

        A step speaks in its own conversation only, so nobody else has anything new to read.
        """
        self._readers.append(listener)

    def _stored(self) -> None:
        self.wake()
        for listener in self._hosts:
            listener()

    def wake(self) -> None:
        """Look at the inbox now."""
        self._signal.set()

    async def stop(self) -> None:
        """Let :meth:`run` return after the batch in hand; returns when none is in hand."""
        self._stopping = True
        self.wake()
        async with self._turn:
            pass

    async def run(self) -> None:
        """Work until stopped. Trouble with the database is waited out, never given up."""
        failures = 0
        while not self._stopping:
            self._signal.clear()
            try:
                busy = await self._round()
            except Exception as error:
                log.warning("the inbox cannot be worked now: %s", where(error))
                await self._pause(BACK_OFF[min(failures, len(BACK_OFF) - 1)])
                failures += 1
                continue
            failures = 0
            if not busy:
                await self._wait()

    async def drain(self) -> int:
        """Work until nothing waits; how many rounds it took. Raises when the database fails."""
        rounds = 0
        while await self._round():
            rounds += 1
        return rounds

    async def replay(self) -> int:
        """Let parked events wait again; how many there were."""
        async with self._database.write() as connection:
            count = await inbox.replay(connection)
        self.wake()
        return count

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._signal.wait(), seconds)
        except TimeoutError:
            return
        self._signal.clear()

    async def _wait(self) -> None:
        while not self._stopping:
            try:
                await asyncio.wait_for(self._signal.wait(), POLL)
            except TimeoutError:
                try:
                    async with self._database.read() as connection:
                        if not await inbox.waiting(connection):
                            continue
                except Exception as error:
                    log.warning("the inbox cannot be read now: %s", where(error))
            return

    async def _round(self) -> bool:
        """Work each conversation's next event; False when none waited."""
        async with self._turn:
            suspects = await self._suspects()
            crowd: list[Waiting] = []
            alone: list[int] = []
            try:
                async with self._database.write() as connection:
                    heads = await work.heads(connection, AT_ONCE)
                    crowd = [w for w in heads if w.id not in suspects and not w.attempts]
                    alone = [w.id for w in heads if w.id in suspects or w.attempts]
                    if crowd:
                        await self._batch.work(connection, crowd)
            except Exception as error:
                if is_outage(error) or not crowd:
                    raise
                log.warning("%d events are tried one by one: %s", len(crowd), where(error))
                suspects.update(w.id for w in crowd)
                alone = sorted(alone + [w.id for w in crowd])
            else:
                if crowd:
                    self._tell_listeners(crowd)
            for event in alone:
                await self._try_alone(event, suspects)
            return bool(crowd or alone)

    async def _suspects(self) -> set[int]:
        """Events to be tried alone: at first those that were in hand if the program died."""
        if self._alone is None:
            async with self._database.read() as connection:
                self._alone = set(await work.first_ids(connection, AT_ONCE))
        return self._alone

    async def _try_alone(self, event: int, suspects: set[int]) -> None:
        attempt = await self._count(event)
        if attempt is None:
            suspects.discard(event)
            return
        try:
            async with self._database.write() as connection:
                found = await work.one(connection, event)
                await self._batch.work(connection, found)
        except Exception as error:
            if is_outage(error):
                raise
            log.warning("event %d failed, attempt %d: %s", event, attempt, where(error))
            self._metrics.failed()
            self._counted.discard(event)
            suspects.add(event)
            if attempt >= ATTEMPTS:
                await self._park(event)
                suspects.discard(event)
        else:
            self._counted.discard(event)
            suspects.discard(event)
            self._tell_listeners(found)

    async def _count(self, event: int) -> int | None:
        """Count an attempt in a commit of its own; None if there is none left, or no event."""
        async with self._database.write() as connection:
            found = await work.one(connection, event)
            if not found:
                return None
            if event in self._counted:
                # It was counted, and then the database failed, not the event.
                return found[0].attempts
            if found[0].attempts >= ATTEMPTS:
                await self._batch.park(connection, found[0], "attempts")
                return None
            await inbox.count_attempt(connection, event)
        self._counted.add(event)
        return found[0].attempts + 1

    async def _park(self, event: int) -> None:
        async with self._database.write() as connection:
            for waiting in await work.one(connection, event):
                await self._batch.park(connection, waiting, "attempts")

    def _tell_listeners(self, worked: Sequence[Waiting]) -> None:
        self._metrics.worked(((one.channel, one.received_at) for one in worked), self._clock())
        for listener in self._listeners:
            listener()
        for reader in self._readers:
            reader({one.address for one in worked})
