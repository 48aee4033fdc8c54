"""SQLite without aiosqlite's thread: a simulation has no use for waiting, only for order.

All lives of all simulations in a process share two engines, since making one and compiling its
statements takes longer than a whole life; which file they open is said anew for each life.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from models import sqlite
from models.database import _sqlite_reader, _sqlite_writer

_open: list[Path] = []


class _Queue:
    """Does at once what the thread's queue would do soon."""

    def put_nowait(self, order: tuple[Any, Callable[[], Any]]) -> None:
        future, function = order
        try:
            result = function()
        except Exception as error:
            if future is not None:
                future.set_exception(error)
        else:
            if future is not None:
                future.set_result(result)


class _NoThread:
    def start(self) -> None:
        return


def _connection(*_: Any, **named: Any) -> sqlite.Connection:
    read_only = "?mode=ro" if named.pop("read_only") else ""
    named["uri"] = True
    made = sqlite.connect(f"{_open[-1].as_uri()}{read_only}", **named)
    made._tx = _Queue()  # type: ignore[assignment]
    made._thread = _NoThread()  # type: ignore[assignment]
    return made


def engines(path: Path) -> tuple[AsyncEngine, AsyncEngine]:
    """Writer and reader of the file, for one life at a time."""
    _open[:] = [path]
    return _engines()


@cache
def _engines() -> tuple[AsyncEngine, AsyncEngine]:
    url = URL.create("sqlite+aiosqlite", database=str(_open[-1]))
    writer, reader = _sqlite_writer(url), _sqlite_reader(url)
    for engine, read_only in ((writer, False), (reader, True)):
        _work_at_once(engine, read_only=read_only)
    # What is simulated is the death of a process, not a loss of power.
    event.listen(writer.sync_engine, "connect", _without_waiting_for_the_disk)
    return writer, reader


def _work_at_once(engine: AsyncEngine, *, read_only: bool) -> None:
    def connect(_dialect: Any, _record: Any, _values: Any, named: dict[str, Any]) -> None:
        named |= {"async_creator_fn": _connection, "read_only": read_only}

    event.listen(engine.sync_engine, "do_connect", connect)


def _without_waiting_for_the_disk(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()
