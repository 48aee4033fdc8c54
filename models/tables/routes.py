"""Which department requests go to first, where staff have changed what the city's files say."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text, UniqueConstraint

from models.schema import metadata
from models.types import BigId, Utc

routes = Table(
    "routes",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("service", Text, nullable=False),
    Column("district", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("set_by", BigId, ForeignKey("staff.id"), nullable=False),
    Column("set_at", Utc, nullable=False),
    UniqueConstraint("service", "district"),
    sqlite_autoincrement=True,
)
