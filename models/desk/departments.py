"""The Desk's part about departments."""

from __future__ import annotations

from city.departments import Change
from models.desk.base import Base
from models.records import departments


class Departments(Base):
    """See :class:`flows.desk.departments.DepartmentsDesk`."""

    async def set_department(self, change: Change, by: int) -> None:
        await departments.put(self._connection, change, by, self._now)
        self._city = self._city.staffed([change])
        self.taught = True
