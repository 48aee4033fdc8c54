"""The Desk's part about outages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flows.desk import Outage
from models.desk.base import Base
from models.records import outages


class Outages(Base):
    """See :class:`flows.desk.outages.OutagesDesk`."""

    async def draft_outage(
        self,
        services: tuple[str, ...],
        districts: tuple[str, ...],
        until: datetime,
        words: str,
        staff: int,
    ) -> Outage:
        values = {
            "services": list(services),
            "districts": list(districts),
            "until": until,
            "words": words,
            "staff_id": staff,
            "created_at": self._now,
        }
        return await outages.add(self._connection, values)

    async def outage_reach(self, outage: Outage) -> int:
        return await outages.reach(self._connection, outage)

    async def announce(self, outage: Outage, **fields: Any) -> Outage:
        known = await outages.change(self._connection, outage, fields | {"announced_at": self._now})
        await outages.let_wait(self._connection, known, self._now)
        return known

    async def outages(self) -> list[Outage]:
        return await outages.going_on(self._connection)

    async def outage(self, outage_id: int) -> Outage | None:
        return await outages.get(self._connection, outage_id)

    async def change_outage(self, outage: Outage, **fields: Any) -> Outage:
        return await outages.change(self._connection, outage, fields)

    async def wait_for(self, outage_id: int, resident: int) -> None:
        await outages.wait(self._connection, outage_id, resident, self._now)

    async def waiting_for(self, outage_id: int, *, after: int, limit: int) -> list[int]:
        return await outages.waiting(self._connection, outage_id, after=after, limit=limit)
