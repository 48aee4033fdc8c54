"""Answers to a topic's own questions: entrance, route."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    details = sa.Column("details", sa.JSON(), server_default=sa.text("'{}'"), nullable=False)
    op.add_column("requests", details)
