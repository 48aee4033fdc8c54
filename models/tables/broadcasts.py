"""Telling many: announcements, their letters that are still on their way, and who wants none."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    Table,
    Text,
    text,
)

from flows.desk.announcement import Audience, State
from models.schema import metadata, one_of
from models.types import BigId, Utc

_ZERO = text("0")

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("author_id", BigId, ForeignKey("staff.id"), nullable=False),
    Column("approver_id", BigId, ForeignKey("staff.id")),
    Column("audience", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("media", JSON, nullable=False),
    Column("state", Text, nullable=False),
    Column("total", Integer, nullable=False, server_default=_ZERO),
    Column("cursor", BigId, nullable=False, server_default=_ZERO),
    Column("spread", Boolean, nullable=False, server_default=text("false")),
    Column("delivered", Integer, nullable=False, server_default=_ZERO),
    Column("unreachable", Integer, nullable=False, server_default=_ZERO),
    Column("uncertain", Integer, nullable=False, server_default=_ZERO),
    Column("created_at", Utc, nullable=False),
    Column("ended_at", Utc),
    one_of("audience", Audience),
    one_of("state", State),
    CheckConstraint("approver_id IS NULL OR approver_id <> author_id", name="second_person"),
    CheckConstraint("(ended_at IS NULL) = (state <> 'ended')", name="ended"),
    sqlite_autoincrement=True,
)
"""``cursor``: residents up to this id have their letter; it moves with the letters, in one commit."""

broadcast_letters = Table(
    "broadcast_letters",
    metadata,
    Column("letter", BigId, primary_key=True, autoincrement=False),
    Column("broadcast_id", BigId, ForeignKey("broadcasts.id"), nullable=False, index=True),
)
"""Rows of the outbox whose end has not been counted yet."""

announcements_off = Table(
    "announcements_off",
    metadata,
    Column("resident_id", BigId, ForeignKey("residents.id"), primary_key=True),
    Column("at", Utc, nullable=False),
)
