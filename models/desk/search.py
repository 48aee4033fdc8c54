"""The Desk's part about finding requests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from flows.desk import Found, Search, Sight
from flows.domain import ServiceRequest
from flows.reading.stems import stored
from models.desk.base import Base
from models.queries import search


class Searching(Base):
    """See :class:`flows.desk.search.SearchDesk`."""

    def __init__(
        self, connection: AsyncConnection, city: City, now: datetime, **others: Any
    ) -> None:
        super().__init__(connection, city, now, **others)
        self._words: set[tuple[int, str]] = set()
        """Requests and words by which they are to be found."""

    async def find(
        self, wanted: Search, sight: Sight | None, *, limit: int, offset: int = 0
    ) -> Found:
        await self._write_words()
        return await search.find(self._connection, wanted, sight, limit=limit, offset=offset)

    def _note_words(self, number: int, *texts: str) -> None:
        self._words |= {(number, word) for word in stored(*texts)}

    async def _renew_words(self, request: ServiceRequest) -> None:
        await self._write_words()
        await search.renew(self._connection, request)

    async def _write_words(self) -> None:
        words, self._words = self._words, set()
        await search.note(self._connection, words)
