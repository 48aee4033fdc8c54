"""Residents, staff, their conversations and invitations."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from flows.domain import Role
from models.schema import metadata, one_of, partial
from models.types import BigId, Utc

residents = Table(
    "residents",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("name", Text, nullable=False, server_default=text("''")),
    Column("phone", Text, nullable=False, server_default=text("''")),
    Column("phone_verified", Boolean, nullable=False, server_default=text("false")),
    Column("language", Text, nullable=False),
    Column("consented_at", Utc),
    Column("created_at", Utc, nullable=False),
    # Parted from a person by their own word: the number alone joins the two no more.
    Column("apart", Boolean, nullable=False, server_default=text("false")),
    CheckConstraint("phone_verified = false OR phone <> ''", name="verified"),
    partial("ix_residents_phone", "phone", where="phone <> ''"),
    # The history names residents who are no record any more: no id is given twice.
    sqlite_autoincrement=True,
)

former_residents = Table(
    "former_residents",
    metadata,
    Column("record", BigId, primary_key=True, autoincrement=False),
    Column("resident_id", BigId, ForeignKey("residents.id"), nullable=False, index=True),
)
"""Records that became part of another when two chats proved to be one person's: the history, which
nobody may change, still names them."""

staff = Table(
    "staff",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("department", Text, nullable=False, server_default=text("''")),
    Column("active", Boolean, nullable=False),
    Column("on_duty", Boolean, nullable=False),
    one_of("role", Role),
    CheckConstraint("role <> 'executor' OR department <> ''", name="department"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("is_group", Boolean, nullable=False),
    Column("resident_id", BigId, ForeignKey("residents.id"), index=True),
    Column("staff_id", BigId, ForeignKey("staff.id"), index=True),
    Column("language", Text, nullable=False),
    Column("reachable", Boolean, nullable=False),
    Column("last_inbound_at", Utc),
    Column("state", JSON, nullable=False),
    UniqueConstraint("channel", "address"),
    CheckConstraint("address <> ''", name="address"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("code_hash", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("expires_at", Utc, nullable=False),
    Column("used_at", Utc),
    Column("used_by", BigId, ForeignKey("conversations.id")),
    one_of("role", Role),
    CheckConstraint("used_by IS NULL OR used_at IS NOT NULL", name="used"),
)
