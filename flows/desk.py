"""The Desk: all that a step of the conversation may read and write, as a port.

Every method works inside the step's own transaction; nothing here waits for a network.
``models`` has the adapter. Reads are point look-ups or short, indexed lists. A write becomes
visible to later reads of the same step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from city import City
from flows.conversation import Conversation
from flows.domain import (
    Address,
    Attachment,
    Entry,
    Invitation,
    NewRequest,
    Receipt,
    Resident,
    ServiceRequest,
    Staff,
    Status,
)
from flows.events import MediaRef, Notice
from flows.messages import Lane, Message


class ConflictError(Exception):
    """The request changed since it was read: somebody else was faster. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which requests a list shows; empty fields do not narrow."""

    statuses: frozenset[Status] = frozenset()
    department: str = ""
    assignee: int | None = None
    district: str = ""
    service_prefix: str = ""
    overdue_at: datetime | None = None
    """Only those whose deadline is before this moment."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: the rows, and how many there are in all."""

    rows: tuple[ServiceRequest, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Manners:
    """What a conversation's channel can do, where that changes what is said and when."""

    silent: bool = True
    """Messages can come without a sound."""
    replies: bool = True
    """A person can answer one certain message."""


class Desk(Protocol):
    """See the module's docstring. ``now`` is the step's one moment, timezone-aware UTC."""

    @property
    def now(self) -> datetime: ...

    @property
    def city(self) -> City: ...

    # -- people ------------------------------------------------------------------------
    async def resident(self, resident_id: int) -> Resident: ...

    async def save_resident(self, resident: Resident) -> None: ...

    async def staff(self, staff_id: int) -> Staff | None:
        """The member of staff, former ones too (``active`` is False)."""
        ...

    async def staff_of(self, channel: str, address: str) -> Staff | None:
        """Who the sender with this own address is: used where people press buttons in groups."""
        ...

    async def find_staff(self, words: str) -> list[Staff]:
        """Active staff whose name contains ``words``, ignoring case; at most 200."""
        ...

    async def team(self, department: str, *, on_duty: bool) -> list[Staff]:
        """Active executors of a department; with ``on_duty`` also all staff on duty.

        With an empty department: active operators and coordinators.
        """
        ...

    async def supervisors(self) -> list[Staff]:
        """Active coordinators; administrators where there is no coordinator."""
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

    # -- requests ----------------------------------------------------------------------
    async def register(self, new: NewRequest) -> ServiceRequest:
        """Store a request, its first history entry and its attachments.

        A ``key`` that was used before gives the request that it made then.
        """
        ...

    async def request(self, number: int) -> ServiceRequest | None: ...

    async def change(
        self, request: ServiceRequest, entry: Entry, **fields: Any
    ) -> tuple[ServiceRequest, int]:
        """Set ``fields`` and append ``entry``, if the stored version is still ``request``'s.

        The changed request and the entry's id are returned.

        Field names are those of :class:`ServiceRequest`. Attachments named by the entry
        become the request's. Raises :class:`ConflictError`.
        """
        ...

    async def remark(self, entry: Entry) -> int:
        """Append an entry that changes nothing else; its id is returned."""
        ...

    async def history(self, number: int) -> list[Entry]:
        """Oldest first."""
        ...

    async def entry(self, entry_id: int) -> Entry | None: ...

    async def requests_of(
        self, resident: int, *, limit: int, offset: int = 0, only_open: bool = False
    ) -> Page:
        """A resident's own requests: open ones first, then the newest."""
        ...

    async def consulted(self, service: str) -> None:
        """Count that somebody was told whom to turn to, the matter not being the city's."""
        ...

    async def queue(self, wanted: Filter, *, limit: int, offset: int = 0) -> Page:
        """Requests for staff: urgent first, then by deadline."""
        ...

    async def request_of_message(self, conversation: int, message: str) -> int | None:
        """The request that a message of this conversation was about."""
        ...

    # -- files -------------------------------------------------------------------------
    async def attach(self, conversation: int, ref: MediaRef) -> int:
        """Remember a file that is to be fetched; the attachment's id is returned."""
        ...

    async def attachments(self, ids: Sequence[int]) -> list[Attachment]: ...

    async def files_of(self, number: int) -> list[Attachment]:
        """All files of a request that are stored or on their way, oldest first."""
        ...

    # -- links -------------------------------------------------------------------------
    def return_link(self, conversation: Conversation) -> str:
        """A link that opens this conversation elsewhere; empty where the channel needs none."""
        ...

    # -- the channel -------------------------------------------------------------------
    def manners(self, conversation: Conversation) -> Manners:
        """What can be relied on in this conversation."""
        ...

    async def receipt(self, number: int) -> Receipt | None:
        """What became of the latest message to the resident about a request, where it is known."""
        ...

    # -- telling and remembering -------------------------------------------------------
    async def tell(
        self,
        conversation: Conversation,
        message: Message,
        *,
        lane: Lane = Lane.ANSWER,
        question: bool = False,
    ) -> None:
        """Queue a message to the conversation that is being worked.

        A ``question`` takes the place of an earlier question to the same conversation that
        has not been sent yet.
        """
        ...

    async def post(self, key: str, to: Address, notice: Notice) -> None:
        """Put a notice into another conversation's inbox, once per ``key``."""
        ...

    async def remind(self, key: str, at: datetime, to: Address, notice: Notice) -> None:
        """Post the notice at ``at``, once; the same ``key`` moves an earlier reminder."""
        ...

    async def forget(self, key: str) -> None:
        """Drop the reminder with this key, if it is still there."""
        ...
