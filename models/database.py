"""Connections: one writer that cannot lose an update, and readers that never stand in its way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.engine import URL, Engine, ExceptionContext, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from models import sqlite
from models.types import json_text

BUSY_MS: Final = 10_000
"""How long a SQLite connection waits for another process's transaction."""

HUNG_MS: Final = "30000"
"""After so long PostgreSQL undoes a transaction whose process has fallen silent, locks included."""

READERS: Final = 4

GUARDED: Final[dict[str, Any]] = {"hide_parameters": True, "json_serializer": json_text}
"""Settings of every engine. Parameters hold what people wrote."""

_SQLITE_OUTAGES: Final = frozenset({5, 6, 7, 8, 10, 13, 14, 15})
"""BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL (sqlite.org/rescode.html)."""

_POSTGRES_OUTAGES: Final = ("08", "53", "57P", "58", "40", "55P03", "25006")
"""SQLSTATE prefixes: connection, resources, shutdown, system, rollback, lock, read-only."""


def is_outage(error: BaseException) -> bool:
    """Tell a database in trouble from a statement that will fail each time it is tried."""
    if isinstance(error, (OSError, PoolTimeoutError, InterfaceError)):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    code = getattr(error.orig, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF in _SQLITE_OUTAGES
    state = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "pgcode", None) or ""
    return str(state).startswith(_POSTGRES_OUTAGES)


class Database:
    """The database at ``url``: ``sqlite:///file`` or ``postgresql://user@host/name``.

    On SQLite there is one writer per process and every write transaction begins IMMEDIATE, so
    that what was read in it cannot be outdated when it commits; each commit is on the disk
    when it returns (WAL, synchronous=FULL).
    """

    def __init__(self, url: str) -> None:
        self.url = _with_async_driver(make_url(url))
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self._turn = asyncio.Lock()
        self._reader: AsyncEngine | None = None
        if self.sqlite:
            self._writer = _sqlite_writer(self.url)
        else:
            self._writer = _engine(
                self.url,
                pool_size=5,
                max_overflow=5,
                connect_args={"server_settings": {"idle_in_transaction_session_timeout": HUNG_MS}},
            )

    @property
    def is_new(self) -> bool:
        """Whether SQLite's file is still to be made; a PostgreSQL database is always there."""
        return self.sqlite and not Path(str(self.url.database)).is_file()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write; commits at the end, rolls back on an exception."""
        async with AsyncExitStack() as stack:
            if self.sqlite:
                await stack.enter_async_context(self._turn)
            yield await stack.enter_async_context(self._writer.begin())

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees one state of the database and cannot write."""
        if self.sqlite:
            if self._reader is None:
                self._reader = _sqlite_reader(self.url)
            async with self._reader.begin() as connection:
                yield connection
            return
        async with self._writer.connect() as connection:
            reading = await connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            async with reading.begin():
                yield reading

    async def close(self) -> None:
        """Give back all connections."""
        for engine in (self._reader, self._writer):
            if engine is not None:
                await engine.dispose()


def _with_async_driver(url: URL) -> URL:
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    backend = url.get_backend_name()
    if backend not in drivers:
        raise ValueError(f"the database must be SQLite or PostgreSQL, not {backend}")
    if backend == "sqlite" and url.database in {None, "", ":memory:"}:
        raise ValueError("SQLite needs a file: what is kept in memory survives nothing")
    return url.set(drivername=drivers[backend])


def _engine(url: URL, **options: Any) -> AsyncEngine:
    engine = create_async_engine(url, **GUARDED, **options)
    guard(engine.sync_engine)
    return engine


def guard(engine: Engine) -> None:
    """What people wrote never belongs into an error's text; see also :data:`GUARDED`."""
    event.listen(engine, "handle_error", _forget_detail)


def _forget_detail(context: ExceptionContext) -> None:
    """PostgreSQL quotes the row that it refuses; strip that from the whole chain of errors."""
    original = context.original_exception
    for error in (original, original.__cause__, context.sqlalchemy_exception):
        if error is None:
            continue
        if getattr(error, "detail", None):
            error.detail = None  # type: ignore[attr-defined]
        error.args = tuple(str(part).partition("\nDETAIL:")[0] for part in error.args)


def _sqlite_engine(url: URL, **options: Any) -> AsyncEngine:
    ours = {"async_creator_fn": sqlite.connect}
    return _engine(url, max_overflow=0, connect_args=ours, **options)


def _sqlite_writer(url: URL) -> AsyncEngine:
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = _sqlite_engine(url, pool_size=1, pool_reset_on_return=None)
    prepare_writer(engine.sync_engine)
    return engine


def _sqlite_reader(url: URL) -> AsyncEngine:
    place = Path(str(url.database)).resolve().as_uri()
    read_only = url.set(database=place, query={"mode": "ro", "uri": "true"})
    engine = _sqlite_engine(read_only, pool_size=READERS)
    prepare_reader(engine.sync_engine)
    return engine


def prepare_writer(engine: Engine) -> None:
    """Connections of this engine to SQLite are those of a writer."""
    _prepare(
        engine,
        "BEGIN IMMEDIATE",
        f"PRAGMA busy_timeout={BUSY_MS}",
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "PRAGMA foreign_keys=ON",
        "PRAGMA temp_store=MEMORY",
    )


def prepare_reader(engine: Engine) -> None:
    """Connections of this engine to SQLite are those of a reader."""
    _prepare(engine, "BEGIN", f"PRAGMA busy_timeout={BUSY_MS}", "PRAGMA query_only=ON")


def _prepare(engine: Engine, begin: str, *pragmas: str) -> None:
    """Take BEGIN out of the driver's hands: by itself it begins deferred and loses updates."""

    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", start)
