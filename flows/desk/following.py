"""What was reported nearby, and who joined it."""

from __future__ import annotations

from typing import Protocol

from flows.desk.values import Follower, Neighbour
from flows.domain import Place


class FollowingDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def neighbours(self, service: str, place: Place, metres: float) -> list[Neighbour]:
        """Requests about the service that are still worked on, the nearest first, at most ten.

        They have a point within ``metres`` of the place, or the same street and house.
        """
        ...

    async def follow(self, number: int, resident: int, place: Place) -> bool:
        """Let the resident follow a request; False if they did already."""
        ...

    async def unfollow(self, number: int, resident: int) -> None: ...

    async def follower(self, number: int, resident: int) -> Follower | None:
        """The resident as a follower of the request, if they are one."""
        ...

    async def followers(self, number: int) -> list[Follower]:
        """All who joined, in the order in which they did."""
        ...
