import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from models import migrate as migrating
from models.database import Database
from models.migrate import config, migrate
from models.tables import metadata

_POSTGRES = (
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT table_name, column_name, data_type, is_nullable, column_default, identity_start
       FROM information_schema.columns WHERE table_schema = 'public'""",
)


def _schema(connection: Connection) -> set[tuple[Any, ...]]:
    """Everything that the database itself says about its tables, triggers left out."""
    if connection.dialect.name != "sqlite":
        found = {tuple(row) for query in _POSTGRES for row in connection.execute(text(query))}
        return {row for row in found if "alembic_version" not in str(row)}
    query = "SELECT type, name, sql FROM sqlite_master WHERE type <> 'trigger' AND sql NOT NULL"
    rows = connection.execute(text(query)).all()
    return {
        (kind, name, *sorted(_parts(sql))) for kind, name, sql in rows if name != "alembic_version"
    }


def _parts(sql: str) -> list[str]:
    """Columns and constraints of a table, wherever a migration has put them."""
    parts, depth = [""], 0
    for char in sql.rpartition(")")[0]:
        depth += (char == "(") - (char == ")")
        if char in ",(" and depth == 1:
            parts.append("")
        else:
            parts[-1] += char
    return [" ".join(part.split()) for part in parts]


@pytest.fixture
async def empty(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


async def schema(database: Database) -> set[tuple[Any, ...]]:
    async with database.read() as connection:
        return await connection.run_sync(_schema)


async def test_the_migrations_lead_to_the_tables_of_the_code(empty: Database) -> None:
    async with empty.write() as connection:
        await connection.run_sync(metadata.create_all)
    wanted = await schema(empty)
    async with empty.write() as connection:
        await connection.run_sync(metadata.drop_all)
    await migrate(empty)
    made = await schema(empty)
    assert made - wanted == set()
    assert wanted - made == set()
    assert len(made) > len(metadata.tables)


async def test_alembic_finds_nothing_left_to_migrate(database: Database) -> None:
    def differences(connection: Connection) -> list[Any]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with database.write() as connection:
        assert await connection.run_sync(differences) == []


async def test_several_processes_may_start_at_once(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(4)]
    await asyncio.gather(*(migrate(one) for one in databases))
    await migrate(databases[0])
    async with databases[1].read() as connection:
        versions = (await connection.execute(text("SELECT version_num FROM alembic_version"))).all()
    assert [row[0] for row in versions] == [
        ScriptDirectory.from_config(config()).get_current_head()
    ]
    for one in databases:
        await one.close()


async def test_a_migration_that_fails_leaves_nothing_behind(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:

    def cut(connection: Connection) -> None:
        whole(connection)
        raise RuntimeError

    whole = migrating._upgrade
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "_upgrade", cut)
        with pytest.raises(RuntimeError):
            await migrate(empty)
    async with empty.read() as connection:
        assert await connection.run_sync(lambda c: inspect(c).get_table_names()) == []
    await migrate(empty)


async def test_rows_of_before_keep_their_values_and_get_the_new_ones(empty: Database) -> None:
    """Also where other tables refer to them, and triggers watch."""
    async with empty.write() as connection:
        await connection.run_sync(lambda c: command.upgrade(config(c), "0005"))
        for statement in (
            "INSERT INTO residents (id, language, created_at) VALUES (1, 'uk', '2026-11-22')",
            """INSERT INTO requests (key, version, status, resident_id, service, text, place_text,
               district, phone, department, created_at, due_at, due_to_hour, urgent, reworks,
               objections, rating_comment) VALUES ('k', 1, 'registered', 1, 's', '', '', '', '',
               'd', '2026-11-22', '2026-11-22', false, false, 0, 0, '')""",
            """INSERT INTO history (request, at, by, verb, text, attachments)
               VALUES (1001, '2026-11-22', 'clock', 'expire', '', '[]')""",
            """INSERT INTO conversations (id, channel, address, is_group, language, reachable, state)
               VALUES (7, 'viber', 'x', false, 'uk', true, '{}')""",
            """INSERT INTO outbox (conversation_id, lane, message, question, state, attempts,
               ambiguous, created_at) VALUES (7, 0, '{}', false, 'queued', 0, 0, '2026-11-22')""",
        ):
            await connection.execute(text(statement))
    await migrate(empty)
    async with empty.write() as connection:
        told = await connection.execute(text("SELECT number, key, affected, house FROM requests"))
        assert [tuple(row) for row in told] == [(1001, "k", 1, "")]
        after = await connection.execute(text("SELECT count(*) FROM history"))
        assert after.scalar_one() == 1
        waits = await connection.execute(text("SELECT channel FROM outbox"))
        assert waits.scalars().all() == ["viber"]
        with pytest.raises(DBAPIError):
            await connection.execute(text("UPDATE requests SET affected = 0"))


async def test_the_history_of_a_request_cannot_be_rewritten(database: Database) -> None:
    async with database.write() as connection:
        for statement in (
            "INSERT INTO residents (id, language, created_at) VALUES (1, 'uk', '2026-11-22')",
            """INSERT INTO requests (key, version, status, resident_id, service, text, place_text,
               district, phone, department, created_at, due_at, due_to_hour, urgent, reworks,
               objections, rating_comment) VALUES ('k', 1, 'registered', 1, 's', '', '', '', '',
               'd', '2026-11-22', '2026-11-22', false, false, 0, 0, '')""",
            """INSERT INTO history (request, at, by, verb, text, attachments)
               VALUES (1001, '2026-11-22', 'clock', 'expire', '', '[]')""",
        ):
            await connection.execute(text(statement))
    for statement in ("UPDATE history SET text = 'інше'", "DELETE FROM history"):
        with pytest.raises(DBAPIError, match="append-only"):
            async with database.write() as connection:
                await connection.execute(text(statement))


async def test_the_trail_of_staff_cannot_be_rewritten(database: Database) -> None:
    async with database.write() as connection:
        for statement in (
            """INSERT INTO staff (id, name, name_folded, role, active, on_duty)
               VALUES (1, 'А', 'а', 'admin', true, false)""",
            """INSERT INTO audit (at, staff_id, command, channel, done)
               VALUES ('2026-11-22', 1, 'show', 'web', true)""",
        ):
            await connection.execute(text(statement))
    for statement in ("UPDATE audit SET command = 'my'", "DELETE FROM audit"):
        with pytest.raises(DBAPIError, match="append-only"):
            async with database.write() as connection:
                await connection.execute(text(statement))
