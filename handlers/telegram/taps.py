"""Answers to pressed buttons, so that their spinners stop at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Final

from handlers.telegram.api import Api, ApiError
from handlers.telegram.envelope import callback_id

log = logging.getLogger(__name__)

ANSWER_SECONDS: Final = 10.0
MAX_UNANSWERED: Final = 500
"""Answers under way at once; beyond them spinners turn until they time out by themselves."""


class Taps:
    """Answers callback queries beside everything else; nothing waits for it, nothing fails by it."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._tasks: set[asyncio.Task[None]] = set()

    def answer(self, raws: Iterable[bytes]) -> None:
        """Begin to answer the queries among these updates, which have been accepted."""
        for query in filter(None, map(callback_id, raws)):
            if len(self._tasks) >= MAX_UNANSWERED:
                return
            task = asyncio.create_task(self._answer(query), name="telegram tap")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _answer(self, query: str) -> None:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._api.call("answerCallbackQuery", callback_query_id=query)
        except (ApiError, TimeoutError) as error:
            if "query is too old" not in str(error):
                log.info("a tap could not be answered: %s", type(error).__name__)
