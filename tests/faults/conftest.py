from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.databases import postgres, postgres_database, sqlite_database
from tests.migrated import copy_database

from .sim.playing import build

__all__ = ["postgres", "postgres_database", "sqlite_database"]

_numbers = itertools.count(1)
_built: set[int] = set()

City: TypeAlias = Callable[[], AbstractAsyncContextManager[str]]


@pytest.fixture
async def copies(postgres: Any, tmp_path: Path) -> City:
    """Makes copies of the stories' city on PostgreSQL: URLs of databases that go afterwards."""
    name = "stories"
    if id(postgres) not in _built:
        postgres.psql(f"CREATE DATABASE {name};")
        await build(str(postgres.get_uri(database=name)), tmp_path)
        _built.add(id(postgres))

    @asynccontextmanager
    async def copy() -> AsyncIterator[str]:
        mine = f"story_{next(_numbers)}"
        copy_database(postgres, mine, name)
        yield str(postgres.get_uri(database=mine))
        postgres.psql(f"DROP DATABASE {mine} WITH (FORCE);")

    return copy
