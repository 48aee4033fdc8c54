"""Departments as staff have changed them, over those of the city's files."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Table, Text, UniqueConstraint

from models.schema import metadata
from models.types import BigId, Utc

departments = Table(
    "departments",
    metadata,
    # Grows with every change: by the newest one processes see that something is different.
    Column("id", BigId, primary_key=True),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("edrpou", Text, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("set_by", BigId, ForeignKey("staff.id"), nullable=False),
    Column("set_at", Utc, nullable=False),
    UniqueConstraint("code"),
    CheckConstraint("name <> ''", name="name"),
    CheckConstraint("edrpou = '' OR length(edrpou) = 8", name="edrpou"),
    sqlite_autoincrement=True,
)
