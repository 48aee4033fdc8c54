"""Words, telephones and points by which requests are found."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from flows.reading.stems import stored

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORD = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
_PIECE: Final = 5_000
"""Requests whose words are in memory at once."""

_TEXTS = sa.text(
    "SELECT number, text, place_text FROM requests"
    " WHERE number > :after ORDER BY number LIMIT :most"
)
_ADDED = sa.text(
    "SELECT request, text FROM history WHERE request BETWEEN :first AND :last"
    " AND \"by\" = 'resident' AND verb <> 'rating' AND text <> ''"
)


def upgrade() -> None:
    words = op.create_table(
        "search_words",
        sa.Column("word", _WORD, nullable=False),
        sa.Column("request", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["request"], ["requests.number"], name=op.f("fk_search_words_request")
        ),
        sa.PrimaryKeyConstraint("word", "request", name=op.f("pk_search_words")),
        sqlite_with_rowid=False,
    )
    _fill(words)
    op.create_index("ix_search_words_request", "search_words", ["request"])
    op.create_index("ix_requests_phone", "requests", ["phone"])
    known = sa.text("lat IS NOT NULL")
    op.create_index(
        "ix_requests_point",
        "requests",
        ["lat", "lon"],
        sqlite_where=known,
        postgresql_where=known,
    )


def _fill(words: sa.Table) -> None:
    """Let the requests of a city that has been working be found too."""
    connection, last = op.get_bind(), 0
    while texts := connection.execute(_TEXTS, {"after": last, "most": _PIECE}).all():
        first, last = texts[0].number, texts[-1].number
        said = defaultdict(list, {row.number: [row.text, row.place_text] for row in texts})
        for number, text in connection.execute(_ADDED, {"first": first, "last": last}):
            said[number].append(text)
        rows = [
            {"word": word, "request": number}
            for number, each in said.items()
            for word in stored(*each)
        ]
        if rows:
            connection.execute(words.insert(), rows)
