"""Delivery: sends what the outbox holds, in order, within limits, until the outcome is known.

A letter is marked as being sent, in a commit, before it leaves: if the program dies then, that
counts as an attempt whose outcome nobody knows. Nothing waits inside a sending task; what has
to wait goes back into the outbox with the moment from which it may be tried again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.observing.metrics import Metrics
from bot.observing.trace import about, where
from bot.sending.gathering import FILES_WAIT, LOOK_AHEAD, joined, look, waits_for
from bot.sending.outcomes import Ledger
from bot.sending.pacing import Pacer
from bot.steps.engine import utc_now
from handlers.channel import Ambiguous, Channel, File, Outcome, RetryAfter
from models.database import Database
from models.queues import outbox
from models.queues.letters import Letter
from models.records import transcript

log = logging.getLogger(__name__)

IN_FLIGHT: Final = 32
"""Letters of one channel on their way at the same time: a slow service holds up no other."""

SEND_LIMIT: Final = 180.0
"""Seconds after which a send is given up, whatever limits the channel has of its own."""

FAREWELL: Final = 10.0
"""Seconds that letters on their way get when the program stops."""

POLL: Final = 1.0
BACK_OFF: Final = (0.1, 0.3, 1.0, 3.0, 5.0)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What still waits: how many letters, and when the first of them may leave, if known."""

    count: int
    until: datetime | None


