"""What the web chat needs from storage and from the city; ``bot`` wires the real ones.

The engine writes a conversation's rows in the order of their ids. A row is never changed
after its commit, so a reader that remembers the last id (its cursor) misses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flows.messages import Message
from handlers.channel import File


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as the chat shows it: ``kind`` is a value of MediaKind; ``ready`` once stored."""

    id: int
    kind: str
    name: str = ""
    size: int | None = None
    mime: str = ""
    ready: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a conversation.

    ``id`` grows with every commit and is the cursor; as text it is also the id of an outgoing
    message (what ``Tap.message``, ``reply_to`` and ``Message.replaces`` hold). ``key`` of an
    incoming row is its ``Event.message``: the page knows its own message again by it.
    ``text`` is what an incoming row says: the words, a caption, the label that was pressed.
    ``attachments`` are an incoming row's files, or those named by ``message.media``.
    """

    id: int
    at: datetime
    outgoing: bool
    message: Message | None = None
    text: str = ""
    attachments: tuple[Shown, ...] = ()
    replaces: str = ""
    key: str = ""
    point: tuple[float, float] | None = None


class Transcript(Protocol):
    """A conversation's rows, by its address in the web chat."""

    async def after(self, address: str, cursor: int, limit: int) -> Sequence[Row]:
        """At most ``limit`` rows with an id above ``cursor``, oldest first."""
        ...

    async def before(self, address: str, cursor: int | None, limit: int) -> Sequence[Row]:
        """The last ``limit`` rows below ``cursor`` (None: of all), oldest first."""
        ...

    async def wait(self, address: str, cursor: int) -> None:
        """Returns once there may be a row above ``cursor``; at once if there is one already.

        May return too early, never too late: a commit between ``after`` and ``wait`` counts.
        """
        ...


class Files(Protocol):
    """The stored files."""

    async def shown_to(self, address: str, attachment_id: int) -> File | None:
        """The file, if this conversation sent it or was shown it; None otherwise."""
        ...


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request in the list beside the chat, in words ready to be read."""

    number: int
    topic: str
    status: str
    deadline: str = ""
    urgent: bool = False


class Overview(Protocol):
    """What stands beside the chat."""

    async def staff(self, address: str) -> bool:
        """Whether this conversation belongs to a member of staff, now."""
        ...

    async def requests(self, address: str) -> Sequence[RequestLine]:
        """A member's requests, urgent first; a resident's own, open first."""
        ...


@dataclass(frozen=True, slots=True)
class Centre:
    """The contact centre, as the head of the page names it; ``phones`` as they are written."""

    name: str
    city: str
    phones: tuple[str, ...]
    hours: str


@dataclass(frozen=True, slots=True)
class Ports:
    """All of them together."""

    transcript: Transcript
    files: Files
    overview: Overview
