"""The command for what is past its time: first what would go, then that it has gone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from flows.conversation import Conversation
from models.database import Database
from models.records import conversations
from models.tables import requests, staff
from tests.bot.program import bot
from tests.bot.test_export import NOON, request
from tests.migrated import sqlite_file

pytestmark = pytest.mark.process

OLD, YOUNG = 1001, 1002


async def texts(database: Database) -> dict[int, str]:
    """What the requests say."""
    wanted = select(requests.c.number, requests.c.text)
    async with database.read() as connection:
        return {row.number: row.text for row in await connection.execute(wanted)}


async def test_a_dry_run_tells_and_changes_nothing_and_then_it_is_done(tmp_path: Path) -> None:
    file = tmp_path / "data" / "contact-centre.sqlite3"
    await sqlite_file(file)
    database = Database(f"sqlite:///{file}")
    member = {"id": 1, "name": "Андрій", "name_folded": "андрій", "role": "executor"}
    rest = {"department": "light", "active": True, "on_duty": False}
    past = datetime(2020, 10, 5, 9, tzinfo=UTC)
    held = [
        request(OLD, created_at=past, text="Темно біля клумби"),
        request(YOUNG, created_at=datetime.now(UTC), text="Темно біля лікарні"),
    ]
    async with database.write() as connection:
        await conversations.create(connection, [Conversation(0, "telegram", "7")], NOON)
        await connection.execute(insert(staff).values(member | rest))
        await connection.execute(insert(requests), held)
    before = await texts(database)

    dry = bot(tmp_path, "retention", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert f"{OLD}" in dry.stdout
    assert f"{YOUNG}" not in dry.stdout
    assert dry.stdout.endswith("Nothing was changed.\n")
    assert "клумби" not in dry.stdout + dry.stderr
    assert await texts(database) == before

    done = bot(tmp_path, "retention")
    assert done.returncode == 0, done.stderr
    assert "Nothing was changed" not in done.stdout
    after = await texts(database)
    assert "клумби" not in after[OLD]
    assert after[YOUNG] == "Темно біля лікарні"
    await database.close()
