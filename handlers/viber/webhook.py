"""The webhook: nothing without its signature, nothing is acknowledged before its commit.

Source: https://developers.viber.com/docs/api/rest-bot-api/#webhooks.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final, TypeAlias

from aiohttp import web

from handlers.channel import Accept
from handlers.viber import signature
from handlers.viber.envelope import MAX_CALLBACK, Outside, look
from handlers.viber.inbound import start

log = logging.getLogger(__name__)

PATH: Final = "/viber/webhook"
BODY_SECONDS: Final = 30.0

CONVERSATION: Final = frozenset({"message", "subscribed", "unsubscribed"})
RECEIPTS: Final = frozenset({"delivered", "seen", "failed"})
STARTED: Final = "conversation_started"
_QUIET: Final = frozenset({"webhook", "action", "client_status"})
_COUNTED_AT_MOST: Final = 50

Welcome: TypeAlias = Callable[[str, int], dict[str, Any]]
"""The body that greets somebody who is not subscribed, from a start command and API level."""
Receipt: TypeAlias = Callable[[str, str, datetime], Awaitable[None]]
"""Keeps what became of a message: the event, the message's token, when."""


class Webhook:
    """Takes callbacks by HTTP. ``ignored`` counts, by event, those that mean nothing to us."""

    def __init__(self, token: str, accept: Accept, welcome: Welcome, receipt: Receipt) -> None:
        self._token = token
        self._accept = accept
        self._welcome = welcome
        self._receipt = receipt
        self.ignored: Counter[str] = Counter()

    async def handle(self, request: web.Request) -> web.Response:
        """200 after the commit; 401 or 403 without the signature, 400, 408 or 413 for no callback.

        503 when the callback could not be stored: Viber sends it again.
        """
        given = request.headers.get(signature.HEADER)
        if given is None:
            return web.Response(status=401)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                raw = await _read(request)
        except TimeoutError:
            return web.Response(status=408)
        except (web.RequestPayloadError, OSError, ValueError):
            return web.Response(status=400)
        if raw is None:
            return web.Response(status=413)
        if not signature.is_genuine(self._token, raw, given):
            return web.Response(status=403)
        outside = look(raw)
        return await self._taken(raw, outside) if outside else web.Response(status=400)

    async def _taken(self, raw: bytes, outside: Outside) -> web.Response:
        greeted = outside.event == STARTED and not outside.subscribed
        if greeted:
            # Whoever is not subscribed cannot be written to: the answer is all that they see.
            return web.json_response(self._welcome(start(outside.context), outside.api_version))
        try:
            await self._stored(raw, outside)
        except Exception as error:
            # Whatever it was, it comes again; a traceback would quote what people wrote.
            log.error("a callback could not be stored: %s", type(error).__name__)  # noqa: TRY400
            return web.Response(status=503)
        return web.Response()

    async def _stored(self, raw: bytes, outside: Outside) -> None:
        event = outside.event
        if event in CONVERSATION or (event == STARTED and start(outside.context)):
            await self._accept([outside.envelope(raw)])
        elif event in RECEIPTS and outside.token:
            await self._receipt(event, outside.token, outside.at)
        elif event not in _QUIET and event != STARTED:
            self._count(event)

    def _count(self, event: str) -> None:
        known = event in self.ignored or len(self.ignored) < _COUNTED_AT_MOST
        name = event if known else "others"
        self.ignored[name] += 1
        if self.ignored[name] == 1:
            log.warning("Viber sends events that this version does not know: %r", name[:64])


async def _read(request: web.Request) -> bytes | None:
    """The body, None when it is too large."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > MAX_CALLBACK:
            return None
    return bytes(body)
