import os
import shutil
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.engine import URL, Dialect
from sqlalchemy.ext.asyncio import AsyncEngine

import models.database

DATABASES = ("sqlite", "postgresql")
MEMORY = Path("/dev/shm")  # noqa: S108 - only chosen as the root; pytest makes its folders there
ROOM = 4 << 30
"""Bytes."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seed", type=int, help="play this seed of the fault simulation alone")
    parser.addoption("--database", choices=DATABASES, help="play every journey on this database")


def pytest_xdist_auto_num_workers() -> int:
    """One more than processors: a fifth of the time a test waits for a clock, a page, a process."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those first that start processes: they wait for the most part, beside others that compute."""
    items.sort(key=lambda item: item.get_closest_marker("process") is None)


def pytest_configure() -> None:
    """Databases of the tests lie in memory where there is room: each commit waits for its disk.

    No test ends the machine, so none can tell the difference.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session", autouse=True)
def certificates_are_read_once() -> Iterator[None]:
    """The client of each stage would read the machine's certificates anew: longer than a test."""
    with patch.object(ssl, "create_default_context", cache(ssl.create_default_context)):
        yield


@pytest.fixture(scope="session", autouse=True)
def statements_are_compiled_once() -> Iterator[None]:
    """Each database of a test would compile its statements anew: a third of its time.

    What is compiled is kept by dialect; those of one kind are made alike here, and equal.
    """
    compiled: dict[type[Dialect], dict[Any, Any]] = {}
    plain = models.database._engine

    def engine(url: URL, **options: Any) -> AsyncEngine:
        made = plain(url, **options)
        kind = type(made.sync_engine.dialect)
        made.sync_engine._compiled_cache = compiled.setdefault(kind, {})
        return made

    with ExitStack() as stack:
        stack.enter_context(patch.object(models.database, "_engine", engine))
        for kind in (SQLiteDialect_aiosqlite, PGDialect_asyncpg):
            stack.enter_context(
                patch.object(kind, "__eq__", lambda self, other: type(self) is type(other))
            )
            stack.enter_context(patch.object(kind, "__hash__", lambda self: hash(type(self))))
        yield
