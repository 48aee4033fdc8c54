"""Knows when a messenger was last heard from, and tells when the silence was too long.

Telegram keeps what people write for 24 hours (https://core.telegram.org/bots/api#getting-updates).
After a longer silence some of it may be gone, and only the administrators can make that good.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from flows.events import Notice
from models.database import Database
from models.records import heartbeats

if TYPE_CHECKING:
    from handlers.telegram.channel import TelegramChannel

log = logging.getLogger(__name__)

KEPT: Final = timedelta(hours=24)
"""How long Telegram keeps updates that nobody has fetched."""
EVERY: Final = 60.0
"""Seconds between two lines in the database; an outage is told this exactly."""


class Heartbeat:
    """Writes down at most once a minute that ``channel`` was heard from.

    ``wake`` is called when administrators have something to hear.
    """

    def __init__(
        self,
        database: Database,
        channel: str,
        *,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._channel = channel
        self._clock = clock
        self._wake = wake
        self._pause = pause
        self._heard = asyncio.Event()

    def heard(self) -> None:
        """The messenger has answered just now."""
        self._heard.set()

    async def run(self) -> None:
        """Write it down whenever it was heard from, until cancelled."""
        while True:
            await self._heard.wait()
            self._heard.clear()
            await self.beat()
            await self._pause(EVERY)

    async def always(self) -> None:
        """Count it as heard for as long as this runs: where it calls by itself, as by a webhook."""
        while True:
            self.heard()
            await self._pause(EVERY)

    async def beat(self) -> None:
        """Write it down now. After a silence above :data:`KEPT` the administrators are told, once.

        The line and the notices share a transaction: killed in the middle, it begins anew.
        """
        now, told = self._clock(), 0
        async with self._database.write() as connection:
            before = await heartbeats.beat(connection, self._channel, now)
            if before is not None and now - before > KEPT:
                data = _moments(since=before, lost=now - KEPT, until=now)
                notice = Notice("silence", data=data)
                key = f"silence:{self._channel}:{before.isoformat()}"
                told = await heartbeats.tell(connection, key, notice, now)
                log.warning("%s was not heard from since %s", self._channel, before.isoformat())
        if told:
            self._wake()


def _moments(**moments: datetime) -> dict[str, str]:
    return {name: at.isoformat() for name, at in moments.items()}


def watched(
    telegram: TelegramChannel | None,
    database: Database,
    clock: Callable[[], datetime],
    wake: Callable[[], None],
) -> Heartbeat | None:
    """Telegram's, where there is Telegram; nobody else keeps for a day what people wrote."""
    if telegram is None:
        return None
    made = Heartbeat(database, telegram.name, clock=clock, wake=wake)
    telegram.on_answer(made.heard)
    return made
