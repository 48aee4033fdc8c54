"""Actions that can still be taken back."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Table

from models.schema import metadata
from models.types import BigId, Utc

undoables = Table(
    "undoables",
    metadata,
    Column("entry", BigId, ForeignKey("history.id"), primary_key=True, autoincrement=False),
    Column("request", BigId, ForeignKey("requests.number"), nullable=False),
    Column("staff", BigId, ForeignKey("staff.id"), nullable=False),
    Column("until", Utc, nullable=False),
    Column("was", JSON, nullable=False),
    Index("ix_undoables_staff", "staff", "entry"),
)
"""``was``: the fields that the action set, as they were before. The latest rows of each member of
staff stay, so that the answer to a late /undo can say what is too late."""
