import asyncio
import sqlite3
import traceback
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, StatementError

from models.database import Database, is_outage
from models.migrate import migrate
from models.tables import residents

NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)


async def add_resident(database: Database, at: datetime = NOON) -> int:
    async with database.write() as connection:
        made = insert(residents).values(language="uk", created_at=at).returning(residents.c.id)
        return int((await connection.execute(made)).scalar_one())


async def count_up(database: Database, resident: int) -> None:
    async with database.write() as connection:
        wanted = select(residents.c.name).where(residents.c.id == resident).with_for_update()
        name = (await connection.execute(wanted)).scalar_one()
        await asyncio.sleep(0)
        change = update(residents).where(residents.c.id == resident)
        await connection.execute(change.values(name=str(int(name or 0) + 1)))


async def name_of(database: Database, resident: int) -> str:
    async with database.read() as connection:
        wanted = select(residents.c.name).where(residents.c.id == resident)
        return str((await connection.execute(wanted)).scalar_one())


@pytest.mark.fault(12)
async def test_ten_writers_on_one_row_lose_nothing(database: Database) -> None:
    resident = await add_resident(database)
    await asyncio.gather(*(count_up(database, resident) for _ in range(10)))
    assert await name_of(database, resident) == "10"


async def test_writers_of_several_processes_lose_nothing(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(5)]
    await migrate(databases[0])
    resident = await add_resident(databases[0])
    await asyncio.gather(*(count_up(one, resident) for one in databases for _ in range(2)))
    assert await name_of(databases[0], resident) == "10"
    for one in databases:
        await one.close()


async def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    async def fail() -> None:
        async with database.write() as connection:
            await connection.execute(insert(residents).values(language="uk", created_at=NOON))
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with database.read() as connection:
        assert (await connection.execute(select(residents.c.id))).all() == []


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        async with database.read() as connection:
            await connection.execute(insert(residents).values(language="uk", created_at=NOON))


async def test_a_reader_sees_one_state_and_waits_for_nobody(database: Database) -> None:
    await add_resident(database)
    async with database.read() as reading:
        before = (await reading.execute(select(residents.c.id))).all()
        await asyncio.wait_for(add_resident(database), 5)
        assert (await reading.execute(select(residents.c.id))).all() == before


async def test_a_moment_comes_back_in_utc(database: Database) -> None:
    kyiv = timezone(timedelta(hours=2))
    await add_resident(database, NOON.astimezone(kyiv))
    async with database.read() as connection:
        back = (await connection.execute(select(residents.c.created_at))).scalar_one()
    assert back == NOON
    assert back.tzinfo is UTC


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="time zone"):
        await add_resident(database, NOON.replace(tzinfo=None))


async def test_a_commit_is_on_the_disk(sqlite_database: Database) -> None:
    async with sqlite_database.write() as connection:
        settings = [
            (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert settings == ["wal", 2, 1]


@pytest.mark.fault(12)
async def test_a_database_locked_by_somebody_else_is_an_outage(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sqlite_database.write() as connection:
        await connection.execute(text("PRAGMA busy_timeout=1"))
    other = sqlite3.connect(str(sqlite_database.url.database))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DBAPIError) as locked:
        await add_resident(sqlite_database)
    assert is_outage(locked.value)
    other.close()
    await add_resident(sqlite_database)


async def test_a_wrong_statement_is_not_an_outage(database: Database) -> None:
    with pytest.raises(DBAPIError) as wrong:
        async with database.write() as connection:
            await connection.execute(text("SELECT nothing FROM nowhere"))
    assert not is_outage(wrong.value)


async def test_an_error_does_not_tell_what_somebody_wrote(database: Database) -> None:
    wrong = insert(residents).values(language=None, name="Олена Петренко", created_at=NOON)
    with pytest.raises(DBAPIError) as error:
        async with database.write() as connection:
            await connection.execute(wrong)
    told = "".join(traceback.format_exception(error.value))
    assert "language" in told
    assert "Петренко" not in told


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://root@localhost/x"])
def test_a_database_that_would_forget_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"file|SQLite"):
        Database(url)


async def test_the_folder_of_the_file_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a/b/1520.db")
    async with database.write() as connection:
        await connection.execute(text("SELECT 1"))
    assert (tmp_path / "a/b/1520.db").exists()
    await database.close()
