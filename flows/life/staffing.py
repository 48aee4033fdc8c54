"""Who is there: who is away and who stands in for them, who is on duty, who hears what.

All of it is read off one value, :class:`Roster`, at one moment; nothing of it is stored twice, so
whoever comes back is back by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flows.domain import Role, Staff


@dataclass(frozen=True, slots=True)
class Absence:
    """``staff`` is away from ``since`` until before ``until`` (UTC); ``substitute`` stands in."""

    staff: int
    since: datetime
    until: datetime
    substitute: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A line of the duty roster, on the city's clock.

    Either on weekdays ``days`` (ISO, Monday is 1) or on the one date ``on``. One that ends not
    later than it starts goes on over midnight.
    """

    staff: int
    starts: time
    ends: time
    days: frozenset[int] = frozenset()
    on: date | None = None
    id: int = 0

    def covers(self, local: datetime) -> bool:
        """Whether the shift is on at this moment of the city's clock."""
        today, now = local.date(), local.time()
        if self.starts < self.ends:
            return self._begins(today) and self.starts <= now < self.ends
        yesterday = today - timedelta(days=1)
        return (self._begins(today) and now >= self.starts) or (
            self._begins(yesterday) and now < self.ends
        )

    def _begins(self, day: date) -> bool:
        return day == self.on or day.isoweekday() in self.days


@dataclass(frozen=True)
class Roster:
    """Everybody who works here, at the moment ``local`` of the city's clock."""

    everybody: tuple[Staff, ...]
    absences: Mapping[int, Absence]
    shifts: tuple[Shift, ...]
    local: datetime

    def away(self, staff: int) -> Absence | None:
        """Their absence, if they are away now."""
        absence = self.absences.get(staff)
        return absence if absence and absence.since <= self.local < absence.until else None

    def stand_in(self, member: Staff) -> Staff | None:
        """Who does the work of ``member`` now: themselves, or the end of the chain of substitutes.

        None where the chain ends in nobody, in somebody who has left, or in itself.
        """
        known = {one.id: one for one in self.everybody}
        passed: set[int] = set()
        here: Staff | None = known.get(member.id)
        while here is not None and (absence := self.away(here.id)):
            if here.id in passed:
                return None
            passed.add(here.id)
            here = known.get(absence.substitute or 0)
        return here

    def stood_for(self, member: Staff) -> list[Staff]:
        """Those whose work ``member`` does now beside their own."""
        absent = [one for one in self.everybody if self.away(one.id)]
        return [one for one in absent if self.stand_in(one) == member]

    def present(self, members: Iterable[Staff]) -> list[Staff]:
        """The same people, each of those who are away replaced; everybody once."""
        found = (self.stand_in(member) for member in members)
        return list({one.id: one for one in found if one is not None}.values())

    def on_duty(self) -> list[Staff]:
        """Who has gone on duty by themselves, or is on by the roster."""
        rostered = {shift.staff for shift in self.shifts if shift.covers(self.local)}
        return self.present(m for m in self.everybody if m.on_duty or m.id in rostered)

    def team(self, department: str, *, on_duty: bool) -> list[Staff]:
        """See :meth:`flows.desk.Desk.team`."""
        belongs = [m for m in self.everybody if _belongs(m, department)]
        here = self.present(belongs)
        extra = self.on_duty() if on_duty else []
        return list({one.id: one for one in (*here, *extra)}.values())

    def supervisors(self) -> list[Staff]:
        """See :meth:`flows.desk.Desk.supervisors`."""
        for role in (Role.COORDINATOR, Role.ADMIN):
            if found := self.present(m for m in self.everybody if m.role is role):
                return found
        return [m for m in self.everybody if m.role is Role.ADMIN]


def _belongs(member: Staff, department: str) -> bool:
    if department:
        return member.role is Role.EXECUTOR and member.department == department
    return member.role in {Role.OPERATOR, Role.COORDINATOR}
