"""Waiting after a failure: longer each time, never in step with others."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from handlers.telegram.api import ApiError

log = logging.getLogger(__name__)

Pause: TypeAlias = Callable[[float], Awaitable[None]]
"""Sleeps for some seconds; tests have their own."""

FIRST: Final = 1.0
LONGEST: Final = 60.0
HOPELESS: Final = 300.0
"""Seconds after a refusal that only a person can end: a wrong token, a refused address."""


class Patience:
    """Counts failures in a row and waits accordingly."""

    def __init__(self, pause: Pause = asyncio.sleep) -> None:
        self._pause = pause
        self._random = random.SystemRandom()
        self._failures = 0

    def reset(self) -> None:
        """It works again."""
        self._failures = 0

    async def wait(self, at_least: float = 0) -> None:
        """Wait 1, 2, 4 … 60 seconds, up to half of it less, but never less than ``at_least``."""
        longest = min(LONGEST, FIRST * 2 ** min(self._failures, 10))
        self._failures += 1
        await self._pause(max(at_least, longest * self._random.uniform(0.5, 1.0)))

    async def after(self, error: ApiError, what: str) -> None:
        """Tell that ``what`` failed, and wait as long as the refusal asks for."""
        hopeless = error.code in {400, 401, 403, 404}
        log.log(logging.ERROR if hopeless else logging.WARNING, "%s: %s", what, explained(error))
        await self.wait(HOPELESS if hopeless else error.retry_after)


def explained(error: ApiError) -> str:
    """What the person who runs the bot can do about it."""
    if error.code in {401, 404}:
        return "Telegram does not know this token: check TELEGRAM_TOKEN"
    if error.code == 409:
        return (
            "another program receives this bot's updates (409 Conflict): "
            "stop it, or give this one a bot of its own"
        )
    if error.code == 429:
        return f"Telegram asks to wait {error.retry_after:g} seconds"
    if error.code == 0:
        return f"Telegram cannot be reached ({error.description})"
    return f"Telegram answered {error.code}: {error.description}"
