"""Which records became part of another: the history still names them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.table_text import edit

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "former_residents",
        sa.Column("record", _ID, autoincrement=False, nullable=False),
        sa.Column("resident_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_former_residents_resident_id")
        ),
        sa.PrimaryKeyConstraint("record", name=op.f("pk_former_residents")),
    )
    op.create_index(op.f("ix_former_residents_resident_id"), "former_residents", ["resident_id"])
    if op.get_bind().dialect.name == "sqlite":
        _never_again()


def _never_again() -> None:
    """No id of a resident is given twice: the history still names who is no record any more."""
    edit(
        "residents",
        ("id INTEGER NOT NULL,", "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,"),
        ("\tCONSTRAINT pk_residents PRIMARY KEY (id), \n", ""),
    )
    op.execute(
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'residents', max("
        "(SELECT coalesce(max(id), 0) FROM residents),"
        " (SELECT coalesce(max(actor), 0) FROM history WHERE \"by\" = 'resident'))"
    )
