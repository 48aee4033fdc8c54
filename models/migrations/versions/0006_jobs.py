"""Work beside the engine."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("staff_id", _ID),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("free_at", _UTC, nullable=False),
        sa.Column("result", sa.JSON()),
        sa.Column("created_at", _UTC, nullable=False),
        sa.Column("settled_at", _UTC),
        sa.CheckConstraint("state IN ('waiting', 'done', 'failed')", name=op.f("ck_jobs_state")),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (state = 'waiting')", name=op.f("ck_jobs_settled")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_jobs_conversation_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_jobs_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("key", name=op.f("uq_jobs_key")),
        sqlite_autoincrement=True,
    )
    for name, column, where in (
        ("ix_jobs_waiting", "id", "state = 'waiting'"),
        ("ix_jobs_settled", "settled_at", "settled_at IS NOT NULL"),
    ):
        op.create_index(
            name, "jobs", [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where)
        )
