"""What a coordinator has answered to an objection against a block."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "blocks", sa.Column("answer", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
