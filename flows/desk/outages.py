"""Known outages, and who waits for their end."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from flows.desk.values import Outage


class OutagesDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def draft_outage(
        self,
        services: tuple[str, ...],
        districts: tuple[str, ...],
        until: datetime,
        words: str,
        staff: int,
    ) -> Outage:
        """Store an outage that nobody is told of yet."""
        ...

    async def outage_reach(self, outage: Outage) -> int:
        """How many residents it concerns now, who can be written to.

        It concerns who filed or joined a request that it explains and that is being worked on.
        """
        ...

    async def announce(self, outage: Outage, **fields: Any) -> Outage:
        """It is known from now on, and all whom it concerns wait for its end.

        Raises ``ConflictError`` where the stored version is not ``outage``'s.
        """
        ...

    async def outages(self) -> list[Outage]:
        """Those that are going on, the oldest first."""
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
