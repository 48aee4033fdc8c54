"""The Desk's part about taking actions back."""

from __future__ import annotations

from flows.domain import Undoable
from models.desk.base import Base
from models.records import attachments, followers, undoables


class Undoing(Base):
    """See :class:`flows.desk.undoing.UndoingDesk`."""

    async def keep_undoable(self, one: Undoable) -> None:
        await undoables.keep(self._connection, one, self._now)

    async def undoable_merges(self, kept: int) -> list[Undoable]:
        return await undoables.merges_into(self._connection, kept, self._now)

    async def take_apart(self, taken: Undoable) -> None:
        if taken.moved is None:
            return
        for resident in taken.moved.followers:
            await followers.remove(self._connection, taken.moved.kept, resident)
        await attachments.hand_back(self._connection, taken.moved.files, taken.request)
        await undoables.parted(self._connection, taken.entry)

    async def last_undoable(self, staff: int, number: int | None) -> Undoable | None:
        return await undoables.last(self._connection, staff, number)
