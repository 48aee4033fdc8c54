"""Who joined somebody else's request."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Index, Table, Text

from models.schema import metadata
from models.types import BigId, Utc

followers = Table(
    "followers",
    metadata,
    Column("request", BigId, ForeignKey("requests.number"), primary_key=True),
    Column("resident_id", BigId, ForeignKey("residents.id"), primary_key=True),
    Column("place_text", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("district", Text, nullable=False),
    Column("since", Utc, nullable=False),
    CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="point"),
    Index("ix_followers_resident", "resident_id", "request"),
)
