"""A whole database as one SQLite file, taken while the program goes on; and back from one."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from models.database import Database
from models.keeping.copying import CopyError, Told, compare, copy, tables_of
from models.migrate import config, migrate


async def snapshot(database: Database, path: Path) -> None:
    """Write one state of the database to a new SQLite file of the same schema version.

    Neither readers nor the writer wait for it. ``path`` must not exist yet.
    """
    if database.sqlite:
        await asyncio.to_thread(_vacuum_into, Path(str(database.url.database)), path)
        return
    made = Database(_url(path))
    try:
        async with database.read() as source:
            revision = await source.run_sync(revision_of)
            if revision is None:
                raise CopyError("the database is empty")
            async with made.write() as target:
                await target.run_sync(_upgrade_to, revision)
                tables = await tables_of(source)
                await copy(source, target, tables)
                await compare(source, target, tables)
    finally:
        await made.close()


async def put_back(path: Path, database: Database) -> int:
    """Replace all that is in ``database`` by the file's content, as a whole or not at all.

    A file of an older version is brought up to date first; the file itself may be changed by
    that. How many rows there are now. Raises :class:`CopyError`.
    """
    kept = Database(_url(path))
    try:
        await migrate(kept)
        async with kept.read() as source, database.write() as target:
            await target.run_sync(_clear)
            await target.run_sync(_upgrade_to, "head")
            return await _copied(source, target)
    finally:
        await kept.close()


async def move(source: Database, target: Database, told: Told) -> int:
    """Copy everything into an empty database and compare it row by row; how many rows.

    Raises :class:`CopyError`, also when the target holds anything.
    """
    await migrate(source)
    async with source.read() as reading, target.write() as writing:
        if await writing.run_sync(lambda c: bool(inspect(c).get_table_names())):
            raise CopyError("the database to move to is not empty")
        await writing.run_sync(_upgrade_to, "head")
        return await _copied(reading, writing, told)


async def _copied(
    source: AsyncConnection, target: AsyncConnection, told: Told = lambda table, rows: None
) -> int:
    tables = await tables_of(source)
    rows = await copy(source, target, tables, told)
    await compare(source, target, tables)
    return rows


async def is_empty(database: Database) -> bool:
    """Whether nobody has used the database yet: no table, or none that has people in it."""
    if database.is_new:
        return True
    async with database.read() as connection:
        names = await connection.run_sync(lambda c: inspect(c).get_table_names())
        if "conversations" not in names:
            return True
        return (
            await connection.execute(text("SELECT 1 FROM conversations LIMIT 1"))
        ).first() is None


def revision_of(connection: Connection) -> str | None:
    """Which version of the schema the database has; nothing when it has none."""
    return MigrationContext.configure(connection).get_current_revision()


def is_behind(connection: Connection) -> bool:
    """Whether there is something to migrate that somebody may want back."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    return revision_of(connection) not in {None, head}


def _upgrade_to(connection: Connection, revision: str) -> None:
    command.upgrade(config(connection), revision)


def _clear(connection: Connection) -> None:
    found = MetaData()
    found.reflect(connection)
    found.drop_all(connection)
    if connection.dialect.name == "postgresql":
        functions = text(
            "SELECT p.oid::regprocedure::text FROM pg_proc p"
            " WHERE p.pronamespace = 'public'::regnamespace"
            " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
        )
        for name in connection.execute(functions).scalars().all():
            connection.execute(text(f"DROP FUNCTION {name}"))


def _url(path: Path) -> str:
    return URL.create("sqlite", database=str(path)).render_as_string()


def _vacuum_into(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
