"""The city as this process knows it now: its files, and what staff have taught since."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from models import lessons

EVERY: Final = 10.0
"""Seconds after which another process's lessons are known here too."""


class Learned:
    """Hands out the city, taught anew when the lessons in the database are others."""

    def __init__(self, city: City, clock: Callable[[], float] = time.monotonic) -> None:
        self._city = city
        self._clock = clock
        self._version: lessons.Version = (0, 0)
        self._looked: float | None = None

    def look_again(self) -> None:
        """Something was taught here: the next transaction is to know it."""
        self._looked = None

    async def city(self, connection: AsyncConnection) -> City:
        """The city with all lessons, as far as they were looked at in the last seconds."""
        now = self._clock()
        if self._looked is None or now - self._looked >= EVERY:
            self._looked = now
            found = await lessons.version(connection)
            if found != self._version:
                self._city = self._city.taught(await lessons.newest(connection))
                self._version = found
        return self._city
