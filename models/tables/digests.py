"""The morning digest: for which dates it was handed out, and who does not want it."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Table

from models.schema import metadata
from models.types import BigId

digests = Table("digests", metadata, Column("day", Date, primary_key=True))

without_digest = Table(
    "without_digest",
    metadata,
    Column("staff_id", BigId, ForeignKey("staff.id"), primary_key=True),
)
