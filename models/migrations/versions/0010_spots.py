"""Messages that take the place of the one before in the same spot of a chat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.table_text import edit

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LAST = "at DATETIME NOT NULL, \n"
_SPOT = "\tspot TEXT DEFAULT '' NOT NULL, \n"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        edit("transcript", (_LAST, f"{_LAST}{_SPOT}"))
    else:
        spot = sa.Column("spot", sa.Text(), server_default=sa.text("''"), nullable=False)
        op.add_column("transcript", spot)
    op.create_index(
        "ix_transcript_spot",
        "transcript",
        ["conversation_id", "spot", "id"],
        sqlite_where=sa.text("spot <> ''"),
        postgresql_where=sa.text("spot <> ''"),
    )
