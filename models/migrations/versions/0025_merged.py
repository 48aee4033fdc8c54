"""Requests that became one with another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.table_text import edit

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_BEFORE = (
    "('registered', 'assigned', 'in_progress', 'waiting', 'planned', 'done', 'closed',"
    " 'rejected', 'redirected', 'cancelled')"
)
_AFTER = _BEFORE.replace("'cancelled'", "'cancelled', 'merged'")
_MERGED = "(status = 'merged') = (merged_into IS NOT NULL)"
_FIRST = "CONSTRAINT ck_requests_affected CHECK"
_NEW = f"""CONSTRAINT ck_requests_merged CHECK ({_MERGED}),
\tCONSTRAINT ck_requests_merged_into_another CHECK (merged_into <> number),
\tCONSTRAINT fk_requests_merged_into FOREIGN KEY(merged_into) REFERENCES requests (number),
\t"""
_CHECKS = (("requests", "status"), ("history", "before"), ("history", "after"))


def _sqlite() -> None:
    edit(
        "requests",
        (_FIRST, f"{_NEW}{_FIRST}"),
        (f"status IN {_BEFORE}", f"status IN {_AFTER}"),
    )
    edit("history", *((f"{name} IN {_BEFORE}", f"{name} IN {_AFTER}") for _, name in _CHECKS[1:]))


def _postgres() -> None:
    for table, column in _CHECKS:
        name = op.f(f"ck_{table}_{column}")
        op.drop_constraint(name, table, type_="check")
        op.create_check_constraint(name, table, f"{column} IN {_AFTER}")
    op.create_check_constraint(op.f("ck_requests_merged"), "requests", _MERGED)
    op.create_check_constraint(
        op.f("ck_requests_merged_into_another"), "requests", "merged_into <> number"
    )
    op.create_foreign_key(
        op.f("fk_requests_merged_into"), "requests", "requests", ["merged_into"], ["number"]
    )


def upgrade() -> None:
    op.add_column("requests", sa.Column("merged_into", _ID))
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgres()