class Delivery:
    """Sends for all ``channels`` that have an outbox; see the module's docstring.

    ``files`` gives those of some attachments that are stored. ``wake`` is called after a
    commit that has left a notice in the inbox. ``may_send`` says of a channel whether this
    process, and no other, sends there now.
    """

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        files: Callable[[Sequence[int]], Awaitable[Sequence[File]]],
        *,
        clock: Callable[[], datetime] = utc_now,
        wake: Callable[[], None] = lambda: None,
        metrics: Metrics | None = None,
        may_send: Callable[[str], bool] = lambda channel: True,
    ) -> None:
        self._database = database
        self._may_send = may_send
        self._metrics = metrics or Metrics()
        self._channels = {n: c for n, c in channels.items() if not c.abilities.local}
        self._clock = clock
        self._files = files
        self._posted = wake
        self._pacer = Pacer({n: c.abilities for n, c in self._channels.items()})
        self._free = {
            name: timedelta(hours=channel.abilities.free_hours)
            for name, channel in self._channels.items()
            if channel.abilities.free_hours is not None
        }
        self._joins = {
            name: channel.abilities.joins
            for name, channel in self._channels.items()
            if channel.abilities.joins
        }
        self._tasks: set[asyncio.Task[None]] = set()
        self._aloft: dict[int, str] = {}
        self._outcomes: list[tuple[Letter, Outcome]] = []
        self._signal = asyncio.Event()
        self._mine: set[str] = set()
        self._stopping = False
        self._turn = asyncio.Lock()

    def wake(self) -> None:
        """Look at the outbox now."""
        self._signal.set()

    async def stop(self) -> None:
        """Claim nothing more; returns when what is on its way has been settled."""
        self._stopping = True
        self.wake()
        async with self._turn:
            pass

    async def run(self) -> None:
        """Send until stopped. Trouble with the database is waited out, never given up."""
        self._mine = set()
        async with self._turn:
            try:
                await self._send_until_stopped()
                if self._tasks:
                    await asyncio.wait(self._tasks, timeout=FAREWELL)
                await self._settle([])
            finally:
                for task in self._tasks:
                    task.cancel()

    async def _send_until_stopped(self) -> None:
        failures = 0
        while not self._stopping:
            self._signal.clear()
            try:
                busy = await self._round()
            except Exception as error:
                log.warning("the outbox cannot be worked now: %s", where(error))
                await self._wait(BACK_OFF[min(failures, len(BACK_OFF) - 1)])
                failures += 1
                continue
            failures = 0
            if not busy:
                await self._wait(POLL)

    async def drain(self) -> Backlog:
        """Send all that may leave at the clock's present moment; what is left, and until when."""
        while True:
            busy = await self._round()
            if self._tasks:
                await asyncio.wait(self._tasks)
            elif not busy and not self._outcomes:
                return await self._backlog()

    async def _wait(self, longest: float) -> None:
        now = self._clock()
        release = self._pacer.next_release(now)
        seconds = longest if release is None else min(longest, (release - now).total_seconds())
        try:
            await asyncio.wait_for(self._signal.wait(), max(seconds, 0.001))
        except TimeoutError:
            return

    async def _round(self) -> bool:
        """Settle what has come back and send what may leave; False if there was neither."""
        await self._take_over()
        now = self._clock()
        self._pacer.tick(now)
        flying = Counter(self._aloft.values())
        ours = (c for c in self._pacer.open_channels(now) if c in self._mine)
        channels = [c for c in ours if flying[c] < IN_FLIGHT]
        letters = await self._look(now, channels) if channels else []
        dead = [letter for letter in letters if not letter.reachable]
        go = self._admit([letter for letter in letters if letter.reachable], now)
        if not (dead or go or self._outcomes):
            return False
        for letter in await self._settle(dead, go):
            task = asyncio.create_task(self._send(letter), name=f"letter {letter.id}")
            self._tasks.add(task)
            self._aloft[letter.id] = letter.to.channel
            task.add_done_callback(partial(self._landed, letter.id))
        return True

    def _landed(self, letter: int, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._aloft.pop(letter, None)

    async def _take_over(self) -> None:
        """Channels that are ours now: their limits are as used up as their last sender left them.

        What it left on its way has ended as nobody knows how.
        """
        mine = {name for name in self._channels if self._may_send(name)}
        fresh, self._mine = mine - self._mine, mine & self._mine
        if not fresh:
            return
        now = self._clock()
        async with self._database.read() as connection:
            left = await outbox.left_sending(connection, sorted(fresh))
            lately = await outbox.sent_since(connection, sorted(fresh), now - self._pacer.memory)
        known = {letter.id for letter, _ in self._outcomes} | self._aloft.keys()
        left = [letter for letter in left if letter.id not in known]
        for letter, at in [*lately, *((letter, now) for letter in left)]:
            self._pacer.recall(letter, at)
        self._outcomes += [(letter, Ambiguous("its sender ended")) for letter in left]
        self._mine |= fresh

    async def _look(self, now: datetime, channels: Sequence[str]) -> list[Letter]:
        """Letters whose turn it is and whose files are there, or have been waited for enough."""
        held = self._pacer.held_chats()
        async with self._database.read() as connection:
            return await look(connection, now, channels, held, self._joins)

    def _admit(self, letters: Sequence[Letter], now: datetime) -> list[Letter]:
        """Those that may leave now, the limits being what they are."""
        leaving = Counter(self._aloft.values())
        out: list[Letter] = []
        for letter in letters:
            channel = letter.to.channel
            if leaving[channel] >= IN_FLIGHT:
                continue
            if self._pacer.release(letter, now) <= now:
                self._pacer.spend(letter, now)
                leaving[channel] += 1
                out.append(letter)
        return out

    async def _settle(self, dead: Sequence[Letter], go: Sequence[Letter] = ()) -> list[Letter]:
        """Write down outcomes and claim letters, in one commit; the claimed ones are returned."""
        outcomes, self._outcomes = self._outcomes, []
        ledger = Ledger(self._clock(), self._free)
        for letter, outcome in outcomes:
            ledger.settle(letter, outcome)
        for letter in dead:
            ledger.unsent(letter)
        try:
            async with self._database.write() as connection:
                await ledger.write(connection)
                claimed = await outbox.claim(connection, [i for one in go for i in one.ids])
        except BaseException:
            self._outcomes = outcomes + self._outcomes
            raise
        self._metrics.settled([(letter.to.channel, outcome) for letter, outcome in outcomes])
        if ledger.notices:
            self._posted()
        return [one.taken(claimed) for one in go if one.id in claimed]

    async def _send(self, letter: Letter) -> None:
        with about(letter=letter.id, request=letter.request):
            outcome = await self._attempt(letter)
        now = self._clock()
        match outcome:
            case RetryAfter(seconds, channel=True):
                self._pacer.hold_channel(letter.to.channel, now + timedelta(seconds=seconds))
            case RetryAfter(seconds):
                self._pacer.hold_chat(letter.to.conversation, now + timedelta(seconds=seconds))
            case _:
                self._pacer.rest(letter, now)
        self._outcomes.append((letter, outcome))
        self._signal.set()

    async def _attempt(self, letter: Letter) -> Outcome:
        try:
            message = await transcript.placed(self._database, letter)
            if letter.more:
                message = joined([letter, *letter.more])
            files = await self._files(message.media) if message.media else ()
        except Exception as error:
            log.warning("letter %d: its files cannot be had now: %s", letter.id, where(error))
            return RetryAfter(FILES_WAIT.total_seconds())
        try:
            async with asyncio.timeout(SEND_LIMIT):
                channel = self._channels[letter.to.channel]
                return await channel.send(letter.to.address, message, files)
        except TimeoutError:
            return Ambiguous("no answer")
        except Exception as error:
            log.warning("letter %d: %s", letter.id, where(error))
            return Ambiguous(type(error).__name__)

    async def _backlog(self) -> Backlog:
        now = self._clock()
        async with self._database.read() as connection:
            count, until = await outbox.waiting(connection)
            if not count:
                return Backlog(0, None)
            letters = await outbox.ready(connection, now, LOOK_AHEAD, channels=self._channels)
        times = [self._pacer.release(letter, now) for letter in letters]
        # What may leave by its pace but has not left waits for its files, or for more news.
        times = [
            time if time > now else letter.created_at + waits_for(letter, self._joins)
            for time, letter in zip(times, letters, strict=True)
        ]
        if until and until > now:
            times.append(until)
        return Backlog(count, min(times, default=None))
