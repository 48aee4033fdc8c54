"""Known outages, and who waits for their end."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Integer, Table, Text

from models.schema import metadata, partial
from models.types import BigId, Utc

GOING_ON: Final = "announced_at IS NOT NULL AND ended_at IS NULL"

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
    Column("announced_at", Utc),
    Column("asked", Integer),
    Column("approver_id", BigId, ForeignKey("staff.id")),
    Column("ended_at", Utc),
    Column("created_at", Utc, nullable=False),
    CheckConstraint("version >= 1", name="version"),
    CheckConstraint("approver_id IS NULL OR approver_id <> staff_id", name="second_person"),
    partial("ix_outages_going_on", "id", where=GOING_ON),
    sqlite_autoincrement=True,
)
"""A draft until it is announced. ``asked``: how many it was to reach when a second person was
asked."""

outage_waiting = Table(
    "outage_waiting",
    metadata,
    Column("outage", BigId, ForeignKey("outages.id"), primary_key=True),
    Column("resident_id", BigId, ForeignKey("residents.id"), primary_key=True),
    Column("since", Utc, nullable=False),
)
