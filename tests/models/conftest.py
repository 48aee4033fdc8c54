from collections.abc import AsyncIterator

import pytest

from flows.conversation import Conversation
from models.database import Database
from models.records import conversations
from tests.databases import database, database_url, postgres, sqlite_database
from tests.models.office import NOW, Office

__all__ = ["database", "database_url", "postgres", "sqlite_database"]


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with database.write() as connection:
        olena = Conversation(0, "telegram", "olena")
        await conversations.create(connection, [olena], NOW)
        yield Office(connection, olena)
