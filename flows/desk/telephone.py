"""People who telephone, and those who have to be telephoned."""

from __future__ import annotations

from typing import Protocol

from flows.desk.values import Page
from flows.domain import Resident


class TelephoneDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def caller(self, phone: str) -> Resident:
        """Whose number (E.164) this is: proved by a messenger, or known by telephone only.

        Made when there is none. A number that somebody has only typed proves nothing: whoever
        typed it would see what a caller says.
        """
        ...

    async def unreached(self, *, limit: int, offset: int = 0) -> Page:
        """Requests with news that reached nobody, since when nobody telephoned; newest first."""
        ...
