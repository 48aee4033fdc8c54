"""The Desk's part about people who leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from models.desk.base import Base
from models.keeping import erasing


class Leaving(Base):
    """See :class:`flows.desk.leaving.LeavingDesk`."""

    def __init__(
        self, connection: AsyncConnection, city: City, now: datetime, **others: Any
    ) -> None:
        super().__init__(connection, city, now, **others)
        self._leaving: list[tuple[int, bool, int]] = []

    async def _flush_leaving(self) -> None:
        """After everything else, so that nothing of the step comes back."""
        for resident, keep_open, here in self._leaving:
            await erasing.erase_person(
                self._connection, resident, self._now, keep_open=keep_open, here=here
            )

    async def erase(self, resident: int, *, keep_open: bool) -> None:
        here = self._here
        if here is not None and here.staff is None:
            await erasing.erase_asking(
                self._connection, resident, here.id, self._now, keep_open=keep_open
            )
        self._leaving.append((resident, keep_open, here.id if here else 0))
