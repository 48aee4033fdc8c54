"""Taking in raw input: stored and committed before anybody may acknowledge it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from bot.steps.flood import Flood
from handlers.channel import Envelope
from models.database import Database, is_outage
from models.queues import inbox

_Submission: TypeAlias = tuple[list[dict[str, Any]], "asyncio.Future[int]"]


class Acceptor:
    """Stores envelopes; those that come while a commit is under way share the next one."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        stored: Callable[[], None],
        flood: Flood,
    ) -> None:
        self._database = database
        self._flood = flood
        self._clock = clock
        self._stored = stored
        self._queue: list[_Submission] = []
        self._committer: asyncio.Task[None] | None = None

    async def accept(self, envelopes: Sequence[Envelope]) -> int:
        """Return when the envelopes are on the disk; known ones are left out silently.

        The answer is how many were not taken in, being too many at once (``bot.steps.flood``).
        Raises what the database raised: then nothing may be acknowledged.
        """
        if not envelopes:
            return 0
        now = self._clock()
        rows = [inbox.received(e.channel, e.event_id, e.address, e.raw, now) for e in envelopes]
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._queue.append((rows, done))
        if self._committer is None or self._committer.done():
            # A task of its own: a sender that hangs up must not undo the others' commit.
            self._committer = asyncio.create_task(self._commit_all(), name="accept")
        return await done

    async def _commit_all(self) -> None:
        while self._queue:
            batch, self._queue = self._queue, []
            await self._commit(batch)

    async def _commit(self, batch: list[_Submission]) -> None:
        try:
            left = await self._store([row for rows, _ in batch for row in rows])
        except Exception as error:
            if len(batch) > 1 and not is_outage(error):
                # One of them cannot be stored; the others must not suffer for it.
                for submission in batch:
                    await self._commit([submission])
                return
            _settle(batch, error)
        except asyncio.CancelledError:
            _settle(batch, ConnectionAbortedError("stopped before the commit"))
            raise
        else:
            _settle(batch, left)
            self._stored()

    async def _store(self, rows: list[dict[str, Any]]) -> set[int]:
        """Commit what is not too much; the ``id()`` of each row that was."""
        now = self._clock()
        async with self._database.write() as connection:
            left = await self._flood.above(connection, rows, now)
            out = {id(row) for row in left}
            kept = [row for row in rows if id(row) not in out] if left else rows
            await inbox.put(connection, [*kept, *self._flood.notices(left, now)])
        self._flood.count(left)
        return out


def _settle(batch: list[_Submission], outcome: set[int] | Exception) -> None:
    for rows, done in batch:
        if done.done():
            continue
        if isinstance(outcome, Exception):
            done.set_exception(outcome)
        else:
            done.set_result(sum(id(row) in outcome for row in rows) if outcome else 0)
