"""Telegram as a channel."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from typing import Final

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramEntityTooLarge, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.utils.token import TokenValidationError
from aiohttp import web

from flows.events import Event
from flows.messages import Message
from handlers.channel import Abilities, Accept, File, Outcome
from handlers.telegram import download
from handlers.telegram.api import Api, ApiError
from handlers.telegram.commands import CommandMenu, set_commands
from handlers.telegram.envelope import ALLOWED_UPDATES, NAME
from handlers.telegram.inbound import Me, translate
from handlers.telegram.outbound import Sender
from handlers.telegram.parts import LostFiles
from handlers.telegram.patience import Patience, Pause
from handlers.telegram.polling import Poller
from handlers.telegram.requests import Clock
from handlers.telegram.taps import Taps
from handlers.telegram.webhook import PATH, Webhook, checked_secret

log = logging.getLogger(__name__)

PUBLIC_API: Final = "https://api.telegram.org"
ABILITIES: Final = Abilities(
    per_second=25,  # "about 30" by the FAQ for bots: room for answers to taps and for edits
    chat_interval=1.0,
    group_per_minute=18,  # 20 by the same FAQ
    silent=True,
    replies=True,
    edits=True,
    proves_phone=True,
)


class TelegramChannel:
    """One bot.

    ``secret`` is needed for the webhook only. ``lost_files`` words, from the names of files,
    that they could not be sent. Raises ``ValueError`` for what cannot be a bot's token.
    """

    def __init__(
        self,
        token: str,
        api_url: str,
        secret: str,
        clock: Clock,
        *,
        lost_files: LostFiles = lambda names: "",
        pause: Pause = asyncio.sleep,
    ) -> None:
        base = api_url or PUBLIC_API
        session = _Session(api=TelegramAPIServer.from_base(base))
        try:
            self._bot = Bot(token, session=session)
        except TokenValidationError:
            raise ValueError("TELEGRAM_TOKEN is not a token: 123456789:AA…") from None
        self._secret = secret
        self._clock = clock
        self._pause = pause
        self._me = Me(self._bot.id)
        self._listeners: list[Callable[[], None]] = []
        self._api = Api(token, base)
        self._taps = Taps(self._api)
        self._sender = Sender(self._bot, clock, lost_files)

    @property
    def name(self) -> str:
        """Its name in the inbox and the outbox."""
        return NAME

    @property
    def abilities(self) -> Abilities:
        """Telegram's own rates, with a little room."""
        return ABILITIES

    @property
    def username(self) -> str:
        """The bot's name for deep links, empty until :meth:`identify` or a start."""
        return self._me.username

    def translate(self, raw: bytes) -> Event | None:
        """See :meth:`handlers.channel.Channel.translate`; a tap's time is the clock's."""
        return translate(raw, self._me, self._clock())

    async def send(self, address: str, message: Message, files: Sequence[File]) -> Outcome:
        """See :meth:`handlers.channel.Channel.send`."""
        return await self._sender.send(address, message, files)

    def fetch(self, source: str) -> AsyncIterator[bytes]:
        """See :meth:`handlers.channel.Channel.fetch`."""
        return download.fetch(self._api, source)

    async def run(self, accept: Accept) -> None:
        """Poll until cancelled, after taking away a webhook; waiting updates stay."""
        await self._insist(self._ready_to_poll)
        await Poller(self._api, self._taps.answer, self._pause, self._answered).run(accept)

    def on_answer(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever Telegram has answered when it was asked for updates."""
        self._listeners.append(listener)

    def _answered(self) -> None:
        for listener in self._listeners:
            listener()

    def routes(self, accept: Accept) -> list[web.RouteDef]:
        """The webhook's route. Raises ``ValueError`` without a proper secret."""
        return [web.post(PATH, Webhook(self._secret, accept, self._taps.answer).handle)]

    async def register(self, public_url: str) -> None:
        """Tell Telegram where to send updates; goes on until it is told or cancelled.

        Raises ``ValueError`` without a proper secret.
        """
        checked_secret(self._secret)

        async def set_webhook() -> None:
            await self.identify()
            await self._api.call(
                "setWebhook",
                url=public_url.rstrip("/") + PATH,
                secret_token=self._secret,
                allowed_updates=list(ALLOWED_UPDATES),
            )

        await self._insist(set_webhook)

    async def identify(self) -> str:
        """The bot's username. Raises :class:`handlers.telegram.api.ApiError`."""
        me = await self._api.call("getMe")
        name = me.get("username") if isinstance(me, dict) else None
        if not isinstance(name, str):
            raise ApiError(0, "unreadable answer")
        self._me.username = name
        return name

    async def set_commands(self, menus: Iterable[CommandMenu]) -> bool:
        """Register menus of commands; False when one was not taken."""
        return await set_commands(self._api, menus)

    async def close(self) -> None:
        """Give back connections."""
        await self._taps.close()
        await self._api.close()
        await self._bot.session.close()

    async def _ready_to_poll(self) -> None:
        await self.identify()
        await self._api.call("deleteWebhook", drop_pending_updates=False)

    async def _insist(self, step: Callable[[], Awaitable[None]]) -> None:
        patience = Patience(self._pause)
        while True:
            try:
                await step()
            except ApiError as error:
                await patience.after(error, "Telegram is not ready")
            else:
                log.info("Telegram is ready as @%s", self.username)
                return


class _Session(AiohttpSession):
    """aiogram's client, also for answers that it does not expect."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError:
            if status_code == 413:  # a proxy in front of an own server, with a page of its own
                raise TelegramEntityTooLarge(method=method, message="too large") from None
            raise
        except TypeError:  # a refusal without a description
            raise TelegramServerError(method=method, message="") from None

    async def close(self) -> None:
        """Without aiogram's quarter of a second: aiohttp itself waits for TLS to end."""
        if self._session is not None:
            await self._session.close()
