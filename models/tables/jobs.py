"""Work beside the engine."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Integer, Table, Text, text

from models.schema import metadata, one_of, partial
from models.types import BigId, Utc

jobs = Table(
    "jobs",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("arguments", JSON, nullable=False),
    Column("conversation_id", BigId, ForeignKey("conversations.id"), nullable=False),
    Column("staff_id", BigId, ForeignKey("staff.id")),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("free_at", Utc, nullable=False),
    Column("result", JSON),
    Column("created_at", Utc, nullable=False),
    Column("settled_at", Utc),
    one_of("state", ("waiting", "done", "failed")),
    CheckConstraint("(settled_at IS NULL) = (state = 'waiting')", name="settled"),
    partial("ix_jobs_waiting", "id", where="state = 'waiting'"),
    partial("ix_jobs_settled", "settled_at", where="settled_at IS NOT NULL"),
    sqlite_autoincrement=True,
)
"""``free_at``: from when the job may be taken; whoever works it moves that moment ahead."""
