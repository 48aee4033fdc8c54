"""Requests, their history and their files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UTC = sa.DateTime(timezone=True)


def _partial_index(name: str, table: str, columns: list[str], *, where: str) -> None:
    op.create_index(
        name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def _requests() -> None:
    op.create_table(
        "requests",
        sa.Column("number", _ID, sa.Identity(always=False, start=1001), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("resident_id", _ID, nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("place_text", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("created_at", _UTC, nullable=False),
        sa.Column("due_at", _UTC, nullable=False),
        sa.Column("due_to_hour", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("assignee_id", _ID),
        sa.Column("reworks", sa.Integer(), nullable=False),
        sa.Column("objections", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer()),
        sa.Column("rating_comment", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text()),
        sa.Column("waiting_since", _UTC),
        sa.Column("done_at", _UTC),
        sa.Column("closed_at", _UTC),
        sa.Column("planned_until", _UTC),
        sa.CheckConstraint(
            "outcome IN ('confirmed', 'unanswered')", name=op.f("ck_requests_outcome")
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR status = 'closed'", name=op.f("ck_requests_outcome_when_closed")
        ),
        sa.CheckConstraint(
            "status IN ('registered', 'assigned', 'in_progress', 'waiting', 'planned', 'done', 'closed', 'rejected', 'redirected', 'cancelled')",
            name=op.f("ck_requests_status"),
        ),
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name=op.f("ck_requests_point")),
        sa.CheckConstraint(
            "lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180", name=op.f("ck_requests_on_earth")
        ),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_requests_rating")),
        sa.CheckConstraint(
            "reworks >= 0 AND objections BETWEEN 0 AND 1", name=op.f("ck_requests_counters")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_requests_version")),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["staff.id"], name=op.f("fk_requests_assignee_id")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_requests_resident_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_requests")),
        sa.UniqueConstraint("key", name=op.f("uq_requests_key")),
        sqlite_autoincrement=True,
    )
    _partial_index(
        "ix_requests_assignee",
        "requests",
        ["assignee_id", "due_at"],
        where="status IN ('registered', 'assigned', 'in_progress', 'waiting', 'planned', 'done')",
    )
    _partial_index(
        "ix_requests_due",
        "requests",
        ["due_at"],
        where="status IN ('registered', 'assigned', 'in_progress', 'waiting', 'planned', 'done')",
    )
    _partial_index(
        "ix_requests_nearby",
        "requests",
        ["service", "lat"],
        where="status IN ('registered', 'assigned', 'in_progress', 'waiting', 'planned', 'done')",
    )
    _partial_index(
        "ix_requests_queue",
        "requests",
        ["department", "status", "due_at"],
        where="status IN ('registered', 'assigned', 'in_progress', 'waiting', 'planned', 'done')",
    )
    op.create_index("ix_requests_resident", "requests", ["resident_id", "number"])


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("id", _ID, nullable=False),
        sa.Column("request", _ID, nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("actor", _ID),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "after IN ('registered', 'assigned', 'in_progress', 'waiting', 'planned', 'done', 'closed', 'rejected', 'redirected', 'cancelled')",
            name=op.f("ck_history_after"),
        ),
        sa.CheckConstraint(
            "before IN ('registered', 'assigned', 'in_progress', 'waiting', 'planned', 'done', 'closed', 'rejected', 'redirected', 'cancelled')",
            name=op.f("ck_history_before"),
        ),
        sa.CheckConstraint("by = 'clock' OR actor IS NOT NULL", name=op.f("ck_history_actor")),
        sa.CheckConstraint("by IN ('resident', 'staff', 'clock')", name=op.f("ck_history_author")),
        sa.ForeignKeyConstraint(["request"], ["requests.number"], name=op.f("fk_history_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_history_request", "history", ["request", "id"])


def _attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", _ID, nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("request", _ID),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("sha256", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("mime", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("size", _ID, server_default=sa.text("0"), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("created_at", _UTC, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("retry_at", _UTC),
        sa.CheckConstraint(
            "kind IN ('photo', 'video', 'voice', 'document')", name=op.f("ck_attachments_kind")
        ),
        sa.CheckConstraint("state <> 'stored' OR sha256 <> ''", name=op.f("ck_attachments_stored")),
        sa.CheckConstraint(
            "state IN ('pending', 'stored', 'refused')", name=op.f("ck_attachments_state")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_attachments_conversation_id")
        ),
        sa.ForeignKeyConstraint(
            ["request"], ["requests.number"], name=op.f("fk_attachments_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sqlite_autoincrement=True,
    )
    _partial_index("ix_attachments_pending", "attachments", ["id"], where="state = 'pending'")
    op.create_index("ix_attachments_request", "attachments", ["request", "id"])
    op.create_index("ix_attachments_sha256", "attachments", ["sha256"])


def _consultations() -> None:
    op.create_table(
        "consultations",
        sa.Column("id", _ID, nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
    )
    op.create_index(op.f("ix_consultations_at"), "consultations", ["at"])


def _append_only_history() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER history_no_{verb.lower()} BEFORE {verb} ON history "
                "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE ON history "
        "FOR EACH ROW EXECUTE FUNCTION history_is_append_only()"
    )


def _first_number() -> None:
    # PostgreSQL's identity column starts there by itself.
    if op.get_bind().dialect.name == "sqlite":
        op.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('requests', 1000)")


def upgrade() -> None:
    _requests()
    _history()
    _attachments()
    _consultations()
    _append_only_history()
    _first_number()
