"""Telling many."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UTC = sa.DateTime(timezone=True)


def _counter(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def upgrade() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("author_id", _ID, nullable=False),
        sa.Column("approver_id", _ID),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("media", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        _counter("total"),
        sa.Column("cursor", _ID, server_default=sa.text("0"), nullable=False),
        sa.Column("spread", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        _counter("delivered"),
        _counter("unreachable"),
        _counter("uncertain"),
        sa.Column("created_at", _UTC, nullable=False),
        sa.Column("ended_at", _UTC),
        sa.CheckConstraint(
            "audience IN ('all', 'district', 'topic')", name=op.f("ck_broadcasts_audience")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'asked', 'sending', 'stopped', 'ended')",
            name=op.f("ck_broadcasts_state"),
        ),
        sa.CheckConstraint(
            "approver_id IS NULL OR approver_id <> author_id",
            name=op.f("ck_broadcasts_second_person"),
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (state <> 'ended')", name=op.f("ck_broadcasts_ended")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["staff.id"], name=op.f("fk_broadcasts_author_id")),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["staff.id"], name=op.f("fk_broadcasts_approver_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
        sa.UniqueConstraint("key", name=op.f("uq_broadcasts_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "broadcast_letters",
        sa.Column("letter", _ID, autoincrement=False, nullable=False),
        sa.Column("broadcast_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name=op.f("fk_broadcast_letters_broadcast_id")
        ),
        sa.PrimaryKeyConstraint("letter", name=op.f("pk_broadcast_letters")),
    )
    op.create_index(
        op.f("ix_broadcast_letters_broadcast_id"), "broadcast_letters", ["broadcast_id"]
    )
    op.create_table(
        "announcements_off",
        sa.Column("resident_id", _ID, nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_announcements_off_resident_id")
        ),
        sa.PrimaryKeyConstraint("resident_id", name=op.f("pk_announcements_off")),
    )
