"""When each messenger was last heard from, so that a long silence is noticed after it."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from models.schema import metadata
from models.types import Utc

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("at", Utc, nullable=False),
)
