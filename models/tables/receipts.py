"""What became of messages, and what they cost."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from models.schema import metadata
from models.types import BigId, Utc

receipts = Table(
    "receipts",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("message", Text, primary_key=True),
    Column("delivered_at", Utc),
    Column("seen_at", Utc),
    Column("failed_at", Utc),
    Column("noted_at", Utc, nullable=False, index=True),
)
"""What became of messages after the service took them; some are noted before they are settled."""

charges = Table(
    "charges",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("message", Text, primary_key=True),
    Column("request", BigId),
    Column("at", Utc, nullable=False, index=True),
)
"""Messages that cost money: sent too long after the person's own last one."""
