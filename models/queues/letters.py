"""A letter: one row of the outbox with whom it is for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from flows.domain import Address
from flows.messages import Lane, Message
from models.tables import conversations, outbox

LANES: Final = (Lane.ANSWER, Lane.NEWS, Lane.BROADCAST)
"""By priority: the number that is stored is the place in this list."""

BROADCAST: Final = LANES.index(Lane.BROADCAST)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way, with whom it is for."""

    id: int
    to: Address
    group: bool
    reachable: bool
    lane: Lane
    message: Message
    request: int | None
    attempts: int
    ambiguous: int
    created_at: datetime
    heard_at: datetime | None = None
    """When the person last wrote."""
    more: tuple[Letter, ...] = ()
    """Those that leave with it, as one message."""

    @property
    def ids(self) -> list[int]:
        """Its id, and those of the letters that leave with it."""
        return [self.id, *(one.id for one in self.more)]

    def taken(self, claimed: Collection[int]) -> Letter:
        """The letter as it is after a claim, with those of its company that were claimed too."""
        company = tuple(one.taken(claimed) for one in self.more if one.id in claimed)
        return replace(self, attempts=self.attempts + 1, more=company)


COLUMNS: Final = (
    outbox.c.id,
    outbox.c.conversation_id,
    conversations.c.channel,
    conversations.c.address,
    conversations.c.is_group,
    conversations.c.reachable,
    outbox.c.lane,
    outbox.c.message,
    outbox.c.request,
    outbox.c.attempts,
    outbox.c.ambiguous,
    outbox.c.created_at,
    conversations.c.last_inbound_at,
)


def from_row(r: Sequence[Any]) -> Letter:
    """The letter in a row of :data:`COLUMNS`."""
    return Letter(
        id=r[0],
        to=Address(r[1], r[2], r[3]),
        group=r[4],
        reachable=r[5],
        lane=LANES[r[6]],
        message=Message.from_json(r[7]),
        request=r[8],
        attempts=r[9],
        ambiguous=r[10],
        created_at=r[11],
        heard_at=r[12],
    )
