"""Words of residents that somebody has looked over for publication."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from models.schema import metadata
from models.types import BigId, Utc

publications = Table(
    "publications",
    metadata,
    Column("request", BigId, ForeignKey("requests.number"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("staff_id", BigId, ForeignKey("staff.id"), nullable=False),
    Column("at", Utc, nullable=False),
)
"""A row is a decision: the words as they may be published, empty where they may not."""
