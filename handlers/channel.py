"""What a channel is: how raw input becomes events, how a message leaves, what can go wrong.

Everything that a channel needs from storage it gets through the ports declared here, which
``bot`` wires; a channel never imports ``models``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from flows.events import Event
from flows.messages import Message


@dataclass(frozen=True, slots=True)
class Envelope:
    """Raw input that is authenticated and size-checked, but not yet parsed further.

    ``event_id`` is unique within the channel (the hash of the body where it has none).
    ``address`` is the conversation, empty when it cannot be told: such input is stored,
    parked and counted, never lost.
    """

    channel: str
    event_id: str
    address: str
    raw: bytes


Accept: TypeAlias = Callable[[Sequence[Envelope]], Awaitable[int | None]]
"""Stores the envelopes and commits; only after it returns may a channel acknowledge.

It gives how many, if any, were not taken in because their conversation sent too much at once: a channel
acknowledges those too, or the service would bring them again, unless it can tell the sender.
"""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a channel can do and how fast, so that pacing and rendering need no special cases."""

    per_second: float
    """Messages a second for the whole channel."""
    chat_interval: float
    """Seconds between two messages to one private chat."""
    group_per_minute: int
    silent: bool
    replies: bool
    edits: bool
    unanswered_per_hour: int | None = None
    """Messages to one person in an hour, counted since their own last one; None: no such limit."""
    free_hours: float | None = None
    """Writing costs nothing for so long after a person's own message; None: it never costs."""
    joins: int = 0
    """The longest text, in UTF-16 units, that several pieces of news leave in together; 0: never."""
    proves_phone: bool = False
    """A shared contact proves that the number is the sender's own."""
    local: bool = False
    """Delivered when the transcript row commits (the web chat); has no outbox."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The service took it. ``ids`` are its message ids, the main one first."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """Not taken, come back in ``seconds``; with ``channel`` the whole channel has to wait."""

    seconds: float
    channel: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Nobody knows whether it was taken: a time-out or a cut connection."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot, left, or never began; no retry until they come back."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The service will never take this message; ``reason`` holds no text of the message."""

    reason: str


@dataclass(frozen=True, slots=True)
class MovedTo:
    """Not taken: the conversation has another address now; send it there."""

    address: str


Outcome: TypeAlias = Sent | RetryAfter | Ambiguous | Unreachable | Refused | MovedTo


@dataclass(frozen=True, slots=True)
class File:
    """A stored file to send or serve. ``mime`` was decided by content."""

    id: int
    path: Path
    mime: str
    name: str
    kind: str
    size: int


class FetchError(Exception):
    """A file cannot be had. ``final`` when trying again cannot help; no token in the text."""

    def __init__(self, reason: str, *, final: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


class Channel(Protocol):
    """One messenger, or the web chat."""

    @property
    def name(self) -> str: ...

    @property
    def abilities(self) -> Abilities: ...

    def translate(self, raw: bytes) -> Event | None:
        """The event in ``raw``, or None for input that means nothing to the conversation.

        Pure, and total for whatever was accepted: raises ``ValueError`` only for input that
        can never be understood (the engine parks it).
        """
        ...

    async def send(self, address: str, message: Message, files: Sequence[File]) -> Outcome:
        """Send once; never raises for what the network or the service does."""
        ...

    def fetch(self, source: str) -> AsyncIterator[bytes]:
        """The bytes of a file they sent, in chunks. Raises :class:`FetchError`."""
        ...

    async def run(self, accept: Accept) -> None:
        """Receive until cancelled (polling); a channel that only has webhooks returns."""
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...
