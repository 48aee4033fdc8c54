"""The Desk's part about neighbours and those who join them."""

from __future__ import annotations

from flows.desk import Follower, Neighbour
from flows.domain import Place
from models.desk.base import Base
from models.queries import neighbours
from models.records import followers


class Following(Base):
    """See :class:`flows.desk.following.FollowingDesk`."""

    async def neighbours(self, service: str, place: Place, metres: float) -> list[Neighbour]:
        house = self._house(place)
        return await neighbours.find(self._connection, service, place, house, metres)

    async def follow(self, number: int, resident: int, place: Place) -> bool:
        return await followers.add(self._connection, number, resident, place, self._now)

    async def unfollow(self, number: int, resident: int) -> None:
        await followers.remove(self._connection, number, resident)

    async def follower(self, number: int, resident: int) -> Follower | None:
        return await followers.get(self._connection, number, resident)

    async def followers(self, number: int) -> list[Follower]:
        return await followers.of(self._connection, number)
