"""Residents who join a request; how many it concerns; the house in one spelling."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.table_text import edit

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OPEN = "status IN ('registered', 'assigned', 'in_progress', 'waiting', 'planned', 'done')"

_LAST = "planned_until DATETIME, \n"
_AFFECTED = "\taffected INTEGER DEFAULT 1 NOT NULL, \n"
_HOUSE = "\thouse TEXT DEFAULT '' NOT NULL, \n"
_CHECK = "\tCONSTRAINT ck_requests_affected CHECK (affected >= 1), \n"


def _columns() -> None:
    if op.get_bind().dialect.name == "sqlite":
        edit("requests", (_LAST, f"{_LAST}{_AFFECTED}{_HOUSE}{_CHECK}"))
        return
    one, nothing = sa.text("1"), sa.text("''")
    op.add_column(
        "requests", sa.Column("affected", sa.Integer(), server_default=one, nullable=False)
    )
    op.add_column("requests", sa.Column("house", sa.Text(), server_default=nothing, nullable=False))
    op.create_check_constraint(op.f("ck_requests_affected"), "requests", "affected >= 1")


def _followers() -> None:
    op.create_table(
        "followers",
        sa.Column("request", _ID, nullable=False),
        sa.Column("resident_id", _ID, nullable=False),
        sa.Column("place_text", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name=op.f("ck_followers_point")),
        sa.ForeignKeyConstraint(
            ["request"], ["requests.number"], name=op.f("fk_followers_request")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_followers_resident_id")
        ),
        sa.PrimaryKeyConstraint("request", "resident_id", name=op.f("pk_followers")),
    )
    op.create_index("ix_followers_resident", "followers", ["resident_id", "request"])


def upgrade() -> None:
    _columns()
    op.create_index(
        "ix_requests_house",
        "requests",
        ["service", "house"],
        sqlite_where=sa.text(_OPEN),
        postgresql_where=sa.text(_OPEN),
    )
    _followers()
