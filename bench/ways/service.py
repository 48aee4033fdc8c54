"""Telegram for aiogram, answering at once inside the process: a client with no network."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Sequence
from typing import Any, Final

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bench.program import POLLED, TOKEN
from bench.ways.script import ANSWER, Reply


class AtOnce(BaseSession):
    """Every call succeeds; the answer is read as aiogram reads it."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's own signature
    ) -> TelegramType:
        del timeout
        return self.check_response(bot, method, 200, ANSWER).result  # type: ignore[return-value]

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """There are no files."""
        for piece in list[bytes]():
            yield piece

    async def close(self) -> None:
        """Nothing is open."""


class Fed:
    """A dispatcher of aiogram, fed as its polling feeds it: up to 100 updates at once."""

    name: Final = "aiogram"

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self._bot = Bot(TOKEN, AtOnce())

    async def take(self, raws: Sequence[bytes]) -> None:
        for start in range(0, len(raws), POLLED):
            updates = [json.loads(raw) for raw in raws[start : start + POLLED]]
            feed = self._dispatcher.feed_raw_update
            await asyncio.gather(*(feed(self._bot, update) for update in updates))


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """Its buttons, one in a row."""
    if not reply.buttons:
        return None
    rows = [[InlineKeyboardButton(text=label, callback_data=d)] for label, d in reply.buttons]
    return InlineKeyboardMarkup(inline_keyboard=rows)
