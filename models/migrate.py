"""Bring a database to the schema that this version of the program needs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from models.database import Database

FOLDER: Final = Path(__file__).parent / "migrations"

_LOCK: Final = 1520
"""Key of the advisory lock under which PostgreSQL is migrated."""


async def migrate(database: Database) -> None:
    """Apply what is missing, in one transaction; safe when several processes start at once."""
    async with database.write() as connection:
        if not database.sqlite:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        await connection.run_sync(_upgrade)


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration; there is no file for it."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def _upgrade(connection: Connection) -> None:
    command.upgrade(config(connection), "head")
