"""The Desk's part about people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from flows.domain import Address, Invitation, Resident, Staff
from flows.life.staffing import Roster
from models.desk.base import Base
from models.records import conversations, duties, people
from models.records import staff as staff_rows
from models.records.whereabouts import Whereabouts


class People(Base):
    """See :class:`flows.desk.people.PeopleDesk`."""

    def __init__(
        self, connection: AsyncConnection, city: City, now: datetime, **others: Any
    ) -> None:
        super().__init__(connection, city, now, **others)
        self._whereabouts = Whereabouts(connection)
        self._residents: dict[int, Resident] = {}
        self._changed_residents: dict[int, Resident] = {}
        self._staff: dict[int, Staff] = {}
        self._roster: Roster | None = None
        """Asked for by every registration of a batch, read once."""

    async def _flush_people(self) -> None:
        rows = [conversations.to_row(one) for one in self._whereabouts.known]
        await conversations.save(self._connection, rows)
        await self._save_residents()

    async def _save_residents(self) -> None:
        changed, self._changed_residents = self._changed_residents, {}
        await people.save(self._connection, list(changed.values()))

    async def resident(self, resident_id: int) -> Resident:
        known = self._residents.get(resident_id)
        if known is None:
            known = await people.get(self._connection, resident_id)
            self._residents[resident_id] = known
        return known

    async def save_resident(self, resident: Resident) -> None:
        self._residents[resident.id] = resident
        self._changed_residents[resident.id] = resident

    async def staff(self, staff_id: int) -> Staff | None:
        known = self._staff.get(staff_id)
        if known is None:
            known = await staff_rows.get(self._connection, staff_id)
            if known:
                self._staff[staff_id] = known
        return known

    async def staff_of(self, channel: str, address: str) -> Staff | None:
        here = self._whereabouts.at(channel, address)
        if here is not None:
            return await self.staff(here.staff) if here.staff else None
        return await staff_rows.at(self._connection, channel, address)

    async def find_staff(self, words: str, *, former: bool = False) -> list[Staff]:
        return await staff_rows.find(self._connection, words, former=former)

    async def team(self, department: str, *, on_duty: bool) -> list[Staff]:
        return (await self._people_now()).team(department, on_duty=on_duty)

    async def supervisors(self) -> list[Staff]:
        return (await self._people_now()).supervisors()

    async def administrators(self) -> list[Staff]:
        return await staff_rows.administrators(self._connection)

    async def _people_now(self) -> Roster:
        if self._roster is None:
            local = self._now.astimezone(self._city.timezone)
            self._roster = await duties.roster(self._connection, local)
        return self._roster

    async def invite(self, code_hash: str, invitation: Invitation) -> None:
        await staff_rows.invite(self._connection, code_hash, invitation)

    async def use_invitation(self, code_hash: str) -> Invitation | None:
        by = self._here.id if self._here else None
        return await staff_rows.use_invitation(self._connection, code_hash, self._now, by)

    async def add_staff(self, staff: Staff) -> Staff:
        stored = await staff_rows.save(self._connection, staff)
        self._staff[stored.id] = stored
        self._roster = None
        return stored

    async def addresses(self, *, resident: int = 0, staff: int = 0) -> list[Address]:
        if staff:
            return await self._whereabouts.of_staff(staff)
        return await self._whereabouts.of_resident(resident)
