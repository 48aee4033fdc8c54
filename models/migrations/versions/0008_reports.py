"""Indexes for figures of a period."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_requests_created", "requests", ["created_at"])
    op.create_index("ix_requests_deadline", "requests", ["due_at"])
    for name, table, column, where in (
        ("ix_requests_done", "requests", "done_at", "done_at IS NOT NULL"),
        ("ix_requests_closed", "requests", "closed_at", "closed_at IS NOT NULL"),
        ("ix_history_objections", "history", "at", "verb = 'object'"),
    ):
        op.create_index(
            name, table, [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where)
        )
