"""What became of messages after a service took them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "receipts",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("delivered_at", _UTC),
        sa.Column("seen_at", _UTC),
        sa.Column("failed_at", _UTC),
        sa.Column("noted_at", _UTC, nullable=False),
        sa.PrimaryKeyConstraint("channel", "message", name=op.f("pk_receipts")),
    )
    op.create_index(op.f("ix_receipts_noted_at"), "receipts", ["noted_at"])
