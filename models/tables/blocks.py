"""Residents who may not file anything for a while."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, Text, text

from models.schema import metadata
from models.types import BigId, Utc

blocks = Table(
    "blocks",
    metadata,
    Column("resident_id", BigId, ForeignKey("residents.id"), primary_key=True),
    Column("request", BigId, ForeignKey("requests.number"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("until", Utc, nullable=False, index=True),
    Column("staff_id", BigId, ForeignKey("staff.id"), nullable=False),
    Column("since", Utc, nullable=False),
    # The one word that they may say against it.
    Column("objection", Text, nullable=False, server_default=text("''")),
    # Why it stays nevertheless: what they were answered.
    Column("answer", Text, nullable=False, server_default=text("''")),
    CheckConstraint("reason <> ''", name="reason"),
    CheckConstraint("until > since", name="term"),
)
