"""The Desk's part about people who telephone."""

from __future__ import annotations

from flows.desk import Page
from flows.domain import Resident
from models.desk.people import People
from models.records import telephone


class Telephone(People):
    """See :class:`flows.desk.telephone.TelephoneDesk`."""

    async def caller(self, phone: str) -> Resident:
        found = await telephone.caller(self._connection, phone)
        if found is None:
            found = await telephone.meet(self._connection, phone, self._now)
        # What this step has changed of them is newer than what is stored.
        return self._residents.setdefault(found.id, found)

    async def unreached(self, *, limit: int, offset: int = 0) -> Page:
        return await telephone.unreached(self._connection, limit, offset)
