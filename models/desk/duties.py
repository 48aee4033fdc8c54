"""The Desk's part about who is there."""

from __future__ import annotations

from flows.life.staffing import Absence, Roster, Shift
from models.desk.people import People
from models.records import digests, duties


class Duties(People):
    """See :class:`flows.desk.duties.DutiesDesk`."""

    async def set_absence(self, absence: Absence) -> None:
        self._roster = None
        await duties.set_absence(self._connection, absence)

    async def end_absence(self, staff_id: int) -> None:
        self._roster = None
        await duties.end_absence(self._connection, staff_id)

    async def add_shift(self, shift: Shift) -> Shift:
        self._roster = None
        return await duties.add_shift(self._connection, shift)

    async def drop_shifts(self, *, number: int = 0, staff_id: int = 0) -> bool:
        self._roster = None
        return await duties.drop_shifts(self._connection, number=number, staff_id=staff_id)

    async def roster(self) -> Roster:
        return await self._people_now()

    async def without_digest(self, staff_id: int) -> bool:
        return await digests.is_off(self._connection, staff_id)

    async def set_digest(self, staff_id: int, *, on: bool) -> None:
        await digests.set_on(self._connection, staff_id, on=on)
