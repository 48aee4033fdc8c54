"""What everything is compared with: a loop of one SQLite commit per step and nothing else."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_TABLES: Final = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
CREATE TABLE inbox (id INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, raw BLOB NOT NULL);
CREATE TABLE conversations (address TEXT PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, address TEXT NOT NULL, message TEXT NOT NULL);
"""
_EVENT: Final = "INSERT INTO inbox (event, raw) VALUES (?, ?)"
_STATE: Final = (
    "INSERT INTO conversations (address, state) VALUES (?, ?)"
    " ON CONFLICT (address) DO UPDATE SET state = excluded.state"
)
_MESSAGE: Final = "INSERT INTO outbox (address, message) VALUES (?, ?)"


class Bare:
    """The same bytes as the program stores: the event, the conversation's state, the answer.

    With ``delay`` every commit takes so many seconds longer.
    """

    def __init__(self, folder: Path, delay: float = 0.0) -> None:
        self._delay = delay
        self._connection = sqlite3.connect(
            folder / "bare.sqlite3", isolation_level=None, check_same_thread=False
        )
        self._connection.executescript(_TABLES)
        self._events = 0

    def step(self, raw: bytes, address: str, state: str, message: str) -> None:
        """One step, durable when this returns."""
        self._events += 1
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        execute(_EVENT, (f"u{self._events}", raw))
        execute(_STATE, (address, state))
        execute(_MESSAGE, (address, message))
        if self._delay:
            time.sleep(self._delay)
        execute("COMMIT")

    def loop(self, raws: Sequence[bytes], states: Sequence[str], messages: Sequence[str]) -> None:
        """A step for each of ``raws``, each of another conversation."""
        for number, raw in enumerate(raws):
            state = states[number % len(states)]
            self.step(raw, f"a{number}", state, messages[number % len(messages)])

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()
