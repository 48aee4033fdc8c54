"""Residents who may not file anything for a while."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "blocks",
        sa.Column("resident_id", _ID, nullable=False),
        sa.Column("request", _ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", _UTC, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("since", _UTC, nullable=False),
        sa.Column("objection", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_blocks_reason")),
        sa.CheckConstraint("until > since", name=op.f("ck_blocks_term")),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_blocks_resident_id")
        ),
        sa.ForeignKeyConstraint(["request"], ["requests.number"], name=op.f("fk_blocks_request")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_blocks_staff_id")),
        sa.PrimaryKeyConstraint("resident_id", name=op.f("pk_blocks")),
    )
    op.create_index("ix_blocks_until", "blocks", ["until"])
