"""What of residents' words is published, as somebody has decided."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from flows.domain import ServiceRequest


class PublishingDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def unreviewed(
        self, since: datetime, until: datetime, *, limit: int
    ) -> list[ServiceRequest]:
        """Requests whose words nobody has looked over, the oldest first.

        Those registered from ``since`` until before ``until``.
        """
        ...

    async def publish(self, number: int, text: str, *, staff: int) -> None:
        """These words may be published; with empty ones: none. The latest decision counts."""
        ...
