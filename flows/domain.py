"""The things the conversation is about: residents, requests, staff, and their history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from flows.events import MediaKind


class Status(StrEnum):
    """Where a request stands; ``flows.life.lifecycle`` says how it gets from one to another."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    PLANNED = "planned"
    DONE = "done"
    CLOSED = "closed"
    REJECTED = "rejected"
    REDIRECTED = "redirected"
    CANCELLED = "cancelled"
    MERGED = "merged"


OPEN = frozenset(
    {
        Status.REGISTERED,
        Status.ASSIGNED,
        Status.IN_PROGRESS,
        Status.WAITING,
        Status.PLANNED,
        Status.DONE,
    }
)
"""Statuses in which somebody still has something to do."""


class Role(StrEnum):
    """What a member of staff may do; ``flows.access`` has the table."""

    OPERATOR = "operator"
    EXECUTOR = "executor"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class Outcome(StrEnum):
    """How a request ended. ``UNANSWERED`` is never counted as confirmed."""

    CONFIRMED = "confirmed"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Resident:
    """A person who files requests. ``phone`` is E.164; ``phone_verified`` only by the channel."""

    id: int
    name: str = ""
    phone: str = ""
    phone_verified: bool = False
    language: str = "uk"
    consented_at: datetime | None = None
    apart: bool = False
    """Parted from a person by their own word: the number alone does not join them again."""


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff. Executors belong to a department; others may."""

    id: int
    name: str
    role: Role
    department: str = ""
    active: bool = True
    on_duty: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person can be written to: the conversation and its channel."""

    conversation: int
    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the trouble is. ``text`` is as the resident wrote it or as the map named it."""

    text: str = ""
    lat: float | None = None
    lon: float | None = None
    district: str = ""
    """District code, empty when nobody knows."""


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that a resident has given a name: «Дім»."""

    id: int
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What an intake has gathered. ``key`` makes filing it twice impossible."""

    key: str
    resident: int
    service: str
    text: str
    place: Place
    phone: str
    department: str
    due_at: datetime
    due_to_hour: bool
    urgent: bool
    attachments: tuple[int, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict, hash=False)
    taken_by: int | None = None
    """Staff id of the operator who filed it for somebody who telephoned."""


@dataclass(frozen=True, slots=True)
class ServiceRequest:
    """A registered request. ``version`` grows with every change: verbs compare and set on it."""

    number: int
    version: int
    status: Status
    resident: int
    service: str
    text: str
    place: Place
    phone: str
    department: str
    created_at: datetime
    due_at: datetime
    due_to_hour: bool
    urgent: bool
    assignee: int | None = None
    """Staff id of the one who took it."""
    reworks: int = 0
    objections: int = 0
    """How often the resident objected to a rejection or redirection (at most once)."""
    rating: int | None = None
    rating_comment: str = ""
    outcome: Outcome | None = None
    waiting_since: datetime | None = None
    """Since when the deadline's clock stands, waiting for the resident."""
    done_at: datetime | None = None
    closed_at: datetime | None = None
    planned_until: datetime | None = None
    details: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Answers to the topic's own questions, by the question's code."""
    affected: int = 1
    """How many residents have reported it: who filed it, and those who joined."""
    merged_into: int | None = None
    """The request that goes on for this one; only when this one is merged."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a request's history; append-only.

    ``verb`` is one of ``flows.life.lifecycle.Verb`` or of ``flows.domain.Remark``. ``actor`` is a
    staff id for ``by="staff"``, a resident id for ``by="resident"``, None for ``by="clock"``.
    """

    request: int
    at: datetime
    by: str
    actor: int | None
    verb: str
    before: Status | None
    after: Status | None
    text: str = ""
    attachments: tuple[int, ...] = ()
    id: int = 0


class Remark(StrEnum):
    """History entries that are no step of the table."""

    COMMENT = "comment"
    """From the resident."""
    REPLY = "reply"
    """From staff to the resident."""
    NOTE = "note"
    """For staff only; never shown to a resident."""
    DEADLINE = "deadline"
    TOPIC = "topic"
    """Staff moved it to another topic; the text says from which to which."""
    PLACE = "place"
    PRIORITY = "priority"
    RATING = "rating"
    UNREACHABLE = "unreachable"
    PHONED = "phoned"
    """Somebody has telephoned the resident."""
    JOINED = "joined"
    """Another resident has the same problem; their words and files."""
    DISSENT = "dissent"
    """Somebody who joined says that it is not solved; the one who filed decides."""
    ABSORBED = "absorbed"
    """Words and files of a duplicate that was merged into this one; for staff only."""
    SPLIT = "split"
    """The merging was taken back: the duplicate is on its own again; for staff only."""
    HANDED = "handed"
    """Who filed it has withdrawn, and the first of those who joined has taken their place."""
    UNDO = "undo"
    """Takes back the last action that the table allows to; never shown to a resident."""
    RELEASE = "release"
    """Who held it no longer works here, or not as an executor."""


class FileState(StrEnum):
    """Whether a file is on its way, kept, or was not taken."""

    PENDING = "pending"
    STORED = "stored"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a request, or of a draft on its way to one (``request`` is None)."""

    id: int
    kind: MediaKind
    state: FileState
    name: str = ""
    mime: str = ""
    size: int = 0
    request: int | None = None
    reason: str = ""
    """Why it was refused: a key of ``errors.ftl`` without its prefix (``too-large``, ...)."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time code for staff; only its hash is stored."""

    role: Role
    department: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message after the service took it; only some services tell."""

    delivered_at: datetime | None = None
    seen_at: datetime | None = None
    failed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A ready answer for one command. ``service``: of a topic or a group; empty for all."""

    id: int
    command: str
    service: str
    text: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What a merging brought to the request that goes on, and was not there before."""

    kept: int
    followers: tuple[int, ...]
    """Residents."""
    files: tuple[int, ...]
    """Attachments."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """An action that can be taken back until ``until``: its history entry, and what was before."""

    entry: int
    request: int
    staff: int
    until: datetime
    was: Mapping[str, object]
    """The fields of the request that it set, as they were."""
    moved: Moved | None = None
    """What went over with it, where requests were merged."""
