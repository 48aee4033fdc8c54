"""Residents who may not file anything for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Block:
    """Somebody may file nothing until ``until``. ``request`` is the one by which it was set."""

    resident: int
    request: int
    reason: str
    until: datetime
    staff: int
    objection: str = ""
    """What they have said against it."""
    answer: str = ""
    """Why it stays nevertheless, in the words of a coordinator."""


class BlocksDesk(Protocol):
    """See :class:`flows.desk.Desk`. One that has expired does not exist."""

    async def blocks(self) -> list[Block]:
        """All that hold now: there are some dozens at most. The one that ends first leads."""
        ...

    async def block_of(self, resident: int) -> Block | None: ...

    async def set_block(self, block: Block) -> None:
        """Store a block in the place of an earlier one of the same resident."""
        ...

    async def lift_block(self, resident: int) -> None: ...

    async def object_to_block(self, resident: int, words: str) -> None:
        """Keep what they say against it."""
        ...

    async def answer_objection(self, resident: int, words: str) -> None:
        """Keep what they were answered: the block stays."""
        ...
