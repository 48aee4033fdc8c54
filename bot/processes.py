"""``PROCESSES``: several of the same program on one machine, kept alive by the first.

They listen on one port together, share one PostgreSQL, and divide what only one may do by leases.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Final

log = logging.getLogger(__name__)

AGAIN: Final = 1.0
"""Seconds before a process that has ended is started again; doubled while it ends at once."""

LONGEST: Final = 30.0
STEADY: Final = 60.0
MISUSE: Final = 2


async def run(
    count: int, command: Sequence[str] = (sys.executable, "-m", "bot"), *, env: Mapping[str, str]
) -> int:
    """Keep ``count`` processes until SIGTERM or SIGINT, which is passed on; the exit code.

    A process that ends with a misuse (2) would do so again: then all end.
    """
    crew = _Crew(command, {**env, "PROCESSES": "1", "SHARE_PORT": "yes"})
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, crew.stop)
    try:
        codes = await asyncio.gather(*(crew.keep(place) for place in range(1, count + 1)))
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
    return max(codes, default=0)


class _Crew:
    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self._command = command
        self._env = env
        self._children: set[asyncio.subprocess.Process] = set()
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        self._stopping.set()
        for child in self._children:
            child.terminate()

    async def keep(self, place: int) -> int:
        pause = AGAIN
        while not self._stopping.is_set():
            began = time.monotonic()
            code = await self._once()
            if self._stopping.is_set():
                return max(code, 0)
            if code == MISUSE:
                self.stop()
                return code
            pause = AGAIN if time.monotonic() - began > STEADY else min(pause * 2, LONGEST)
            log.error("process %d ended with %d, starts again in %.0f s", place, code, pause)
            try:
                await asyncio.wait_for(self._stopping.wait(), pause)
            except TimeoutError:
                continue
        return 0

    async def _once(self) -> int:
        child = await asyncio.create_subprocess_exec(*self._command, env=self._env)
        self._children.add(child)
        try:
            if self._stopping.is_set():
                child.terminate()
            return await child.wait()
        finally:
            self._children.discard(child)
