"""Whom no messenger reaches is looked up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    where = sa.text("verb = 'unreachable'")
    op.create_index(
        "ix_history_unreachable",
        "history",
        ["request", "id"],
        sqlite_where=where,
        postgresql_where=where,
    )
