"""Sizes and rates of the service. Sizes: the Bot API reference. Rates: its FAQ for bots."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .errors import ApiError, too_many

if TYPE_CHECKING:
    from .timing import Clock

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_CALLBACK_BYTES = 64
MAX_ANSWER = 200
MAX_COPY = 256
MAX_PLACEHOLDER = 64
MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_INLINE_BUTTONS = 100
MAX_KEYBOARD_BUTTONS = 300
CALLBACK_LIFE = 150.0
"""Seconds after which a tap can no longer be answered."""
UPDATE_LIFE = 24 * 3600.0
FILE_LINK_LIFE = 3600.0
DELETABLE_FOR = 48 * 3600.0
OVERALL_PER_SECOND = 30
GROUP_PER_MINUTE = 20
CHAT_PER_SECOND = 1.0
CHAT_BURST = 3
"""How many messages one chat may get at once before one a second holds; the service lets short
bursts pass and does not say how long."""


def utf16(text: str) -> int:
    """Length as the service counts it."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Rates:
    """What the service lets through; ``enabled=False`` lets everything through."""

    overall_per_second: int = OVERALL_PER_SECOND
    chat_per_second: float = CHAT_PER_SECOND
    chat_burst: int = CHAT_BURST
    group_per_minute: int = GROUP_PER_MINUTE
    enabled: bool = True


@dataclass
class Bucket:
    """One chat's allowance."""

    level: float
    at: float


@dataclass
class RateLimiter:
    """Counts messages; a refused one does not count.

    Attributes:
        refused: how many calls were answered with 429, injected ones not counted.
    """

    clock: Clock
    rates: Rates
    refused: int = 0
    _overall: deque[float] = field(default_factory=deque)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _chats: dict[int, Bucket] = field(default_factory=dict)

    def take(self, chat_id: int, count: int = 1, *, group: bool) -> None:
        """Lets ``count`` messages to the chat through.

        Raises:
            ApiError: 429 with the seconds to wait.
        """
        if not self.rates.enabled:
            return
        now = self.clock()
        wait = max(self._overall_wait(now, count), self._chat_wait(chat_id, now, count))
        if group:
            wait = max(wait, self._group_wait(chat_id, now, count))
        if wait > 0:
            raise self._refusal(wait)
        self._overall.extend([now] * count)
        self._chats[chat_id].level -= count
        if group:
            self._groups[chat_id].extend([now] * count)

    def _refusal(self, wait: float) -> ApiError:
        self.refused += 1
        return too_many(max(1, math.ceil(wait)))

    def _overall_wait(self, now: float, count: int) -> float:
        return _window_wait(self._overall, now, 1.0, self.rates.overall_per_second - count)

    def _group_wait(self, chat_id: int, now: float, count: int) -> float:
        sent = self._groups.setdefault(chat_id, deque())
        return _window_wait(sent, now, 60.0, self.rates.group_per_minute - count)

    def _chat_wait(self, chat_id: int, now: float, count: int) -> float:
        """An album passes while there is anything left; the debt is paid afterwards."""
        burst = float(self.rates.chat_burst)
        bucket = self._chats.setdefault(chat_id, Bucket(burst, now))
        bucket.level = min(burst, bucket.level + (now - bucket.at) * self.rates.chat_per_second)
        bucket.at = now
        needed = min(count, 1)
        return max(0.0, (needed - bucket.level) / self.rates.chat_per_second)


def _window_wait(sent: deque[float], now: float, window: float, room: int) -> float:
    """Seconds until no more than ``room`` messages lie in the window."""
    while sent and sent[0] <= now - window:
        sent.popleft()
    over = len(sent) - max(room, 0)
    return sent[over - 1] + window - now if over > 0 else 0.0
