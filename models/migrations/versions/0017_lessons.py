"""Corrections of topics, from which suggestions learn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "lessons",
        sa.Column("id", _ID, nullable=False),
        sa.Column("request", _ID, nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("service <> was", name=op.f("ck_lessons_moved")),
        sa.ForeignKeyConstraint(["request"], ["requests.number"], name=op.f("fk_lessons_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
        sa.UniqueConstraint("request", name=op.f("uq_lessons_request")),
        sqlite_autoincrement=True,
    )
