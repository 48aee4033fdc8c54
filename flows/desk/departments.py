"""Departments as staff change them."""

from __future__ import annotations

from typing import Protocol

from city.departments import Change


class DepartmentsDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def set_department(self, change: Change, by: int) -> None:
        """Store what a department is now; ``city`` knows it at once."""
        ...
