"""Words that were looked over for publication."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("request", _ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["request"], ["requests.number"], name=op.f("fk_publications_request")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_publications_staff_id")),
        sa.PrimaryKeyConstraint("request", name=op.f("pk_publications")),
    )
