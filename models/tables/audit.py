"""What members of staff did, append-only: a trigger of the schema refuses to change it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text

from models.schema import metadata
from models.types import BigId, Utc

audit = Table(
    "audit",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("staff_id", BigId, ForeignKey("staff.id"), nullable=False),
    Column("command", Text, nullable=False),
    Column("request", BigId),
    Column("channel", Text, nullable=False),
    Column("done", Boolean, nullable=False),
    Index("ix_audit_staff_id_id", "staff_id", "id"),
    Index("ix_audit_request_id", "request", "id"),
    Index("ix_audit_at", "at"),
    sqlite_autoincrement=True,
)
