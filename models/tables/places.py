"""Places that residents have given a name."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Table, Text, UniqueConstraint

from models.schema import metadata
from models.types import BigId, Utc

places = Table(
    "places",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("resident_id", BigId, ForeignKey("residents.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False),
    Column("place_text", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("district", Text, nullable=False),
    Column("created_at", Utc, nullable=False),
    UniqueConstraint("resident_id", "name_folded"),
    CheckConstraint("name <> ''", name="name"),
    CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="point"),
    CheckConstraint("place_text <> '' OR lat IS NOT NULL", name="somewhere"),
)
