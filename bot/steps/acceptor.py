"""Taking in raw input: stored and committed before anybody may acknowledge it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from handlers.channel import Envelope
from models.database import Database, is_outage
from models.queues import inbox

_Submission: TypeAlias = tuple[list[dict[str, Any]], "asyncio.Future[None]"]


class Acceptor:
    """Stores envelopes; those that come while a commit is under way share the next one."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], stored: Callable[[], None]
    ) -> None:
        self._database = database
        self._clock = clock
        self._stored = stored
        self._queue: list[_Submission] = []
        self._committer: asyncio.Task[None] | None = None

    async def accept(self, envelopes: Sequence[Envelope]) -> None:
        """Return when the envelopes are on the disk; known ones are left out silently.

        Raises what the database raised: then nothing may be acknowledged.
        """
        if not envelopes:
            return
        now = self._clock()
        rows = [inbox.received(e.channel, e.event_id, e.address, e.raw, now) for e in envelopes]
        done = asyncio.get_running_loop().create_future()
        self._queue.append((rows, done))
        if self._committer is None or self._committer.done():
            # A task of its own: a sender that hangs up must not undo the others' commit.
            self._committer = asyncio.create_task(self._commit_all(), name="accept")
        await done

    async def _commit_all(self) -> None:
        while self._queue:
            batch, self._queue = self._queue, []
            await self._commit(batch)

    async def _commit(self, batch: list[_Submission]) -> None:
        try:
            async with self._database.write() as connection:
                await inbox.put(connection, [row for rows, _ in batch for row in rows])
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
            _settle(batch, None)
            self._stored()


def _settle(batch: list[_Submission], error: Exception | None) -> None:
    for _, done in batch:
        if done.done():
            continue
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)
