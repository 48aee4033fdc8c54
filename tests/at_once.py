"""SQLite without a thread and without an event loop: a simulation has no use for waiting.

All lives of all simulations in a process share two engines, since making one and compiling its
statements takes longer than a whole life; which file they open is said anew for each life.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, Dialect, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import QueuePool

from models.database import GUARDED, READERS, Database, guard, prepare_reader, prepare_writer

_open: list[Path] = []


class AtOnce:
    """What the program asks of a connection, done without waiting."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        return self._connection.dialect

    async def execute(self, *statement: Any) -> CursorResult[Any]:
        return self._connection.execute(*statement)

    async def exec_driver_sql(self, *statement: Any) -> CursorResult[Any]:
        return self._connection.exec_driver_sql(*statement)

    async def run_sync(self, act: Callable[..., Any], *arguments: Any) -> Any:
        return act(self._connection, *arguments)


class SqliteAtOnce(Database):
    """For one life at a time."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.sqlite = True
        self._turn = asyncio.Lock()
        _open[:] = [Path(str(self.url.database))]
        self._writing, self._reading = _engines()
        self._kept: dict[Engine, Connection] = {}

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        async with self._turn:
            with self._transaction(self._writing) as connection:
                yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        with self._transaction(self._reading) as connection:
            yield connection

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[AsyncConnection]:
        """On the connection that is kept open, or on one more when somebody reads meanwhile."""
        if engine not in self._kept:
            self._kept[engine] = engine.connect()
        kept = self._kept[engine]
        if kept.in_transaction():
            with engine.begin() as another:
                yield cast("AsyncConnection", AtOnce(another))
            return
        with kept.begin():
            yield cast("AsyncConnection", AtOnce(kept))

    async def close(self) -> None:
        for engine, connection in self._kept.items():
            connection.close()
            engine.dispose()
        self._kept.clear()


@cache
def _engines() -> tuple[Engine, Engine]:
    """Writer and reader of the file that is open."""
    writer, reader = _engine("", 1), _engine("?mode=ro", READERS)
    prepare_writer(writer)
    prepare_reader(reader)
    # What is simulated is the death of a process, not a loss of power.
    event.listen(writer, "connect", _without_waiting_for_the_disk)
    return writer, reader


def _engine(mode: str, size: int) -> Engine:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(f"{_open[-1].as_uri()}{mode}", uri=True)

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_reset_on_return=None,
        **GUARDED,
    )
    guard(engine)
    return engine


def _without_waiting_for_the_disk(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")
