"""Rules of routing that staff gave by command."""

from __future__ import annotations

from typing import Protocol

from city.routing import Route


class RoutesDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def routes(self) -> list[Route]:
        """Every rule that was given by command, oldest first."""
        ...

    async def set_route(self, route: Route, by: int) -> Route:
        """Store a rule with its number; one for the same service and district is replaced."""
        ...

    async def drop_route(self, number: int) -> Route | None:
        """Take a rule back; it is returned. None where there is none with this number."""
        ...
