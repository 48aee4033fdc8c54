"""Actions that can be taken back for a short while."""

from __future__ import annotations

from typing import Protocol

from flows.domain import Undoable


class UndoingDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def keep_undoable(self, one: Undoable) -> None:
        """Remember what was before an action."""
        ...

    async def undoable_merges(self, kept: int) -> list[Undoable]:
        """Mergings into this request that can still be taken back, the oldest first."""
        ...

    async def take_apart(self, taken: Undoable) -> None:
        """Who and which files came over with a merging belong to its request again."""
        ...

    async def last_undoable(self, staff: int, number: int | None) -> Undoable | None:
        """The last action of this member of staff that could be taken back; of that request."""
        ...
