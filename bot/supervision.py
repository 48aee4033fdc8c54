"""Keeps the program's long-running parts alive: a crash of one never ends the others."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from typing import Final

from bot.observing.trace import where

log = logging.getLogger(__name__)

FIRST_DELAY: Final = 1.0
LONGEST_DELAY: Final = 60.0
STEADY_SECONDS: Final = 300.0
"""A part that ran this long before it crashed starts again with the first delay."""


class FatalError(Exception):
    """A part cannot go on, and starting it again cannot help: the program has to end."""


class Supervisor:
    """Runs named parts until :meth:`stop`; ``sleep`` and ``clock`` (seconds) are injected."""

    def __init__(
        self,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sleep, self._clock = sleep, clock
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ended: asyncio.Future[None] | None = None

    def keep(self, name: str, part: Callable[[], Awaitable[None]]) -> None:
        """Run ``part`` and run it again when it crashes; one that returns has done its work."""
        self._tasks[name] = asyncio.create_task(self._watch(name, part), name=name)

    def __contains__(self, name: str) -> bool:
        return name in self._tasks

    async def wait(self) -> None:
        """Wait until cancelled; raises :class:`FatalError` when a part cannot go on."""
        self._ended = asyncio.get_running_loop().create_future()
        for task in self._tasks.values():
            task.add_done_callback(self._pass_on)
            if task.done():
                self._pass_on(task)
        await self._ended

    async def finished(self, *names: str) -> None:
        """Wait until these parts have returned, having been told to in a way of their own."""
        await asyncio.gather(
            *(self._tasks[name] for name in names if name in self._tasks), return_exceptions=True
        )

    async def stop(self, *names: str) -> None:
        """End these parts (all without names) and wait until they have."""
        tasks = [self._tasks.pop(name) for name in names or tuple(self._tasks)]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _pass_on(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error and self._ended and not self._ended.done():
            self._ended.set_exception(error)

    async def _watch(self, name: str, part: Callable[[], Awaitable[None]]) -> None:
        delay = FIRST_DELAY
        while True:
            began = self._clock()
            try:
                return await part()
            except FatalError:
                raise
            except Exception as error:
                if self._clock() - began > STEADY_SECONDS:
                    delay = FIRST_DELAY
                log.error("%s failed, goes on in %.0f s: %s", name, delay, where(error))  # noqa: TRY400
            await self._sleep(delay * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load only
            delay = min(delay * 2, LONGEST_DELAY)
