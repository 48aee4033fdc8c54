"""One person in several chats: finding them, making them one, and parting them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from flows.domain import Address, Resident


class Whose(StrEnum):
    """For whom a code makes a further chat their own."""

    RESIDENT = "resident"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class LinkCode:
    """A code that is still good: made in the chat ``made_in``, which belongs to these now."""

    whose: Whose
    made_in: Address
    resident: int
    staff: int | None


@dataclass(frozen=True, slots=True)
class Namesake:
    """A record with a certain number; ``seen_at`` is when its owner was last heard of.

    ``chats`` counts its conversations: none where all that is known came by telephone.
    """

    resident: Resident
    chats: int
    seen_at: datetime


class LinkingDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def offer_link(self, code_hash: str, whose: Whose, expires_at: datetime) -> None:
        """Store a code of the present conversation; its earlier ones are void."""
        ...

    async def link_code(self, code_hash: str) -> LinkCode | None:
        """What a code means; None if unknown, used, past its term, or nobody's any more."""
        ...

    async def use_link(self, code_hash: str) -> bool:
        """Take a code, once and for all; False when it was taken or its term is over."""
        ...

    async def wrong_code(self) -> None:
        """Remember a failed try of the present conversation."""
        ...

    async def wrong_codes(self, since: datetime) -> int:
        """How many tries of the present conversation have failed since then."""
        ...

    async def namesakes(self, phone: str, besides: int) -> list[Namesake]:
        """Records with this number (E.164) other than ``besides``; at most twenty."""
        ...

    async def merge(self, kept: Resident, lost: int) -> None:
        """Make two records one: ``kept`` as it is to be stored, and all that was ``lost``'s.

        Requests, chats and whatever else names the resident become ``kept``'s; the record
        ``lost`` is gone. History keeps saying who acted under which record.
        """
        ...

    async def part(self) -> int:
        """Make the present conversation a person of its own; that new resident's id.

        The requests that were filed in it go with it, everything else stays.
        """
        ...
