"""SQLite beside an event loop, with one call to its thread for each statement.

aiosqlite makes a call for the cursor, the statement, its rows and the cursor's end: four waits of
the loop where one will do. Nothing here reads more rows than it wants, so all are fetched at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Final, Self

import aiosqlite

ITERATED: Final = 64
"""Rows in one call for whoever iterates over a cursor of aiosqlite itself."""


class Cursor:
    """What SQLAlchemy asks of a cursor. Raises what sqlite3 raises, as aiosqlite does."""

    __slots__ = ("_connection", "_rows", "arraysize", "description", "lastrowid", "rowcount")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.arraysize = 1
        self.description: Any = None
        self.lastrowid: int | None = None
        self.rowcount = -1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Self:
        await self._connection.perform(lambda c: self._take(c.execute(statement, parameters)))
        return self

    async def executemany(self, statement: str, parameters: Iterable[Sequence[Any]]) -> Self:
        await self._connection.perform(lambda c: self._take(c.executemany(statement, parameters)))
        return self

    async def fetchall(self) -> list[Any]:
        return self._rows

    async def close(self) -> None:
        """Nothing is open between the calls."""

    def _take(self, done: sqlite3.Cursor) -> None:
        self.description = done.description
        self._rows = done.fetchall() if done.description else []
        self.rowcount, self.lastrowid = done.rowcount, done.lastrowid
        done.close()


class Connection(aiosqlite.Connection):
    """aiosqlite's connection and thread, with cursors of our own."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, ITERATED)
        # As SQLAlchemy has it: what nobody closed does not hold up the program's end.
        self._thread.daemon = True

    def cursor(self) -> Cursor:  # type: ignore[override]
        return Cursor(self)

    async def perform(self, act: Callable[[sqlite3.Connection], None]) -> None:
        """Do it in the connection's thread."""
        await self._execute(act, self._conn)  # type: ignore[no-untyped-call]


def connect(database: str, **options: Any) -> Connection:
    """What SQLAlchemy's engine opens; ``options`` are those of :func:`sqlite3.connect`."""
    return Connection(partial(sqlite3.connect, database, **options))
