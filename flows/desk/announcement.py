"""An announcement to many, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who hears it: everybody, or who has filed in a district or about a topic."""

    ALL = "all"
    DISTRICT = "district"
    TOPIC = "topic"


class State(StrEnum):
    """draft → (asked →) sending → (stopped →) ended."""

    DRAFT = "draft"
    ASKED = "asked"
    """A second person has to agree."""
    SENDING = "sending"
    STOPPED = "stopped"
    """Nothing more leaves; what was leaving at that moment is still counted."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One announcement. ``value`` is a district's code or a prefix of services."""

    id: int
    author: int
    audience: Audience
    value: str
    text: str
    media: tuple[int, ...]
    state: State
    total: int = 0
    """Receivers, as counted before it was sent."""
    spread: bool = False
    """Everybody has their letter."""
    delivered: int = 0
    unreachable: int = 0
    uncertain: int = 0
    """Nobody knows whether it arrived; it is not repeated."""
    waiting: int = 0
    """Letters whose end is not known yet."""

    @property
    def settled(self) -> int:
        return self.delivered + self.unreachable + self.uncertain


@dataclass(frozen=True, slots=True)
class NewBroadcast:
    """What the form has gathered. ``key`` makes it once only."""

    key: str
    author: int
    audience: Audience
    value: str
    text: str
    media: tuple[int, ...]
