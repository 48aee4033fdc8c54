"""Rate limits in memory: generous to a family behind one router, not to a flood."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

_KEYS: Final = 20_000


class Bucket:
    """Token buckets by key: ``burst`` at once, then one every ``seconds``.

    The longest unused keys are forgotten first, so memory stays bounded.
    """

    def __init__(self, burst: int, seconds: float, monotonic: Callable[[], float]) -> None:
        self._burst = burst
        self._seconds = seconds
        self._monotonic = monotonic
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str) -> float:
        """Takes one token: 0, or the seconds until there is one to take."""
        now = self._monotonic()
        level, seen = self._levels.pop(key, (float(self._burst), now))
        level = min(float(self._burst), level + (now - seen) / self._seconds)
        taken = level >= 1
        self._levels[key] = (level - 1 if taken else level, now)
        if len(self._levels) > _KEYS:
            self._levels.popitem(last=False)
        return 0.0 if taken else (1 - level) * self._seconds


class Limits:
    """The limits of the chat's interface, each by conversation and by client address."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._buckets = {
            "events": (Bucket(40, 1, monotonic), Bucket(600, 0.1, monotonic)),
            "files": (Bucket(30, 6, monotonic), Bucket(200, 1, monotonic)),
            "reads": (Bucket(200, 0.2, monotonic), Bucket(2000, 0.02, monotonic)),
            "sessions": (Bucket(30, 5, monotonic), Bucket(300, 0.5, monotonic)),
        }

    def wait(self, what: str, address: str, client: str) -> float:
        """Seconds to wait before ``what`` may be done again; 0 when it may be done now."""
        by_address, by_client = self._buckets[what]
        return (by_address.wait(address) if address else 0.0) or by_client.wait(client)
