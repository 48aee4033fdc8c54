"""The city as this process knows it now: its files, its streets and departments, what staff taught."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from models.records import departments, lessons, streets

EVERY: Final = 10.0
"""Seconds after which what another process stored is known here too."""


class Learned:
    """Hands out the city, made anew when lessons, streets or departments in the database are others."""

    def __init__(self, city: City, clock: Callable[[], float] = time.monotonic) -> None:
        self._files = self._charted = self._city = city
        self._clock = clock
        self._streets: streets.Version = (0, 0)
        self._lessons: lessons.Version = (0, 0)
        self._departments: departments.Version = 0
        self._looked: float | None = None

    def look_again(self) -> None:
        """Something was taught here: the next transaction is to know it."""
        self._looked = None

    async def city(self, connection: AsyncConnection) -> City:
        """The city with all that is stored, as far as it was looked at in the last seconds."""
        now = self._clock()
        if self._looked is None or now - self._looked >= EVERY:
            self._looked = now
            await self._look(connection)
        return self._city

    async def _look(self, connection: AsyncConnection) -> None:
        charted, taught = await streets.version(connection), await lessons.version(connection)
        if charted != self._streets:
            found = await streets.every(connection)
            # Thousands of streets take a moment; nobody else is to wait for it
            self._charted = await asyncio.to_thread(self._files.charted, *found)
        staffed = await departments.version(connection)
        now = (charted, taught, staffed)
        if now != (self._streets, self._lessons, self._departments):
            city = await departments.staffed(connection, self._charted)
            self._city = city.taught(await lessons.newest(connection))
        self._streets, self._lessons, self._departments = now
