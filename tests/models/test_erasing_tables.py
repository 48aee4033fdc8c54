"""No table is forgotten when somebody is erased."""

from models.keeping import erasing
from models.tables import metadata


def test_every_table_is_either_cleared_or_named_as_harmless() -> None:
    cleared = {
        "attachments", "blocks", "conversations", "followers", "history", "inbox", "jobs", "lessons",
        "outage_waiting", "outbox", "places", "publications", "requests", "residents",
        "search_words", "transcript",
    }  # fmt: skip
    assert set(metadata.tables) | {"alembic_version"} == cleared | set(erasing.KEPT)
