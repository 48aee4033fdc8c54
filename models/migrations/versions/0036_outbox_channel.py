"""Letters say on which channel they wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.table_text import edit

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("channel", sa.Text()))
    op.execute(
        "UPDATE outbox SET channel ="
        " (SELECT channel FROM conversations WHERE conversations.id = outbox.conversation_id)"
    )
    if op.get_bind().dialect.name == "sqlite":
        edit("outbox", ("channel TEXT", "channel TEXT NOT NULL"))
    else:
        op.alter_column("outbox", "channel", nullable=False)
    waiting = sa.text("state IN ('queued', 'sending')")
    op.drop_index("ix_outbox_waiting", "outbox")
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["channel", "lane", "id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
