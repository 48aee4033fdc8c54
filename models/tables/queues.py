"""What is on its way: events, letters, reminders, and what was said."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from models.schema import metadata, one_of, partial
from models.types import BigId, Utc

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
    # The conversation's, said again: what waits on one channel is found beside what waits on others.
    Column("channel", Text, nullable=False),
    CheckConstraint("lane BETWEEN 0 AND 2", name="lane"),
    one_of("state", ("queued", "sending", "sent", "failed", "unconfirmed")),
    partial("ix_outbox_waiting", "channel", "lane", "id", where="state IN ('queued', 'sending')"),
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
    Column("spot", Text, nullable=False, server_default=text("''")),
    one_of("direction", ("in", "out")),
    Index("ix_transcript_conversation", "conversation_id", "id"),
    partial("ix_transcript_message", "conversation_id", "message", where="message <> ''"),
    partial("ix_transcript_spot", "conversation_id", "spot", "id", where="spot <> ''"),
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
