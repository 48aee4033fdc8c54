"""Several processes on one database: who may do what only one may, and who wakes whom."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import Any, Final

from models.database import Database
from models.link import Link

ROLES: Final = ("web", "work", "send")
"""What a process can be for: the web server, the engine with all beside it, the messengers."""

MARK: Final = 16
"""Hex digits by which processes name a conversation to each other: an address is a secret."""


class Neighbours:
    """Leases for sending on each of ``channels``, and calls to and from the other processes.

    ``woken`` is called when others have accepted or worked events, ``told`` with the marks of
    conversations that have something new to read.
    """

    def __init__(
        self,
        database: Database,
        channels: Iterable[str],
        *,
        woken: Callable[[], None],
        told: Callable[[Collection[str]], None],
    ) -> None:
        leases = [lease for name in channels for lease in (sending(name), receiving(name))]
        self._link = Link(database, leases, heard=self._heard)
        self._woken = woken
        self._told = told

    async def run(self) -> None:
        """Keep the link up."""
        await self._link.run()

    def may_send(self, channel: str) -> bool:
        """Whether it is this process that sends there: a channel's limits hold for all together."""
        return self._link.holds(sending(channel))

    async def alone(self, lease: str, part: Callable[[], Awaitable[None]]) -> None:
        """Run ``part`` while this process holds the lease; again whenever it gets it back."""
        while not await self._once(lease, part):
            continue

    async def _once(self, lease: str, part: Callable[[], Awaitable[None]]) -> bool:
        """Whether the part has come to its own end."""
        await self._link.obtained(lease)
        work = asyncio.ensure_future(part())
        lost = asyncio.ensure_future(self._link.lost(lease))
        try:
            await asyncio.wait({work, lost}, return_when=asyncio.FIRST_COMPLETED)
            ended = work.done()
        finally:
            for task in (work, lost):
                task.cancel()
            await asyncio.gather(work, lost, return_exceptions=True)
        if ended:
            work.result()
        return ended

    def accepted(self) -> None:
        """Say that events have been stored."""
        self._link.call(accepted=True)

    def worked(self, addresses: Collection[str]) -> None:
        """Say that events of these conversations have been worked."""
        if self._link.shared:  # a batch on SQLite must not pay for marks that nobody reads
            self._link.call(worked=[mark(address) for address in addresses])

    def _heard(self, call: dict[str, Any]) -> None:
        self._woken()
        self._told(call.get("worked", ()))


def sending(channel: str) -> str:
    """The lease of whoever sends on a channel."""
    return f"send:{channel}"


def receiving(channel: str) -> str:
    """The lease of whoever asks a channel for news."""
    return f"receive:{channel}"


def mark(address: str) -> str:
    """What stands for an address in calls."""
    return hashlib.sha256(address.encode()).hexdigest()[:MARK]
