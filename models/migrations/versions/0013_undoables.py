"""Actions that can be taken back for a short while."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.types import BigId, Utc

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "undoables",
        sa.Column("entry", BigId, nullable=False, autoincrement=False),
        sa.Column("request", BigId, nullable=False),
        sa.Column("staff", BigId, nullable=False),
        sa.Column("until", Utc, nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["history.id"], name=op.f("fk_undoables_entry")),
        sa.ForeignKeyConstraint(
            ["request"], ["requests.number"], name=op.f("fk_undoables_request")
        ),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name=op.f("fk_undoables_staff")),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_undoables")),
    )
    op.create_index("ix_undoables_staff", "undoables", ["staff", "entry"])
