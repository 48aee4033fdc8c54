"""One-time codes by which a person makes another of their chats their own, and wrong tries."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, Text

from flows.desk.linking import Whose
from models.schema import metadata, one_of
from models.types import BigId, Utc

link_codes = Table(
    "link_codes",
    metadata,
    Column("code_hash", Text, primary_key=True),
    Column("whose", Text, nullable=False),
    Column("conversation_id", BigId, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("expires_at", Utc, nullable=False),
    Column("used_at", Utc),
    Column("used_by", BigId, ForeignKey("conversations.id")),
    one_of("whose", Whose),
    CheckConstraint("used_by IS NULL OR used_at IS NOT NULL", name="used"),
)
"""Made in ``conversation_id``, for the resident or the member of staff whose chat that is."""

wrong_codes = Table(
    "wrong_codes",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("conversation_id", BigId, ForeignKey("conversations.id"), nullable=False),
    Column("at", Utc, nullable=False),
    Index("ix_wrong_codes_conversation", "conversation_id", "at"),
    sqlite_autoincrement=True,
)
"""Tries that failed, so that nobody can go on guessing."""
