"""An outage is looked at before it is announced, and by a second person where many would hear."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.table_text import edit

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UTC = sa.DateTime(timezone=True)
_GOING_ON = sa.text("announced_at IS NOT NULL AND ended_at IS NULL")
_SECOND = "approver_id IS NULL OR approver_id <> staff_id"
_FIRST = "CONSTRAINT ck_outages_version CHECK"
_NEW = f"""CONSTRAINT ck_outages_second_person CHECK ({_SECOND}),
\tCONSTRAINT fk_outages_approver_id FOREIGN KEY(approver_id) REFERENCES staff (id),
\t"""


def upgrade() -> None:
    op.add_column("outages", sa.Column("announced_at", _UTC))
    op.add_column("outages", sa.Column("asked", sa.Integer()))
    op.add_column("outages", sa.Column("approver_id", _ID))
    if op.get_bind().dialect.name == "sqlite":
        edit("outages", (_FIRST, f"{_NEW}{_FIRST}"))
    else:
        op.create_check_constraint(op.f("ck_outages_second_person"), "outages", _SECOND)
        op.create_foreign_key(
            op.f("fk_outages_approver_id"), "outages", "staff", ["approver_id"], ["id"]
        )
    op.execute("UPDATE outages SET announced_at = created_at")
    op.drop_index("ix_outages_going_on", "outages")
    op.create_index(
        "ix_outages_going_on", "outages", ["id"],
        sqlite_where=_GOING_ON, postgresql_where=_GOING_ON,
    )  # fmt: skip
