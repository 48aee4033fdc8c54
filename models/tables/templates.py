"""Ready answers that the coordinator keeps."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, Text

from models.schema import metadata
from models.types import BigId, Utc

templates = Table(
    "templates",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("command", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("set_by", BigId, ForeignKey("staff.id"), nullable=False),
    Column("set_at", Utc, nullable=False),
    CheckConstraint("text <> ''", name="words"),
    sqlite_autoincrement=True,
)
"""``service``: a code of a topic or of a group of them; empty for every topic."""
