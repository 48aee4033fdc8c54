"""People who leave: whose data go, of which requests they have gone, and files that are to go."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from models.schema import metadata, one_of
from models.types import BigId, Utc

leavings = Table(
    "leavings",
    metadata,
    Column("resident_id", BigId, ForeignKey("residents.id"), primary_key=True),
    Column("at", Utc, nullable=False),
)
"""Residents who wish their open requests brought to an end and erased then."""

erasures = Table(
    "erasures",
    metadata,
    Column("request", BigId, ForeignKey("requests.number"), primary_key=True),
    Column("at", Utc, nullable=False),
    Column("reason", Text, nullable=False),
    one_of("reason", ("asked", "term")),
)
"""The requests whose whole history may be blanked: a trigger looks here. Append-only itself."""

erased_words = Table(
    "erased_words",
    metadata,
    Column("entry", BigId, ForeignKey("history.id"), primary_key=True, autoincrement=False),
    Column("at", Utc, nullable=False),
)
"""Lines in the histories of other people's requests that may be blanked. Append-only itself."""

waste = Table(
    "waste",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("at", Utc, nullable=False),
)
"""Contents that a row named when it was forgotten: their files go when no other row names them."""
