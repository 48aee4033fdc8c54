"""Viber as a channel."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, Final, TypeAlias

from aiohttp import web

from flows.events import Event
from flows.messages import Message
from handlers.channel import Abilities, Accept, File, Outcome
from handlers.viber import download, payloads
from handlers.viber.api import BAD_TOKEN, NO_WEBHOOK, OK, PUBLIC_API, Api, ApiError
from handlers.viber.envelope import NAME
from handlers.viber.inbound import translate
from handlers.viber.links import PATH as MEDIA_PATH
from handlers.viber.links import Files, Links, Served
from handlers.viber.outbound import LostFiles, Sender
from handlers.viber.payloads import MAX_TEXT
from handlers.viber.webhook import PATH, Receipt, Webhook

log = logging.getLogger(__name__)

ABILITIES: Final = Abilities(
    per_second=20,  # Viber names no rate for single messages; broadcasts may go at 50 a second
    chat_interval=0.3,  # what is sent at once may arrive in any order
    group_per_minute=20,
    silent=False,
    replies=False,
    edits=False,
    joins=MAX_TEXT,  # an hour has room for a hundred messages without a reply
    unanswered_per_hour=95,  # at 100 Viber refuses with status 12; receipts can overtake each other
    free_hours=24,  # since 2024 a chat that the bot opens later is paid for
)
EVENT_TYPES: Final = (
    "subscribed", "unsubscribed", "conversation_started", "message", "delivered", "seen", "failed",
)  # fmt: skip
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
HOPELESS_PAUSE: Final = 300.0

WelcomeFor: TypeAlias = Callable[[str], Message]
"""The welcome from the command that a deep link stands for (empty without one)."""


class ViberError(Exception):
    """Viber did not answer, or refused; the text says what the administrator can do."""


class ViberChannel:
    """One bot, named ``title`` in the chats. ``links`` sign the addresses of outgoing files."""

    def __init__(
        self,
        token: str,
        api_url: str,
        title: str,
        links: Links,
        welcome: WelcomeFor,
        *,
        lost_files: LostFiles = lambda names: "",
        pause: Callable[[float], Any] = asyncio.sleep,
    ) -> None:
        self._token = token
        self._base = api_url or PUBLIC_API
        self._links = links
        self._welcome_for = welcome
        self._pause = pause
        self._api = Api(token, self._base)
        self._lost = asyncio.Event()
        self._sender = Sender(self._api, title, links.to, lost_files, self._answered)

    @property
    def name(self) -> str:
        """Its name in the inbox and the outbox."""
        return NAME

    @property
    def abilities(self) -> Abilities:
        """No silence, no replies, no edits."""
        return ABILITIES

    def translate(self, raw: bytes) -> Event | None:
        """See :meth:`handlers.channel.Channel.translate`."""
        return translate(raw)

    async def send(self, address: str, message: Message, files: Sequence[File]) -> Outcome:
        """See :meth:`handlers.channel.Channel.send`."""
        return await self._sender.send(address, message, files)

    def fetch(self, source: str) -> AsyncIterator[bytes]:
        """See :meth:`handlers.channel.Channel.fetch`."""
        return download.fetch(self._api, source, self._base)

    async def run(self, accept: Accept) -> None:
        """Nothing: Viber has webhooks only."""
        del accept

    def routes(self, accept: Accept, files: Files, receipt: Receipt) -> list[web.RouteDef]:
        """The webhook, and the files that Viber is sent links to."""
        hook = Webhook(self._token, accept, self._welcome, receipt)
        return [
            web.post(PATH, hook.handle),
            web.get(MEDIA_PATH, Served(self._links, files).handle),
        ]

    async def identify(self) -> tuple[str, str]:
        """Name and URI of the account. Raises :class:`ViberError`."""
        try:
            answer = await self._api.call("get_account_info", {})
        except ApiError as error:
            raise ViberError(explained(error)) from None
        if answer.status != OK:
            raise ViberError(_refusal(answer.status, answer.words))
        return answer.name, answer.uri

    async def keep_registered(self, public_url: str) -> None:
        """Tell Viber where to call, and again whenever it has forgotten; until cancelled."""
        while True:
            self._lost.clear()
            await self._insist(public_url)
            await self._lost.wait()

    async def register(self, public_url: str) -> None:
        """Tell Viber once where to call: it calls back before it answers.

        Raises :class:`ViberError`.
        """
        body = {
            "url": public_url.rstrip("/") + PATH,
            "event_types": list(EVENT_TYPES),
            "send_name": True,
            "send_photo": False,
        }
        try:
            answer = await self._api.call("set_webhook", body)
        except ApiError as error:
            raise ViberError(explained(error)) from None
        if answer.status != OK:
            raise ViberError(_refusal(answer.status, answer.words))

    async def close(self) -> None:
        """Give back connections."""
        await self._api.close()

    async def _insist(self, public_url: str) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                await self.register(public_url)
            except ViberError as error:
                log.error("Viber is not ready: %s", error)  # noqa: TRY400 - the reason says it all
                await self._pause(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                log.info("Viber is ready")
                return

    def _answered(self, status: int) -> None:
        if status == NO_WEBHOOK:
            self._lost.set()

    def _welcome(self, said: str, api_version: int) -> dict[str, Any]:
        message = self._welcome_for(said)
        below = payloads.under(message, api_version)
        return self._sender.signed(payloads.text(message.text, below))


def explained(error: ApiError) -> str:
    """What the person who runs the bot can do about it."""
    return f"Viber cannot be reached ({error.reason})"


def _refusal(status: int, words: str) -> str:
    if status == BAD_TOKEN:
        return "Viber does not know this token: check VIBER_TOKEN"
    if status == 1:
        return (
            "Viber could not call PUBLIC_URL: it must be an https address, open to the internet,"
            f" with a certificate that Viber trusts ({words})"
        )
    return f"Viber refused with status {status} ({words})"
