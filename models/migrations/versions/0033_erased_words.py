"""Who leaves takes their words out of other people's requests too, line by line."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SAME = ("id", "request", "at", "by", "verb", "before", "after")
"""Columns of the history that nothing may ever change."""
_NAMED = (
    "(EXISTS (SELECT 1 FROM erasures WHERE erasures.request = OLD.request)"
    " OR EXISTS (SELECT 1 FROM erased_words WHERE erased_words.entry = OLD.id))"
)


def upgrade() -> None:
    op.create_table(
        "erased_words",
        sa.Column("entry", _ID, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["history.id"], name=op.f("fk_erased_words_entry")),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_erased_words")),
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
        "CREATE TRIGGER history_no_update BEFORE UPDATE ON history WHEN NOT ("
        f"{same} AND (NEW.actor IS OLD.actor OR OLD.\"by\" = 'resident')"
        " AND (NEW.text IS OLD.text OR NEW.text = '') AND NEW.attachments = '[]'"
        f" AND {_NAMED}) BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER erased_words_no_{verb.lower()} BEFORE {verb} ON erased_words "
            "BEGIN SELECT RAISE(ABORT, 'the log of erasures is append-only'); END"
        )


def _postgresql() -> None:
    same = " AND ".join(f'NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in _SAME)
    op.execute(
        "CREATE OR REPLACE FUNCTION history_is_blanked() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {same}"
        " AND (NEW.actor IS NOT DISTINCT FROM OLD.actor OR OLD.\"by\" = 'resident')"
        " AND (NEW.text = OLD.text OR NEW.text = '') AND NEW.attachments::text = '[]'"
        f" AND {_NAMED} THEN RETURN NEW; END IF;"
        " RAISE EXCEPTION 'history is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER erased_words_append_only BEFORE UPDATE OR DELETE ON erased_words "
        "FOR EACH ROW EXECUTE FUNCTION erasures_is_append_only()"
    )
