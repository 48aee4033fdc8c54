"""python-telegram-bot's ConversationHandler: states and drafts in memory."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final, TypeAlias

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    ExtBot,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest
from telegram.warnings import PTBUserWarning

from bench.program import TOKEN
from bench.residents import LAP
from bench.ways.script import ANSWER, Reply, Script

Context: TypeAlias = ContextTypes.DEFAULT_TYPE
Handler: TypeAlias = Callable[[Update, Context], Coroutine[Any, Any, int]]

_ME: Final = '{"ok":true,"result":{"id":1520000001,"is_bot":true,"first_name":"1520","username":"k1520_bot"}}'


class AtOnce(BaseRequest):
    """Telegram that answers at once, without a network."""

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        return 200, (_ME if url.endswith("getMe") else ANSWER).encode()


class InConversationHandler:
    """Seven callbacks, the draft in ``user_data``; updates one after the other, as it demands."""

    name: Final = "python-telegram-bot, ConversationHandler"

    def __init__(self, script: Script) -> None:
        self._script = script
        self._filed: list[dict[str, Any]] = []
        bot: ExtBot[None] = ExtBot(TOKEN, request=AtOnce(), get_updates_request=AtOnce())
        self._application = Application.builder().bot(bot).updater(None).build()
        self._application.add_handler(self._conversation())

    @classmethod
    async def started(cls, script: Script) -> InConversationHandler:
        """Ready to take updates."""
        made = cls(script)
        await made._application.initialize()
        return made

    def _conversation(self) -> ConversationHandler[Context]:
        words = filters.TEXT & ~filters.COMMAND
        states: dict[object, list[Any]] = {
            1: [MessageHandler(words, self._step(1, "words"))],
            2: [CallbackQueryHandler(self._step(2))],
            3: [MessageHandler(words, self._step(3, "address"))],
            4: [CallbackQueryHandler(self._step(4, "district"))],
            5: [MessageHandler(filters.CONTACT, self._step(5, "phone"))],
            6: [CallbackQueryHandler(self._file)],
        }
        with warnings.catch_warnings():
            # It warns of taps in a conversation that is one per chat, which this one shall be.
            warnings.simplefilter("ignore", PTBUserWarning)
            return ConversationHandler(
                entry_points=[CommandHandler("new", self._step(0))],
                states=states, fallbacks=[], per_message=False,
            )  # fmt: skip

    def _step(self, number: int, kept: str = "") -> Handler:
        async def callback(update: Update, context: Context) -> int:
            if kept and context.user_data is not None:
                context.user_data[kept] = _said(update)
            await self._say(update, number)
            return number + 1

        return callback

    async def _file(self, update: Update, context: Context) -> int:
        self._filed.append(dict(context.user_data or {}))
        await self._say(update, LAP - 1)
        return ConversationHandler.END

    async def _say(self, update: Update, number: int) -> None:
        chat = update.effective_chat
        for reply in self._script.steps[number] if chat else ():
            await chat.send_message(reply.text, reply_markup=_keyboard(reply))  # type: ignore[union-attr]

    async def take(self, raws: Sequence[bytes]) -> None:
        for raw in raws:
            update = Update.de_json(json.loads(raw), self._application.bot)
            await self._application.process_update(update)

    async def filed(self) -> int:
        return len(self._filed)

    async def close(self) -> None:
        await self._application.shutdown()


def _said(update: Update) -> str:
    if update.callback_query:
        return update.callback_query.data or ""
    message = update.effective_message
    if message is None:
        return ""
    return message.contact.phone_number if message.contact else message.text or ""


def _keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    if not reply.buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(t, callback_data=d)] for t, d in reply.buttons]
    )
