"""Whose words stand in requests of others is found without reading every history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_OTHERS = sa.text("verb IN ('joined', 'handed')")


def upgrade() -> None:
    op.create_index(
        "ix_history_others", "history", ["actor"],
        sqlite_where=_OTHERS, postgresql_where=_OTHERS,
    )  # fmt: skip
