"""What every part of the Desk stands on: one transaction, one moment, one city."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from flows.conversation import Conversation
from flows.domain import Place


class Base:
    """A part of the Desk keeps what it gathers itself and writes it in its ``_flush``."""

    def __init__(self, connection: AsyncConnection, city: City, now: datetime) -> None:
        self._connection = connection
        self._city = city
        self._now = now
        self.taught = False
        """Whether the city has to be looked at anew once this transaction is committed."""
        self._here: Conversation | None = None
        """The conversation whose step it is."""

    @property
    def now(self) -> datetime:
        return self._now

    @property
    def city(self) -> City:
        return self._city

    def _house(self, place: Place) -> str:
        """The street and house of a place in one spelling; empty where it names none."""
        return self._city.place_in(place.text).house_key if place.text else ""

    @property
    def _present(self) -> Conversation:
        """The conversation whose step it is, where there has to be one."""
        if self._here is None:
            msg = "no step is under way"
            raise LookupError(msg)
        return self._here
