"""The Desk's part about taking actions back."""

from __future__ import annotations

from flows.domain import Undoable
from models import undoables
from models.desk.base import Base


class Undoing(Base):
    """See :class:`flows.desk.undoing.UndoingDesk`."""

    async def keep_undoable(self, one: Undoable) -> None:
        await undoables.keep(self._connection, one, self._now)

    async def last_undoable(self, staff: int, number: int | None) -> Undoable | None:
        return await undoables.last(self._connection, staff, number)
