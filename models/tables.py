"""All tables. Rules that must hold whatever the program does are written here, as constraints.

The migrations make the real schema; a test keeps both equal.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

from flows.domain import OPEN, FileState, Outcome, Role, Status
from flows.events import MediaKind
from models.schema import metadata as metadata  # noqa: PLC0414 - tables and metadata go together
from models.schema import one_of, partial
from models.types import BigId, Utc


def literal(value: str) -> ColumnElement[str]:
    """A value written into the statement: a partial index is not used for a parameter."""
    return literal_column(f"'{value}'", Text)


OPEN_STATUS: Final = "status IN ({})".format(
    ", ".join(f"'{status}'" for status in Status if status in OPEN)
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("state", Text, nullable=False),
    Column("parked_reason", Text, nullable=False, server_default=text("''")),
    # The origin is part of the key: no client can spend the id of a notice of ours.
    UniqueConstraint("channel", "origin", "event_id"),
    one_of("origin", ("channel", "system")),
    one_of("state", ("new", "done", "parked")),
    CheckConstraint("state <> 'new' OR address <> ''", name="addressed"),
    partial("ix_inbox_waiting", "id", where="state = 'new'"),
    partial("ix_inbox_conversation", "channel", "address", "id", where="state = 'new'"),
    partial("ix_inbox_done", "received_at", where="state = 'done'"),
    sqlite_autoincrement=True,
)

residents = Table(
    "residents",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("name", Text, nullable=False, server_default=text("''")),
    Column("phone", Text, nullable=False, server_default=text("''")),
    Column("phone_verified", Boolean, nullable=False, server_default=text("false")),
    Column("language", Text, nullable=False),
    Column("consented_at", Utc),
    Column("created_at", Utc, nullable=False),
    CheckConstraint("phone_verified = false OR phone <> ''", name="verified"),
)

staff = Table(
    "staff",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("department", Text, nullable=False, server_default=text("''")),
    Column("active", Boolean, nullable=False),
    Column("on_duty", Boolean, nullable=False),
    one_of("role", Role),
    CheckConstraint("role <> 'executor' OR department <> ''", name="department"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("is_group", Boolean, nullable=False),
    Column("resident_id", BigId, ForeignKey("residents.id"), index=True),
    Column("staff_id", BigId, ForeignKey("staff.id"), index=True),
    Column("language", Text, nullable=False),
    Column("reachable", Boolean, nullable=False),
    Column("last_inbound_at", Utc),
    Column("state", JSON, nullable=False),
    UniqueConstraint("channel", "address"),
    CheckConstraint("address <> ''", name="address"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("code_hash", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("expires_at", Utc, nullable=False),
    Column("used_at", Utc),
    Column("used_by", BigId, ForeignKey("conversations.id")),
    one_of("role", Role),
    CheckConstraint("used_by IS NULL OR used_at IS NOT NULL", name="used"),
)

requests = Table(
    "requests",
    metadata,
    Column("number", BigId, Identity(start=1001), primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("resident_id", BigId, ForeignKey("residents.id"), nullable=False),
    Column("service", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("place_text", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("district", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("due_to_hour", Boolean, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("assignee_id", BigId, ForeignKey("staff.id")),
    Column("reworks", Integer, nullable=False),
    Column("objections", Integer, nullable=False),
    Column("rating", Integer),
    Column("rating_comment", Text, nullable=False),
    Column("outcome", Text),
    Column("waiting_since", Utc),
    Column("done_at", Utc),
    Column("closed_at", Utc),
    Column("planned_until", Utc),
    CheckConstraint("version >= 1", name="version"),
    CheckConstraint("reworks >= 0 AND objections BETWEEN 0 AND 1", name="counters"),
    CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
    CheckConstraint("outcome IS NULL OR status = 'closed'", name="outcome_when_closed"),
    CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="point"),
    CheckConstraint("lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180", name="on_earth"),
    one_of("status", Status),
    one_of("outcome", Outcome),
    Index("ix_requests_resident", "resident_id", "number"),
    partial("ix_requests_queue", "department", "status", "due_at", where=OPEN_STATUS),
    partial("ix_requests_assignee", "assignee_id", "due_at", where=OPEN_STATUS),
    partial("ix_requests_due", "due_at", where=OPEN_STATUS),
    partial("ix_requests_nearby", "service", "lat", where=OPEN_STATUS),
    sqlite_autoincrement=True,
)

history = Table(
    "history",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("request", BigId, ForeignKey("requests.number"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("by", Text, nullable=False),
    Column("actor", BigId),
    Column("verb", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("text", Text, nullable=False),
    Column("attachments", JSON, nullable=False),
    one_of("by", ("resident", "staff", "clock"), "author"),
    CheckConstraint("by = 'clock' OR actor IS NOT NULL", name="actor"),
    one_of("before", Status),
    one_of("after", Status),
    Index("ix_history_request", "request", "id"),
    sqlite_autoincrement=True,
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("conversation_id", BigId, ForeignKey("conversations.id"), nullable=False),
    Column("request", BigId, ForeignKey("requests.number")),
    Column("kind", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("sha256", Text, nullable=False, server_default=text("''")),
    Column("mime", Text, nullable=False, server_default=text("''")),
    Column("size", BigId, nullable=False, server_default=text("0")),
    Column("name", Text, nullable=False, server_default=text("''")),
    Column("created_at", Utc, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("retry_at", Utc),
    one_of("kind", MediaKind),
    one_of("state", FileState),
    CheckConstraint("state <> 'stored' OR sha256 <> ''", name="stored"),
    Index("ix_attachments_request", "request", "id"),
    Index("ix_attachments_sha256", "sha256"),
    partial("ix_attachments_pending", "id", where="state = 'pending'"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("conversation_id", BigId, ForeignKey("conversations.id"), nullable=False),
    Column("lane", Integer, nullable=False),
    Column("message", JSON, nullable=False),
    Column("question", Boolean, nullable=False),
    Column("request", BigId),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("ambiguous", Integer, nullable=False),
    Column("not_before", Utc),
    Column("created_at", Utc, nullable=False),
    Column("settled_at", Utc),
    Column("provider_id", Text, nullable=False, server_default=text("''")),
    Column("error", Text, nullable=False, server_default=text("''")),
    CheckConstraint("lane BETWEEN 0 AND 2", name="lane"),
    one_of("state", ("queued", "sending", "sent", "failed", "unconfirmed")),
    partial("ix_outbox_waiting", "lane", "id", where="state IN ('queued', 'sending')"),
    partial(
        "ix_outbox_conversation", "conversation_id", "id", where="state IN ('queued', 'sending')"
    ),
    partial("ix_outbox_settled", "settled_at", where="settled_at IS NOT NULL"),
    sqlite_autoincrement=True,
)

transcript = Table(
    "transcript",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("conversation_id", BigId, ForeignKey("conversations.id"), nullable=False),
    Column("direction", Text, nullable=False),
    Column("message", Text, nullable=False, server_default=text("''")),
    Column("request", BigId),
    Column("body", JSON),
    Column("at", Utc, nullable=False),
    one_of("direction", ("in", "out")),
    Index("ix_transcript_conversation", "conversation_id", "id"),
    partial("ix_transcript_message", "conversation_id", "message", where="message <> ''"),
    sqlite_autoincrement=True,
)

timers = Table(
    "timers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("due_at", Utc, nullable=False, index=True),
    Column("conversation_id", BigId, ForeignKey("conversations.id"), nullable=False),
    Column("notice", LargeBinary, nullable=False),
)

consultations = Table(
    "consultations",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("service", Text, nullable=False),
    Column("at", Utc, nullable=False, index=True),
)

receipts = Table(
    "receipts",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("message", Text, primary_key=True),
    Column("delivered_at", Utc),
    Column("seen_at", Utc),
    Column("failed_at", Utc),
    Column("noted_at", Utc, nullable=False, index=True),
)
"""What became of messages after the service took them; some are noted before they are settled."""

charges = Table(
    "charges",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("message", Text, primary_key=True),
    Column("request", BigId),
    Column("at", Utc, nullable=False, index=True),
)
"""Messages that cost money: sent too long after the person's own last one."""
