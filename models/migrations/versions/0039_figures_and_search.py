"""Indexes that answer by themselves: for the figures of a period, a telephone, a place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_ANSWERS = (
    "\"by\" = 'staff' AND verb NOT IN ('note', 'unreachable', 'absorbed', 'split', 'register')"
)
_INDEXES = (
    (
        "history",
        "ix_history_answers",
        ["request", "at"],
        "\"by\" = 'staff' AND verb NOT IN ('note', 'unreachable', 'absorbed', 'split', 'register')",
    ),
    ("requests", "ix_requests_late", ["due_at"], "done_at IS NULL OR done_at > due_at"),
    ("requests", "ix_requests_point", ["lat", "lon", "number"], "lat IS NOT NULL"),
    ("requests", "ix_requests_done", ["done_at", "due_at", "department"], "done_at IS NOT NULL"),
    (
        "requests",
        "ix_requests_closed",
        ["closed_at", "department", "outcome", "rating"],
        "closed_at IS NOT NULL",
    ),
)


def upgrade() -> None:
    for name in ("deadline", "done", "closed", "phone", "point"):
        op.drop_index(f"ix_requests_{name}", "requests")
    op.create_index("ix_requests_phone", "requests", ["phone", "number"])
    for table, name, columns, where in _INDEXES:
        op.create_index(
            name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
        )
