"""Too much at once from one conversation: what is above the cap is not taken in.

What is stored is counted, so the cap holds over all processes and after a restart, and what was
left out is not counted: whoever stops is heard again. Nothing is counted together with anybody
else's, so a family behind one router, or a crowd, is never taken for a flood.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.observing.metrics import Metrics
from flows.events import Notice
from models.queues import inbox

log = logging.getLogger(__name__)

CAP: Final = 200
"""Events of one conversation that wait or came within :data:`WINDOW`.

Ten albums of ten photos and as many words are no flood.
"""
WINDOW: Final = timedelta(minutes=1)

ALWAYS: Final = 20
"""Events of a conversation in a minute by the clock that a process takes in whatever came before.

So who pauses is heard in the next minute at the latest, and for ordinary people nothing is counted.
"""

SHARE: Final = 4
"""Of the room that is left a process takes this part before it counts again: others take theirs."""

TOLD_EVERY: Final = timedelta(minutes=10)
"""At most so often the conversation is told; the number of this span is part of the notice's key."""

Row: TypeAlias = Mapping[str, Any]
_Key: TypeAlias = tuple[str, str]


class Flood:
    """Looks at rows that are about to be stored. ``answered`` are channels that tell by themselves.

    On those the sender is refused in the answer itself and may try again; on the others the
    service hears that all was taken, and the person gets one notice.
    """

    def __init__(self, metrics: Metrics, answered: Collection[str] = ()) -> None:
        self._metrics = metrics
        self._answered = frozenset(answered)
        self._minute = 0
        self._free: dict[_Key, int] = {}
        self._full: set[_Key] = set()

    async def above(
        self, connection: AsyncConnection, rows: Sequence[Row], now: datetime
    ) -> list[Row]:
        """Those of ``rows`` that are too many, the last ones of each conversation."""
        self._look_at_the_clock(now)
        coming = Counter(_key(row) for row in rows if row["address"])
        many = [key for key in coming if self._must_be_counted(key, coming[key])]
        stored = await inbox.lately(connection, many, now - WINDOW)
        taken: Counter[_Key] = Counter()
        left: list[Row] = []
        for row in rows:
            key = _key(row)
            free = self._free.get(key, ALWAYS)
            if not free and key not in self._full:
                free = self._share(key, CAP - stored[key] - taken[key])
            if not free:
                left.append(row)
            elif row["address"]:
                self._free[key] = free - 1
                taken[key] += 1
        return left

    def _must_be_counted(self, key: _Key, coming: int) -> bool:
        return coming > self._free.get(key, ALWAYS) and key not in self._full

    def _look_at_the_clock(self, now: datetime) -> None:
        minute = int(now.timestamp()) // 60
        if minute != self._minute:
            self._minute = minute
            self._free.clear()
            self._full.clear()

    def _share(self, key: _Key, room: int) -> int:
        """How many more may come before the rows are counted again; the cap holds to the minute."""
        if room > 0:
            return max(room // SHARE, 1)
        self._full.add(key)
        log.warning("a conversation of %s sends too much at once; not all is taken in", key[0])
        return 0

    def notices(self, left: Iterable[Row], now: datetime) -> list[dict[str, Any]]:
        """What tells each of these conversations, once in a while and not once per event."""
        span = int(now.timestamp() // TOLD_EVERY.total_seconds())
        return [
            inbox.notice_row(
                f"flood:{channel}:{address}:{span}",
                channel,
                address,
                inbox.pack(Notice("flood")),
                now,
            )
            for channel, address in {_key(row): None for row in left}
            if channel not in self._answered
        ]

    def count(self, left: Iterable[Row]) -> None:
        """Note for the figures what was left out."""
        for row in left:
            self._metrics.left_out(row["channel"])


def _key(row: Row) -> _Key:
    return row["channel"], row["address"]
