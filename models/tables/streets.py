"""The city's register of streets, as it was loaded last, with former names and districts."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Float, Table, Text, UniqueConstraint

from models.schema import metadata
from models.types import BigId

streets = Table(
    "streets",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("name", Text, nullable=False),
    Column("former", Text, nullable=False),
    Column("districts", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="point"),
    UniqueConstraint("name"),
    sqlite_autoincrement=True,
)
