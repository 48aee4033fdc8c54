"""The Desk's part about the trail of staff."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from flows.desk.audit import Deed, Trail
from models.desk.base import Base
from models.records import audit


class Audit(Base):
    """See :class:`flows.desk.audit.AuditDesk`."""

    def __init__(
        self, connection: AsyncConnection, city: City, now: datetime, **others: Any
    ) -> None:
        super().__init__(connection, city, now, **others)
        self._deeds: list[Deed] = []

    async def note_deed(self, deed: Deed) -> None:
        self._deeds.append(deed)

    async def deeds(self, wanted: Trail, *, limit: int, offset: int = 0) -> tuple[list[Deed], int]:
        await self._flush_deeds()
        return await audit.find(self._connection, wanted, limit=limit, offset=offset)

    async def _flush_deeds(self) -> None:
        deeds, self._deeds = self._deeds, []
        await audit.append(self._connection, deeds)
