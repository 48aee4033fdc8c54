"""Long polling: updates as raw bytes, acknowledged only when they are in the database.

Asking for updates with an offset is what acknowledges all before it; so the offset moves only
after ``accept`` has returned. Source: https://core.telegram.org/bots/api#getupdates.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from typing import Final

from handlers.channel import Accept
from handlers.telegram.api import Api, ApiError, result
from handlers.telegram.envelope import ALLOWED_UPDATES, envelope, update_id
from handlers.telegram.patience import Patience, Pause

log = logging.getLogger(__name__)

HOLD_SECONDS: Final = 25
"""How long Telegram may hold a call without updates; firewalls forget silent connections."""
GRACE_SECONDS: Final = 15.0
BATCH: Final = 100
SOON: Final = 1.0
"""Seconds: an answer without updates that comes sooner was not held, and would come for ever."""

_TOKENS: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|[][{},]', re.DOTALL)
_START: Final = re.compile(rb'"result"\s*:\s*\[')


def cut(body: bytes) -> list[bytes]:
    """The updates of an answer, each as its own bytes, without understanding any of them.

    So nothing in one update, however deep or broken its insides, keeps back the others.
    """
    start = _START.search(body)
    if start is None:
        return []
    parts: list[bytes] = []
    depth, begin = 0, start.end()
    for token in _TOKENS.finditer(body, start.end()):
        char = token[0]
        if depth == 0 and char in b",]":
            parts.append(body[begin : token.start()].strip())
            begin = token.end()
            if char == b"]":
                break
        elif char in b"[{":
            depth += 1
        elif char in b"]}":
            depth -= 1
    return [part for part in parts if part]


class Poller:
    """Fetches updates for ever; ``accepted`` hears the raw updates after each commit.

    ``answered`` is called whenever Telegram has answered, with updates or without.
    """

    def __init__(
        self,
        api: Api,
        accepted: Callable[[Sequence[bytes]], None],
        pause: Pause = asyncio.sleep,
        answered: Callable[[], None] = lambda: None,
    ) -> None:
        self._api = api
        self._accepted = accepted
        self._answered = answered
        self._pause = pause
        self._patience = Patience(pause)
        self._offset = 0

    async def run(self, accept: Accept) -> None:
        """Poll until cancelled; an update whose commit was cut off comes again."""
        clock = asyncio.get_running_loop().time
        while True:
            asked = clock()
            try:
                raws = await self._updates()
            except ApiError as error:
                await self._patience.after(error, "no updates from Telegram")
                continue
            self._answered()
            if not raws and clock() - asked < SOON:
                await self._pause(SOON)
            if not await self._stored(raws, accept):
                await self._patience.wait()

    async def _updates(self) -> list[bytes]:
        status, body = await self._api.answer(
            "getUpdates",
            HOLD_SECONDS + GRACE_SECONDS,
            **({"offset": self._offset} if self._offset else {}),
            limit=BATCH,
            timeout=HOLD_SECONDS,
            allowed_updates=list(ALLOWED_UPDATES),
        )
        if status != 200:
            result(status, body)
        elif not _START.search(body):
            raise ApiError(0, "unreadable answer")
        return cut(body)

    async def _stored(self, raws: Sequence[bytes], accept: Accept) -> bool:
        """Whether all went well and the next call may come at once."""
        if not raws:
            # All before the offset is confirmed. After a week of silence Telegram may begin
            # with lower numbers, which the old offset would throw away.
            self._offset = 0
            self._patience.reset()
            return True
        try:
            await accept([envelope(raw) for raw in raws])
        except Exception as error:
            # Whatever it was, they come again; a traceback would quote what people wrote.
            log.error("updates could not be stored: %s", type(error).__name__)  # noqa: TRY400
            return False
        self._accepted(raws)
        return self._advance(raws)

    def _advance(self, raws: Sequence[bytes]) -> bool:
        numbers = [number for raw in raws if (number := update_id(raw)) is not None]
        if not numbers:
            log.error("updates without numbers were stored, but cannot be acknowledged")
            return False
        self._offset = max(numbers) + 1
        self._patience.reset()
        return True
