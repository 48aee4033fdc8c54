"""Known outages, and who waits for their end."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UTC = sa.DateTime(timezone=True)
_GOING_ON = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "outages",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("districts", sa.JSON(), nullable=False),
        sa.Column("until", _UTC, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("ended_at", _UTC),
        sa.Column("created_at", _UTC, nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_outages_version")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_outages_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outages")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outages_going_on", "outages", ["id"],
        sqlite_where=_GOING_ON, postgresql_where=_GOING_ON,
    )  # fmt: skip
    op.create_table(
        "outage_waiting",
        sa.Column("outage", _ID, nullable=False),
        sa.Column("resident_id", _ID, nullable=False),
        sa.Column("since", _UTC, nullable=False),
        sa.ForeignKeyConstraint(["outage"], ["outages.id"], name=op.f("fk_outage_waiting_outage")),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_outage_waiting_resident_id")
        ),
        sa.PrimaryKeyConstraint("outage", "resident_id", name=op.f("pk_outage_waiting")),
    )
