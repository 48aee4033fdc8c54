"""A merging can be taken back: who and which files went over to the request that goes on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.table_text import edit

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_BOTH = "(kept IS NULL) = (moved IS NULL)"
_FIRST = "CONSTRAINT pk_undoables PRIMARY KEY"
_NEW = f"""CONSTRAINT ck_undoables_moved CHECK ({_BOTH}),
\tCONSTRAINT fk_undoables_kept FOREIGN KEY(kept) REFERENCES requests (number),
\t"""


def upgrade() -> None:
    op.add_column("undoables", sa.Column("kept", _ID))
    op.add_column("undoables", sa.Column("moved", sa.JSON(none_as_null=True)))
    if op.get_bind().dialect.name == "sqlite":
        edit("undoables", (_FIRST, f"{_NEW}{_FIRST}"))
        return
    op.create_check_constraint(op.f("ck_undoables_moved"), "undoables", _BOTH)
    op.create_foreign_key(op.f("fk_undoables_kept"), "undoables", "requests", ["kept"], ["number"])
