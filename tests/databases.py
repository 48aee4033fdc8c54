"""Fixtures that give a test a migrated database: once on SQLite, once on PostgreSQL.

PostgreSQL comes as a package of the dev group and is started here; where it is missing, the
tests that need it fail and say so.
"""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from models.database import Database

from .migrated import postgres_server, postgres_url, sqlite_file

_numbers = itertools.count(1)

EACH_DATABASE = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A PostgreSQL server of the tests' own."""
    with postgres_server(durable=False) as server:
        yield server


@pytest.fixture(params=EACH_DATABASE)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/data/1520.db"
        return
    server = request.getfixturevalue("postgres")
    name = f"test_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name};")
    yield str(server.get_uri(database=name))
    server.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture(params=EACH_DATABASE)
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated database of each kind."""
    of_kind = _sqlite(tmp_path / "data") if request.param == "sqlite" else _postgres(request)
    async with of_kind as made:
        yield made


@pytest.fixture
async def sqlite_database(tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated SQLite database, for what only SQLite has."""
    async with _sqlite(tmp_path) as made:
        yield made


@pytest.fixture
async def postgres_database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A migrated PostgreSQL database, for what only PostgreSQL has."""
    async with _postgres(request) as made:
        yield made


@asynccontextmanager
async def _sqlite(folder: Path) -> AsyncIterator[Database]:
    await sqlite_file(folder / "1520.db")
    made = Database(f"sqlite:///{folder}/1520.db")
    yield made
    await made.close()


@asynccontextmanager
async def _postgres(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    async with on_postgres(request.getfixturevalue("postgres")) as url:
        made = Database(url)
        yield made
        await made.close()


@asynccontextmanager
async def on_postgres(server: Any) -> AsyncIterator[str]:
    """The URL of a migrated database on the server, which is there as long as it is needed."""
    name = f"test_{next(_numbers)}"
    yield await postgres_url(server, name)
    server.psql(f"DROP DATABASE {name} WITH (FORCE);")
