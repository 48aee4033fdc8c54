"""Erasing a person: the words of a history may be blanked, where a log says so, and only then."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UTC = sa.DateTime(timezone=True)

_SAME = ("id", "request", "at", "by", "verb", "before", "after")
"""Columns of the history that nothing may ever change."""


def upgrade() -> None:
    op.create_table(
        "leavings",
        sa.Column("resident_id", _ID, nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_leavings_resident_id")
        ),
        sa.PrimaryKeyConstraint("resident_id", name=op.f("pk_leavings")),
    )
    op.create_table(
        "erasures",
        sa.Column("request", _ID, nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("reason IN ('asked', 'term')", name=op.f("ck_erasures_reason")),
        sa.ForeignKeyConstraint(["request"], ["requests.number"], name=op.f("fk_erasures_request")),
        sa.PrimaryKeyConstraint("request", name=op.f("pk_erasures")),
    )
    op.create_table(
        "waste",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_waste")),
    )
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def _sqlite() -> None:
    same = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in _SAME)
    op.execute("DROP TRIGGER history_no_update")
    op.execute(
        # the names are those of _SAME
        "CREATE TRIGGER history_no_update BEFORE UPDATE ON history WHEN NOT ("  # noqa: S608
        f"{same} AND (NEW.actor IS OLD.actor OR OLD.\"by\" = 'resident')"
        " AND (NEW.text IS OLD.text OR NEW.text = '') AND NEW.attachments = '[]'"
        " AND EXISTS (SELECT 1 FROM erasures WHERE erasures.request = OLD.request))"
        " BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER erasures_no_{verb.lower()} BEFORE {verb} ON erasures "
            "BEGIN SELECT RAISE(ABORT, 'the log of erasures is append-only'); END"
        )


def _postgresql() -> None:
    same = " AND ".join(f'NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in _SAME)
    op.execute(
        "CREATE FUNCTION history_is_blanked() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608
        f"IF {same} AND (NEW.actor IS NOT DISTINCT FROM OLD.actor OR OLD.\"by\" = 'resident')"
        " AND (NEW.text = OLD.text OR NEW.text = '') AND NEW.attachments::text = '[]'"
        " AND EXISTS (SELECT 1 FROM erasures WHERE erasures.request = OLD.request)"
        " THEN RETURN NEW; END IF; RAISE EXCEPTION 'history is append-only'; END $$"
    )
    op.execute("DROP TRIGGER history_append_only ON history")
    op.execute(
        "CREATE TRIGGER history_append_only BEFORE DELETE ON history "
        "FOR EACH ROW EXECUTE FUNCTION history_is_append_only()"
    )
    op.execute(
        "CREATE TRIGGER history_only_blanked BEFORE UPDATE ON history "
        "FOR EACH ROW EXECUTE FUNCTION history_is_blanked()"
    )
    op.execute(
        "CREATE FUNCTION erasures_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the log of erasures is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER erasures_append_only BEFORE UPDATE OR DELETE ON erasures "
        "FOR EACH ROW EXECUTE FUNCTION erasures_is_append_only()"
    )
