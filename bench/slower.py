"""A slower disk than this one, for both sides alike: every commit takes so much longer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event


@contextmanager
def slower(seconds: float) -> Iterator[None]:
    """Let the program's writing transactions, of databases opened in here, wait before COMMIT.

    The wait is in the thread that would wait for the disk; the program goes on meanwhile, as it
    would.
    """

    def connect(connection: Any, _record: Any) -> None:
        connection.create_function("pause", 1, time.sleep)

    def commit(connection: Connection) -> None:
        if "mode" not in connection.engine.url.query:  # the readers' connections have one
            connection.exec_driver_sql(f"SELECT pause({seconds:f})")

    event.listen(Engine, "connect", connect)
    event.listen(Engine, "commit", commit)
    try:
        yield
    finally:
        event.remove(Engine, "commit", commit)
        event.remove(Engine, "connect", connect)
