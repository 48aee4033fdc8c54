"""The Desk's part about what is published."""

from __future__ import annotations

from datetime import datetime

from flows.domain import ServiceRequest
from models.desk.base import Base
from models.records import publications


class Publishing(Base):
    """See :class:`flows.desk.publishing.PublishingDesk`."""

    async def unreviewed(
        self, since: datetime, until: datetime, *, limit: int
    ) -> list[ServiceRequest]:
        return await publications.unreviewed(self._connection, since, until, limit)

    async def publish(self, number: int, text: str, *, staff: int) -> None:
        await publications.decide(self._connection, number, text, staff, self._now)
