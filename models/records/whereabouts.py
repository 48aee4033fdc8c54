"""Where people can be reached, as the steps of the present transaction have left it so far."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncConnection

from flows.conversation import Conversation
from flows.domain import Address
from models.records import conversations


class Whereabouts:
    """Answers from the conversations in hand, and for the others from the database, once.

    Residents are asked for together: when one files a request, others of the same batch do.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._known: dict[int, Conversation] = {}
        self._residents: dict[int, list[Conversation]] = {}
        self._staff: dict[int, list[Conversation]] = {}

    @property
    def known(self) -> Iterable[Conversation]:
        """The conversations in hand."""
        return self._known.values()

    def know(self, conversation: Conversation) -> None:
        """Take a conversation in hand: from now on it is looked at and not its row."""
        self._known[conversation.id] = conversation

    def at(self, channel: str, address: str) -> Conversation | None:
        """The conversation with this address, if it is in hand."""
        return next(
            (c for c in self._known.values() if c.address == address and c.channel == channel),
            None,
        )

    async def of_resident(self, resident: int) -> list[Address]:
        """Private conversations of a resident: reachable first, then the last used first."""
        if resident not in self._residents:
            wanted = {c.resident for c in self._known.values() if c.resident} | {resident}
            fresh = sorted(wanted - self._residents.keys())
            self._residents |= await conversations.of_residents(self._connection, fresh)
        return _sorted(c for c in self._either(self._residents[resident]) if c.resident == resident)

    async def of_staff(self, staff: int) -> list[Address]:
        """The same for a member of staff."""
        if staff not in self._staff:
            self._staff[staff] = await conversations.of_staff(self._connection, staff)
        return _sorted(c for c in self._either(self._staff[staff]) if c.staff == staff)

    def merge(self, kept: int, lost: int) -> None:
        """Two residents have become one."""
        for one in self._known.values():
            if one.resident == lost:
                one.resident = kept
        self._forget(kept, lost)

    def part(self, one: Conversation, resident: int) -> None:
        """A conversation belongs to another resident from now on."""
        before, one.resident = one.resident, resident
        self._forget(before or 0, resident)

    def _forget(self, *residents: int) -> None:
        for resident in residents:
            self._residents.pop(resident, None)

    def _either(self, stored: Iterable[Conversation]) -> Iterable[Conversation]:
        return ({c.id: c for c in stored} | self._known).values()


def _sorted(theirs: Iterable[Conversation]) -> list[Address]:
    private = last_used_first(c for c in theirs if not c.group)
    return [Address(c.id, c.channel, c.address) for c in private]


def last_used_first(theirs: Iterable[Conversation]) -> list[Conversation]:
    """Reachable ones first, then the last used."""
    return sorted(theirs, key=_order)


def _order(one: Conversation) -> tuple[bool, float, int]:
    last = one.last_inbound_at
    return not one.reachable, -last.timestamp() if last else 0.0, one.id
