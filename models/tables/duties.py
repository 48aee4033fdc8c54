"""Who is away and who stands in for them; who is on duty when."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Table, Text, Time

from models.schema import metadata
from models.types import BigId, Utc

absences = Table(
    "absences",
    metadata,
    Column("staff_id", BigId, ForeignKey("staff.id"), primary_key=True),
    Column("since", Utc, nullable=False),
    Column("until", Utc, nullable=False),
    Column("substitute_id", BigId, ForeignKey("staff.id")),
    CheckConstraint("since < until", name="term"),
    CheckConstraint("substitute_id <> staff_id", name="substitute"),
)

shifts = Table(
    "shifts",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("staff_id", BigId, ForeignKey("staff.id"), nullable=False, index=True),
    Column("days", Text, nullable=False),
    Column("on_date", Date),
    Column("starts", Time, nullable=False),
    Column("ends", Time, nullable=False),
    CheckConstraint("(days = '') <> (on_date IS NULL)", name="either"),
    sqlite_autoincrement=True,
)
"""``days`` are ISO weekdays in a row, «12345»; a line with a date has none."""
