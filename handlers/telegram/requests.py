"""One request to Telegram, with a typed outcome for whatever comes back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TypeAlias

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods.base import TelegramMethod

from handlers.channel import Outcome, Refused, RetryAfter, Sent
from handlers.telegram import outcomes
from handlers.telegram.markup import to_html, to_plain

log = logging.getLogger(__name__)

TEXT_SECONDS: Final = 30
UPLOAD_SECONDS: Final = 300

Clock: TypeAlias = Callable[[], datetime]
Render: TypeAlias = Callable[[str], dict[str, Any]]
Draft: TypeAlias = Callable[[Render], TelegramMethod[Any]]
"""A request that can be made with or without markup."""


class Requests:
    """Single requests with typed outcomes."""

    def __init__(self, bot: Bot, clock: Clock) -> None:
        self._bot = bot
        self._clock = clock
        self._floods = outcomes.Floods()

    async def make(self, address: str, draft: Draft, *, upload: bool = False) -> Outcome:
        """Make one request; broken markup is tried once more as plain text.

        ``upload`` gives it the time that a large file needs.
        """
        seconds = UPLOAD_SECONDS if upload else TEXT_SECONDS
        result = await self._once(address, draft(_marked), seconds)
        if result == Refused(outcomes.FORMATTING):
            log.warning("Telegram refused the markup of a message; it goes as plain text")
            result = await self._once(address, draft(_bare), seconds)
        return result

    async def _once(self, address: str, method: TelegramMethod[Any], seconds: int) -> Outcome:
        try:
            result = await self._bot(method, request_timeout=seconds)
        except (AiogramError, OSError, ValueError) as error:
            failed = outcomes.outcome(error)
            if isinstance(failed, RetryAfter):
                return self._floods.judge(address, failed, self._clock())
            return failed
        return Sent(outcomes.message_ids(result))


def _marked(text: str) -> dict[str, Any]:
    return {"text": to_html(text), "parse_mode": "HTML"}


def _bare(text: str) -> dict[str, Any]:
    return {"text": to_plain(text), "parse_mode": None}
