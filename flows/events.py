"""What happened, in words that no channel owns.

A channel turns its raw update into one :class:`Event`; everything the city's own clock or
files have to say arrives as the same type with a :class:`Notice` inside. The engine hands
events to the conversation one at a time per conversation, oldest first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias

SYSTEM: Final = "system"
"""Channel name of events that the program itself puts into the inbox."""


class MediaKind(StrEnum):
    """What a file is to the one who sent it; the stored type is decided by its content."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class MediaRef:
    """A file that can still be fetched: ``source`` is the channel's own handle for it."""

    kind: MediaKind
    source: str
    name: str = ""
    size: int | None = None
    """Bytes, as the channel says; not to be trusted."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words, commands included; already cleaned of control and private-use characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A pressed button. ``message`` is the channel's id of the message it stood under.

    ``label`` is what stood on it, where the channel tells: only to be shown, never obeyed.
    """

    data: str
    message: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """One or more files with what was written under them; ``album`` ties parts together."""

    items: tuple[MediaRef, ...]
    caption: str = ""
    album: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map (WGS 84, degrees); ``title`` is the address a map picker gave."""

    lat: float
    lon: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared contact. ``own`` only where the channel proves that it is the sender's."""

    phone: str
    own: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """A message of theirs, ``message``, now reads ``text``."""

    message: str
    text: str


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Something real that the conversation has no use for: a sticker, a poll, a live location."""

    kind: str


@dataclass(frozen=True, slots=True)
class Reachable:
    """The resident blocked the bot or stopped it (False), or came back (True)."""

    reachable: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """The conversation goes on under another address (a group became a supergroup)."""

    address: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the program tells a conversation: news of a request, a term that has come.

    ``kind`` is a key of the table in ``flows.notices``; ``request`` the number it is about.
    """

    kind: str
    request: int | None = None
    data: Mapping[str, str] = field(default_factory=dict)


Body: TypeAlias = (
    Text | Tap | Media | Point | Contact | Edited | Unsupported | Reachable | Moved | Notice
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote: their own address in the channel (in a group it is not the conversation's)."""

    address: str
    name: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in one conversation.

    ``id`` is unique within the channel and deterministic: the same update seen twice, or a
    tick that runs twice, gives the same id. ``message`` is the channel's id of the message
    itself, ``reply_to`` of the one it answers; both empty where there is none.
    """

    id: str
    channel: str
    address: str
    at: datetime
    body: Body
    sender: Sender | None = None
    message: str = ""
    reply_to: str = ""
    group: bool = False
    thread: str = ""
    """The topic of a forum in which it was said; empty where there are none."""
    forum: bool = False
    """Whether the group has topics."""
