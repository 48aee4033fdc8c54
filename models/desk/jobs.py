"""The Desk's part about work beside the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from flows.desk.jobs import Job
from flows.domain import Address
from models.desk.base import Base
from models.queues import jobs


class Jobs(Base):
    """See :class:`flows.desk.jobs.JobsDesk`."""

    def __init__(
        self, connection: AsyncConnection, city: City, now: datetime, **others: Any
    ) -> None:
        super().__init__(connection, city, now, **others)
        self._orders: list[dict[str, Any]] = []

    async def _flush_jobs(self) -> None:
        await jobs.put(self._connection, self._orders)

    async def order(
        self,
        key: str,
        kind: str,
        to: Address,
        arguments: Mapping[str, str],
        *,
        staff: int | None = None,
    ) -> None:
        self._orders.append(jobs.row(key, kind, to.conversation, arguments, self._now, staff=staff))

    async def job(self, job_id: int) -> Job | None:
        return await jobs.get(self._connection, job_id)
