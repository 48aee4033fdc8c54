"""The Desk's part about places that residents have named."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from flows.domain import KnownPlace, Place, Resident
from models.desk.linking import Linking
from models.records import places


class Places(Linking):
    """See :class:`flows.desk.places.PlacesDesk`."""

    def __init__(
        self, connection: AsyncConnection, city: City, now: datetime, **others: Any
    ) -> None:
        super().__init__(connection, city, now, **others)
        self._places: dict[int, list[KnownPlace]] = {}
        """Asked for at nearly every question of the form: read once for everybody in a batch."""

    async def places_of(self, resident: int) -> list[KnownPlace]:
        if resident not in self._places:
            everybody = {resident, *self._residents}
            self._places = await places.of_residents(self._connection, everybody)
        return self._places[resident]

    async def keep_place(self, resident: int, name: str, place: Place) -> None:
        self._places.clear()
        await places.keep(self._connection, resident, name, place, self._now)

    async def rename_place(self, resident: int, place_id: int, name: str) -> None:
        self._places.clear()
        await places.rename(self._connection, resident, place_id, name)

    async def forget_place(self, resident: int, place_id: int) -> None:
        self._places.clear()
        await places.forget(self._connection, resident, place_id)

    async def merge(self, kept: Resident, lost: int) -> None:
        self._places.clear()  # the one who is kept has the other's too
        await super().merge(kept, lost)
