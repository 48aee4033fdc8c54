"""What is passed over the Desk, and what can go wrong there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.domain import Place, ServiceRequest, Status


class ConflictError(Exception):
    """The request changed since it was read: somebody else was faster. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which requests a list shows; empty fields do not narrow."""

    statuses: frozenset[Status] = frozenset()
    department: str = ""
    assignee: int | None = None
    holders: frozenset[int] = frozenset()
    """Only those that one of these holds."""
    district: str = ""
    service_prefix: str = ""
    overdue_at: datetime | None = None
    """Only those whose deadline is before this moment."""
    due_at: datetime | None = None
    """Only those whose deadline is this moment."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: the rows, and how many there are in all."""

    rows: tuple[ServiceRequest, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A request near a place; ``metres`` is None where it is the same house without a point."""

    request: ServiceRequest
    metres: float | None


@dataclass(frozen=True, slots=True)
class Manners:
    """What a conversation's channel can do, where that changes what is said and when."""

    silent: bool = True
    """Messages can come without a sound."""
    replies: bool = True
    """A person can answer one certain message."""
    edits: bool = True
    """A message can take the place of an earlier one."""
    proves_phone: bool = False
    """A shared contact proves whose the number is."""


@dataclass(frozen=True, slots=True)
class Outage:
    """An outage: a draft until it is announced. ``version`` grows with every change."""

    id: int
    version: int
    services: tuple[str, ...]
    districts: tuple[str, ...]
    """District codes; empty for the whole city."""
    until: datetime
    words: str
    staff: int
    ended_at: datetime | None = None
    announced_at: datetime | None = None
    asked: int | None = None
    """How many it would have reached when a second person was asked."""

    @property
    def going_on(self) -> bool:
        """Whether residents are told of it."""
        return self.announced_at is not None and self.ended_at is None


@dataclass(frozen=True, slots=True)
class Follower:
    """A resident who joined somebody else's request; ``place`` is as they named it themselves."""

    resident: int
    place: Place
    since: datetime
