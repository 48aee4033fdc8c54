"""Actions that can still be taken back."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, Table

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
    Column("kept", BigId, ForeignKey("requests.number")),
    Column("moved", JSON(none_as_null=True)),
    CheckConstraint("(kept IS NULL) = (moved IS NULL)", name="moved"),
    Index("ix_undoables_staff", "staff", "entry"),
)
"""``was``: the fields that the action set, as they were before. The latest rows of each member of
staff stay, so that the answer to a late /undo can say what is too late. Of a merging, until it is
taken back: ``kept`` is the request that goes on, ``moved`` who follows it and which files it has
since then."""
