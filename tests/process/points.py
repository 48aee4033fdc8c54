"""Moments at which the program can be killed: each commit and each send, before and after.

Wrapped around the program from outside, so that the program itself knows nothing of it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import wraps
from typing import Any, Final

ANY: Final = "*"
"""Stands for every point, to be killed at the n-th whatever it is."""

ACCEPT: Final = "Acceptor._store"
"""Raw input is stored."""
BATCH: Final = "Engine._round"
"""A batch of steps."""
COUNT: Final = "Engine._count"
"""An attempt is counted, after the program died with the event in hand."""
ALONE: Final = "Engine._try_alone"
"""That event is worked."""
SETTLE: Final = "Delivery._settle"
"""Letters are marked as being sent, and outcomes are written down."""
SEND: Final = "TelegramChannel.send"
CLAIM: Final = "Fetcher._claim"
RECEIVE: Final = "Fetcher._receive"
KEEP: Final = "Library.put"
"""A file's bytes are in their place."""
FETCHED: Final = "Fetcher._settle"
"""A file is written down, with the event that tells of it."""
FIRE: Final = "fire_timers"

COMMITS: Final = (ACCEPT, BATCH, COUNT, ALONE, SETTLE, CLAIM, FETCHED, FIRE)
CALLS: Final = (SEND, RECEIVE, KEEP)


def before(place: str) -> str:
    """The point before a place's commit, or before a call."""
    return f"before {place}"


def after(place: str) -> str:
    """The point after it."""
    return f"after {place}"


KINDS: Final = frozenset(side(place) for place in (*COMMITS, *CALLS) for side in (before, after))
"""Every kind of point that a journey on Telegram passes."""


class Trap:
    """Kills this process when it comes to the point for which it was set."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._point = ""
        self._left = 0

    def set(self, point: str, nth: int) -> None:
        """Kill at the ``nth`` time from now that ``point`` is reached."""
        self._point, self._left = point, nth

    def reach(self, point: str) -> None:
        """The program is at a point."""
        if self._point not in {point, ANY}:
            return
        self._left -= 1
        if self._left == 0:
            self._say(point)
            os.kill(os.getpid(), signal.SIGKILL)


def lay(trap: Trap) -> None:
    """Put the trap at every point of the program."""
    from bot.files.fetch import Fetcher  # noqa: PLC0415 - the launcher decides when these are loaded
    from bot.files.library import Library  # noqa: PLC0415
    from handlers.telegram.channel import TelegramChannel  # noqa: PLC0415
    from models.database import Database  # noqa: PLC0415

    _at_commits(Database, trap.reach)
    for owner, place in ((TelegramChannel, SEND), (Fetcher, RECEIVE), (Library, KEEP)):
        _around(owner, place, trap.reach)


def _at_commits(database: Any, reach: Callable[[str], None]) -> None:
    """Each transaction that writes is known by the function that opens it."""
    plain = database.write

    @wraps(plain)
    def write(self: Any) -> AbstractAsyncContextManager[Any]:
        return _watched(plain(self), sys._getframe(1).f_code.co_qualname, reach)

    database.write = write


@asynccontextmanager
async def _watched(
    transaction: AbstractAsyncContextManager[Any], place: str, reach: Callable[[str], None]
) -> AsyncIterator[Any]:
    async with transaction as connection:
        yield connection
        reach(before(place))
    reach(after(place))


def _around(owner: Any, place: str, reach: Callable[[str], None]) -> None:
    name = place.rpartition(".")[2]
    plain: Callable[..., Awaitable[Any]] = getattr(owner, name)

    @wraps(plain)
    async def watched(*values: Any, **named: Any) -> Any:
        reach(before(place))
        result = await plain(*values, **named)
        reach(after(place))
        return result

    setattr(owner, name, watched)
