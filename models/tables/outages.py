"""Known outages, and who waits for their end."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Integer, Table, Text

from models.schema import metadata, partial
from models.types import BigId, Utc

outages = Table(
    "outages",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("services", JSON, nullable=False),
    Column("districts", JSON, nullable=False),
    Column("until", Utc, nullable=False),
    Column("words", Text, nullable=False),
    Column("staff_id", BigId, ForeignKey("staff.id"), nullable=False),
    Column("ended_at", Utc),
    Column("created_at", Utc, nullable=False),
    CheckConstraint("version >= 1", name="version"),
    partial("ix_outages_going_on", "id", where="ended_at IS NULL"),
    sqlite_autoincrement=True,
)

outage_waiting = Table(
    "outage_waiting",
    metadata,
    Column("outage", BigId, ForeignKey("outages.id"), primary_key=True),
    Column("resident_id", BigId, ForeignKey("residents.id"), primary_key=True),
    Column("since", Utc, nullable=False),
)
