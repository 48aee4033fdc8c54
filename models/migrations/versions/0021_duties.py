"""Who is away and who stands in for them; the duty roster."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("since", _UTC, nullable=False),
        sa.Column("until", _UTC, nullable=False),
        sa.Column("substitute_id", _ID),
        sa.CheckConstraint("since < until", name=op.f("ck_absences_term")),
        sa.CheckConstraint("substitute_id <> staff_id", name=op.f("ck_absences_substitute")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_absences_staff_id")),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["staff.id"], name=op.f("fk_absences_substitute_id")
        ),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_absences")),
    )
    op.create_table(
        "shifts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date()),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.CheckConstraint("(days = '') <> (on_date IS NULL)", name=op.f("ck_shifts_either")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_shifts_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shifts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_shifts_staff_id"), "shifts", ["staff_id"])
