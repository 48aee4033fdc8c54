"""What is to be said, was said, and is to be remembered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UTC = sa.DateTime(timezone=True)


def _partial_index(name: str, table: str, columns: list[str], *, where: str) -> None:
    op.create_index(
        name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", _ID, nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("question", sa.Boolean(), nullable=False),
        sa.Column("request", _ID),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ambiguous", sa.Integer(), nullable=False),
        sa.Column("not_before", _UTC),
        sa.Column("created_at", _UTC, nullable=False),
        sa.Column("settled_at", _UTC),
        sa.Column("provider_id", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("error", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'sent', 'failed', 'unconfirmed')",
            name=op.f("ck_outbox_state"),
        ),
        sa.CheckConstraint("lane BETWEEN 0 AND 2", name=op.f("ck_outbox_lane")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_outbox_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    _partial_index(
        "ix_outbox_conversation",
        "outbox",
        ["conversation_id", "id"],
        where="state IN ('queued', 'sending')",
    )
    _partial_index("ix_outbox_settled", "outbox", ["settled_at"], where="settled_at IS NOT NULL")
    _partial_index(
        "ix_outbox_waiting", "outbox", ["lane", "id"], where="state IN ('queued', 'sending')"
    )


def _transcript() -> None:
    op.create_table(
        "transcript",
        sa.Column("id", _ID, nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("request", _ID),
        sa.Column("body", sa.JSON()),
        sa.Column("at", _UTC, nullable=False),
        sa.CheckConstraint("direction IN ('in', 'out')", name=op.f("ck_transcript_direction")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_transcript_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_transcript_conversation", "transcript", ["conversation_id", "id"])
    op.create_index(
        "ix_transcript_message",
        "transcript",
        ["conversation_id", "message"],
        sqlite_where=sa.text("message <> ''"),
        postgresql_where=sa.text("message <> ''"),
    )


def _timers() -> None:
    op.create_table(
        "timers",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("due_at", _UTC, nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("notice", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_timers_conversation_id")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_timers")),
    )
    op.create_index(op.f("ix_timers_due_at"), "timers", ["due_at"])


def upgrade() -> None:
    _outbox()
    _transcript()
    _timers()
