"""The Desk's part about places that residents have named."""

from __future__ import annotations

from flows.domain import KnownPlace, Place
from models.desk.base import Base
from models.records import places


class Places(Base):
    """See :class:`flows.desk.places.PlacesDesk`."""

    async def places_of(self, resident: int) -> list[KnownPlace]:
        return await places.of_resident(self._connection, resident)

    async def keep_place(self, resident: int, name: str, place: Place) -> None:
        await places.keep(self._connection, resident, name, place, self._now)

    async def rename_place(self, resident: int, place_id: int, name: str) -> None:
        await places.rename(self._connection, resident, place_id, name)

    async def forget_place(self, resident: int, place_id: int) -> None:
        await places.forget(self._connection, resident, place_id)
