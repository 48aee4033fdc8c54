"""Who writes and what they wrote: people, their conversations, the inbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UTC = sa.DateTime(timezone=True)


def _partial_index(name: str, table: str, columns: list[str], *, where: str) -> None:
    op.create_index(
        name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", _ID, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", _UTC, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("parked_reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.CheckConstraint("origin IN ('channel', 'system')", name=op.f("ck_inbox_origin")),
        sa.CheckConstraint("state <> 'new' OR address <> ''", name=op.f("ck_inbox_addressed")),
        sa.CheckConstraint("state IN ('new', 'done', 'parked')", name=op.f("ck_inbox_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint(
            "channel", "origin", "event_id", name=op.f("uq_inbox_channel_origin_event_id")
        ),
        sqlite_autoincrement=True,
    )
    _partial_index(
        "ix_inbox_conversation", "inbox", ["channel", "address", "id"], where="state = 'new'"
    )
    _partial_index("ix_inbox_done", "inbox", ["received_at"], where="state = 'done'")
    _partial_index("ix_inbox_waiting", "inbox", ["id"], where="state = 'new'")


def _residents() -> None:
    op.create_table(
        "residents",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("phone", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("phone_verified", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("consented_at", _UTC),
        sa.Column("created_at", _UTC, nullable=False),
        sa.CheckConstraint(
            "phone_verified = false OR phone <> ''", name=op.f("ck_residents_verified")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_residents")),
    )


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("on_duty", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "role <> 'executor' OR department <> ''", name=op.f("ck_staff_department")
        ),
        sa.CheckConstraint(
            "role IN ('operator', 'executor', 'coordinator', 'admin')", name=op.f("ck_staff_role")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", _ID, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("resident_id", _ID),
        sa.Column("staff_id", _ID),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("last_inbound_at", _UTC),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.CheckConstraint("address <> ''", name=op.f("ck_conversations_address")),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_conversations_resident_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_conversations_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint("channel", "address", name=op.f("uq_conversations_channel_address")),
    )
    op.create_index(op.f("ix_conversations_resident_id"), "conversations", ["resident_id"])
    op.create_index(op.f("ix_conversations_staff_id"), "conversations", ["staff_id"])


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("expires_at", _UTC, nullable=False),
        sa.Column("used_at", _UTC),
        sa.Column("used_by", _ID),
        sa.CheckConstraint(
            "role IN ('operator', 'executor', 'coordinator', 'admin')",
            name=op.f("ck_invitations_role"),
        ),
        sa.CheckConstraint(
            "used_by IS NULL OR used_at IS NOT NULL", name=op.f("ck_invitations_used")
        ),
        sa.ForeignKeyConstraint(
            ["used_by"], ["conversations.id"], name=op.f("fk_invitations_used_by")
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_invitations")),
    )


def upgrade() -> None:
    _inbox()
    _residents()
    _staff()
    _conversations()
    _invitations()
