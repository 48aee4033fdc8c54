"""Known outages, and who waits for their end."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from flows.desk.values import Outage


class OutagesDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def announce(
        self,
        services: tuple[str, ...],
        districts: tuple[str, ...],
        until: datetime,
        words: str,
        staff: int,
    ) -> Outage:
        """Store an outage that begins now."""
        ...

    async def outages(self) -> list[Outage]:
        """Those that have not been ended, the oldest first."""
        ...

    async def outage(self, outage_id: int) -> Outage | None: ...

    async def change_outage(self, outage: Outage, **fields: Any) -> Outage:
        """Set fields if the stored version is still ``outage``'s. Raises ``ConflictError``."""
        ...

    async def wait_for(self, outage_id: int, resident: int) -> None:
        """The resident wants to be told when it ends; twice is once."""
        ...

    async def waiting_for(self, outage_id: int, *, after: int, limit: int) -> list[int]:
        """Residents who wait for its end, by their ids, beyond ``after``."""
        ...
