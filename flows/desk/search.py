"""Finding requests by what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flows.domain import ServiceRequest, Status


@dataclass(frozen=True, slots=True)
class Circle:
    """All that is at most so many metres from a point."""

    lat: float
    lon: float
    metres: float


@dataclass(frozen=True, slots=True)
class Search:
    """What a request must be like; empty fields do not narrow."""

    stems: tuple[str, ...] = ()
    """Beginnings of words, as :func:`flows.reading.stems.asked` makes them; each has to be there."""
    phone: str = ""
    """E.164."""
    circle: Circle | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Registered at ``since`` or later, and before ``until``."""
    statuses: frozenset[Status] = frozenset()
    overdue_at: datetime | None = None
    """Only those whose deadline is before this moment."""

    @property
    def leads(self) -> bool:
        """Whether there is something that an index finds; the rest only narrows."""
        return bool(self.stems or self.phone or self.circle or self.since)


@dataclass(frozen=True, slots=True)
class Sight:
    """What an executor may see: what these people and these departments have in hand."""

    holders: frozenset[int]
    departments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found. ``partly``: there was too much, only the newest were looked at."""

    rows: tuple[ServiceRequest, ...]
    total: int
    partly: bool = False


class SearchDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def find(
        self, wanted: Search, sight: Sight | None, *, limit: int, offset: int = 0
    ) -> Found:
        """Nearest first where a circle is given, otherwise newest first.

        None as ``sight`` sees the whole city. The work is bounded whatever is asked;
        ``wanted.leads`` must hold.
        """
        ...
