"""One person on several channels."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UTC = sa.DateTime(timezone=True)


def _codes() -> None:
    op.create_table(
        "link_codes",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("expires_at", _UTC, nullable=False),
        sa.Column("used_at", _UTC),
        sa.Column("used_by", _ID),
        sa.CheckConstraint("whose IN ('resident', 'staff')", name=op.f("ck_link_codes_whose")),
        sa.CheckConstraint(
            "used_by IS NULL OR used_at IS NOT NULL", name=op.f("ck_link_codes_used")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_link_codes_conversation_id")
        ),
        sa.ForeignKeyConstraint(
            ["used_by"], ["conversations.id"], name=op.f("fk_link_codes_used_by")
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_link_codes")),
    )
    op.create_index(op.f("ix_link_codes_conversation_id"), "link_codes", ["conversation_id"])


def _wrong_codes() -> None:
    op.create_table(
        "wrong_codes",
        sa.Column("id", _ID, nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_wrong_codes_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_codes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wrong_codes_conversation", "wrong_codes", ["conversation_id", "at"])


def upgrade() -> None:
    _codes()
    _wrong_codes()
    op.add_column(
        "residents",
        sa.Column("apart", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    where = sa.text("phone <> ''")
    op.create_index(
        "ix_residents_phone", "residents", ["phone"], sqlite_where=where, postgresql_where=where
    )
