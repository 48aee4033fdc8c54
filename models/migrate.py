"""Bring a database to the schema that this version of the program needs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from sqlite3 import SQLITE_BUSY
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from models.database import Database

FOLDER: Final = Path(__file__).parent / "migrations"

_LOCK: Final = 1520
"""Key of the advisory lock under which PostgreSQL is migrated."""


_PAUSES: Final = (0.5, 2.0, 5.0)
"""Seconds before SQLite is asked again: while another process makes the file it waits for nobody."""


Around = Callable[[AsyncConnection], AbstractAsyncContextManager[Any]]


async def migrate(database: Database, around: Around = lambda _connection: nullcontext()) -> None:
    """Apply what is missing, in one transaction; safe when several processes start at once.

    ``around`` is entered before anything changes, by one process at a time; it may take long.
    """
    for pause in _PAUSES if database.sqlite else ():
        try:
            await _migrate(database, around)
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != SQLITE_BUSY:
                raise
            await asyncio.sleep(pause)
        else:
            return
    await _migrate(database, around)


async def _migrate(database: Database, around: Around) -> None:
    async with database.write() as connection:
        if not database.sqlite:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            await connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        async with around(connection):
            await connection.run_sync(_upgrade)


async def unknown_version(database: Database) -> str:
    """The version of this database if the program does not know it, as of a newer program's.

    Raises what the driver raises where nothing can be written.
    """
    known = {one.revision for one in ScriptDirectory.from_config(config()).walk_revisions()}
    async with database.write() as connection:
        heads = await connection.run_sync(
            lambda at: MigrationContext.configure(at).get_current_heads()
        )
    return next((head for head in heads if head not in known), "")


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration; there is no file for it."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def _upgrade(connection: Connection) -> None:
    command.upgrade(config(connection), "head")
