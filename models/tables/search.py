"""The words by which requests are found."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text
from sqlalchemy.dialects import postgresql

from models.schema import metadata
from models.types import BigId

search_words = Table(
    "search_words",
    metadata,
    # Compared by bytes, so that the words with one beginning are neighbours in the index.
    Column(
        "word",
        Text().with_variant(postgresql.TEXT(collation="C"), "postgresql"),
        primary_key=True,
    ),
    Column("request", BigId, ForeignKey("requests.number"), primary_key=True),
    Index("ix_search_words_request", "request"),
    sqlite_with_rowid=False,
)
