"""Groups, or topics of forums, in which a department works."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "work_chats",
        sa.Column("id", _ID, nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("thread", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("department <> ''", name=op.f("ck_work_chats_department")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_work_chats_conversation_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_work_chats_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_chats")),
        sa.UniqueConstraint(
            "conversation_id", "thread", name=op.f("uq_work_chats_conversation_id_thread")
        ),
        sqlite_autoincrement=True,
    )
