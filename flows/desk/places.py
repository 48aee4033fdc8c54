"""Places that a resident has given a name."""

from __future__ import annotations

from typing import Protocol

from flows.domain import KnownPlace, Place


class PlacesDesk(Protocol):
    """See :class:`flows.desk.Desk`. Each method sees this one resident's places only."""

    async def places_of(self, resident: int) -> list[KnownPlace]:
        """In the order in which they were kept."""
        ...

    async def keep_place(self, resident: int, name: str, place: Place) -> None:
        """Remember the place; one of the same name, in any case, is replaced."""
        ...

    async def rename_place(self, resident: int, place_id: int, name: str) -> None:
        """Another one of that name is forgotten. An alien or unknown id changes nothing."""
        ...

    async def forget_place(self, resident: int, place_id: int) -> None:
        """An alien or unknown id changes nothing."""
        ...
