"""Residents, staff, and where they can be written to."""

from __future__ import annotations

from typing import Protocol

from flows.domain import Address, Invitation, Resident, Staff


class PeopleDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def resident(self, resident_id: int) -> Resident: ...

    async def save_resident(self, resident: Resident) -> None: ...

    async def staff(self, staff_id: int) -> Staff | None:
        """The member of staff, former ones too (``active`` is False)."""
        ...

    async def staff_of(self, channel: str, address: str) -> Staff | None:
        """Who the sender with this own address is: used where people press buttons in groups."""
        ...

    async def find_staff(self, words: str, *, former: bool = False) -> list[Staff]:
        """Active staff whose name contains ``words``, ignoring case; at most 200.

        With ``former`` also those who no longer work here.
        """
        ...

    async def team(self, department: str, *, on_duty: bool) -> list[Staff]:
        """Executors of a department; with ``on_duty`` also all staff on duty.

        With an empty department: operators and coordinators. Who is away is replaced by who
        stands in for them.
        """
        ...

    async def supervisors(self) -> list[Staff]:
        """Coordinators, or who stands in for them; administrators where there is nobody."""
        ...

    async def administrators(self) -> list[Staff]:
        """Active administrators; nobody changes who they are until this step has ended."""
        ...

    async def invite(self, code_hash: str, invitation: Invitation) -> None: ...

    async def use_invitation(self, code_hash: str) -> Invitation | None:
        """Take the invitation, once and for all; None if unknown, used or past its term."""
        ...

    async def add_staff(self, staff: Staff) -> Staff:
        """Store new (``id`` 0) or changed staff; the stored one is returned."""
        ...

    async def addresses(self, *, resident: int = 0, staff: int = 0) -> list[Address]:
        """Private conversations of a person: reachable ones first, then the last used first."""
        ...
