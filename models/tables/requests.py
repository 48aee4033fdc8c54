"""Requests, their history and files, and what was only a question."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    text,
)

from flows.domain import OPEN, FileState, Outcome, Remark, Status
from flows.events import MediaKind
from flows.life.lifecycle import Verb
from models.schema import metadata, one_of, partial
from models.types import BigId, Utc

OPEN_STATUS: Final = "status IN ({})".format(
    ", ".join(f"'{status}'" for status in Status if status in OPEN)
)

ANSWERS: Final = "\"by\" = 'staff' AND verb NOT IN ({})".format(
    ", ".join(
        f"'{verb}'"
        for verb in (Remark.NOTE, Remark.UNREACHABLE, Remark.ABSORBED, Remark.SPLIT, Verb.REGISTER)
    )
)
"""Lines of the history that the resident hears from staff."""

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
    Column("details", JSON, nullable=False, server_default=text("'{}'")),
    Column("affected", Integer, nullable=False, server_default=text("1")),
    # Street and house in one spelling, of ``place_text``; empty where it names no house.
    Column("house", Text, nullable=False, server_default=text("''")),
    Column("merged_into", BigId, ForeignKey("requests.number")),
    CheckConstraint("affected >= 1", name="affected"),
    CheckConstraint("(status = 'merged') = (merged_into IS NOT NULL)", name="merged"),
    CheckConstraint("merged_into <> number", name="merged_into_another"),
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
    # What is counted over a period, by the moment that counts, and what is asked of each.
    Index("ix_requests_created", "created_at"),
    partial("ix_requests_late", "due_at", where="done_at IS NULL OR done_at > due_at"),
    partial("ix_requests_done", "done_at", "due_at", "department", where="done_at IS NOT NULL"),
    partial(
        "ix_requests_closed",
        *("closed_at", "department", "outcome", "rating"),
        where="closed_at IS NOT NULL",
    ),
    partial("ix_requests_nearby", "service", "lat", where=OPEN_STATUS),
    partial("ix_requests_house", "service", "house", where=OPEN_STATUS),
    Index("ix_requests_phone", "phone", "number"),
    partial("ix_requests_point", "lat", "lon", "number", where="lat IS NOT NULL"),
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
    # The first word that a resident hears is one look-up.
    partial("ix_history_answers", "request", "at", where=ANSWERS),
    partial("ix_history_objections", "at", where="verb = 'object'"),
    # By whom there are words in requests that are not theirs: who leaves takes them along.
    partial("ix_history_others", "actor", where="verb IN ('joined', 'handed')"),
    partial("ix_history_unreachable", "request", "id", where="verb = 'unreachable'"),
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

consultations = Table(
    "consultations",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("service", Text, nullable=False),
    Column("at", Utc, nullable=False, index=True),
)
