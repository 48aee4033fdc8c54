"""What several processes on one PostgreSQL share besides its tables: leases, and being woken.

A lease is a session's advisory lock: it is gone the moment its holder's connection is, and no
clock is asked. The server ends a session that has been silent for :data:`SILENCE`, so a holder
that hangs loses its leases too; it counts itself as holding nothing a little earlier. On SQLite
there is one process, which holds everything.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from models.database import Database

PING: Final = 1.0
"""Seconds between signs of life, and between attempts to get a lease."""

SILENCE: Final = 8.0
"""Seconds of silence after which the server gives a holder's leases to others."""

SURE: Final = 5.0
"""Seconds after the last sign of life for which a holder counts on its leases."""

CALL: Final = "contact_centre"
"""The name under which processes call each other (LISTEN, NOTIFY)."""

LONGEST: Final = 7_000
"""Bytes of one call: PostgreSQL refuses 8,000 and more."""

_CLASS: Final = 1521
"""First key of our advisory locks."""

Heard = Callable[[dict[str, Any]], None]


class Link:
    """One process's link to the others. ``wanted`` are the leases that it would hold."""

    def __init__(
        self,
        database: Database,
        wanted: Iterable[str] = (),
        *,
        heard: Heard = lambda call: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._wanted = tuple(wanted)
        self._heard = heard
        self._clock = clock
        self._me = secrets.token_hex(8)
        self._held: set[str] = set()
        self._alive_at = 0.0
        self._changed = asyncio.Event()
        self._calls: list[str] = []
        self._calling = asyncio.Event()

    @property
    def shared(self) -> bool:
        """Whether there can be other processes at all."""
        return not self._database.sqlite

    def holds(self, lease: str) -> bool:
        """Whether this process, and no other, may do what the lease is for."""
        if not self.shared:
            return True
        return lease in self._held and self._clock() - self._alive_at < SURE

    async def obtained(self, lease: str) -> None:
        """Wait until the lease is held."""
        while not self.holds(lease):
            await self._until_changed()

    async def lost(self, lease: str) -> None:
        """Wait until the lease is not held any more."""
        while self.holds(lease):
            await self._until_changed()

    def call(self, **what: Any) -> None:
        """Tell the other processes, soon; who is not listening misses it."""
        if not self.shared:
            return
        self._calls.append(json.dumps({"from": self._me, **what}))
        self._calling.set()

    async def run(self) -> None:
        """Hold what can be held until cancelled. A lost connection is the supervisor's matter."""
        if not self.shared:
            return
        engine = _engine(self._database)
        try:
            async with engine.connect() as connection:
                await self._listen(connection)
                while True:
                    await self._beat(connection)
        finally:
            self._held.clear()
            self._notice_change()
            with suppress(DBAPIError, OSError):
                await engine.dispose()

    async def _beat(self, connection: AsyncConnection) -> None:
        """One sign of life; leases that are free are taken, and calls go out as they come."""
        began = self._clock()
        for lease in self._wanted:
            if lease not in self._held and await _try(connection, lease):
                self._held.add(lease)
        await connection.execute(text("SELECT 1"))
        self._alive_at = began
        self._notice_change()
        while (left := began + PING - self._clock()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._calling.wait(), left)
            await self._send_calls(connection)

    async def _send_calls(self, connection: AsyncConnection) -> None:
        self._calling.clear()
        calls, self._calls = self._calls, []
        for one in calls:
            if len(one) < LONGEST:
                notify = text("SELECT pg_notify(:name, :call)")
                await connection.execute(notify, {"name": CALL, "call": one})

    async def _listen(self, connection: AsyncConnection) -> None:
        raw = await connection.get_raw_connection()
        driver: Any = raw.driver_connection
        await driver.add_listener(CALL, self._on_call)

    def _on_call(self, _connection: object, _pid: int, _channel: str, payload: str) -> None:
        call = json.loads(payload)
        if call.pop("from") != self._me:
            self._heard(call)

    def _notice_change(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def _until_changed(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), PING)


def _engine(database: Database) -> AsyncEngine:
    """Connections that the server ends when nothing has been heard from them."""
    silence = f"{int(SILENCE * 1000)}"
    return create_async_engine(
        database.url,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={
            "timeout": SURE,
            "command_timeout": SURE,
            "server_settings": {
                # So that pg_stat_activity tells which process holds what.
                "application_name": f"contact-centre {os.getpid()}",
                "idle_session_timeout": silence,
                "tcp_keepalives_idle": "3",
                "tcp_keepalives_interval": "2",
                "tcp_keepalives_count": "2",
            },
        },
    )


async def _try(connection: AsyncConnection, lease: str) -> bool:
    lock = text("SELECT pg_try_advisory_lock(:class, hashtext(:lease))")
    found = await connection.execute(lock, {"class": _CLASS, "lease": lease})
    return bool(found.scalar_one())
