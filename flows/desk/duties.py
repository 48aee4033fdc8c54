"""Who is there: absences, substitutes, the duty roster."""

from __future__ import annotations

from typing import Protocol

from flows.life.staffing import Absence, Roster, Shift


class DutiesDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def roster(self) -> Roster:
        """Everybody who works here now, who is away, and who is on duty when."""
        ...

    async def set_absence(self, absence: Absence) -> None:
        """Store an absence in the place of an earlier one of the same person."""
        ...

    async def end_absence(self, staff_id: int) -> None:
        """They are back, or did not go."""
        ...

    async def add_shift(self, shift: Shift) -> Shift:
        """Store a line of the roster; it is returned with its number."""
        ...

    async def drop_shifts(self, *, number: int = 0, staff_id: int = 0) -> bool:
        """Forget one line, or all of somebody's; tells whether there were any."""
        ...

    async def without_digest(self, staff_id: int) -> bool:
        """Whether this person wants no morning digest."""
        ...

    async def set_digest(self, staff_id: int, *, on: bool) -> None:
        """Remember whether they want it."""
        ...
