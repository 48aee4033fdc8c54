"""Ready answers that the coordinator keeps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.types import BigId, Utc

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "templates",
        sa.Column("id", BigId, nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("set_by", BigId, nullable=False),
        sa.Column("set_at", Utc, nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_templates_words")),
        sa.ForeignKeyConstraint(["set_by"], ["staff.id"], name=op.f("fk_templates_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
        sqlite_autoincrement=True,
    )
