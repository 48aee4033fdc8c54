"""What staff have corrected about topics: a request's words, without names, numbers and order."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, Text, UniqueConstraint

from models.schema import metadata
from models.types import BigId, Utc

lessons = Table(
    "lessons",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("request", BigId, ForeignKey("requests.number"), nullable=False),
    Column("service", Text, nullable=False),
    Column("was", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("at", Utc, nullable=False),
    CheckConstraint("service <> was", name="moved"),
    UniqueConstraint("request"),
    sqlite_autoincrement=True,
)
