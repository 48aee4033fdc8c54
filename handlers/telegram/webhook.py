"""The webhook: nobody gets in without the secret, nothing is acknowledged before its commit.

Source: https://core.telegram.org/bots/api#setwebhook.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
from collections.abc import Callable, Sequence
from typing import Final

from aiohttp import web

from handlers.channel import Accept
from handlers.telegram.envelope import MAX_UPDATE, envelope

log = logging.getLogger(__name__)

PATH: Final = "/telegram/webhook"
HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
BODY_SECONDS: Final = 30.0

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")


def checked_secret(secret: str) -> bytes:
    """The secret as bytes. Raises ``ValueError`` for an empty one or one Telegram would refuse."""
    if not _SECRET.fullmatch(secret):
        raise ValueError(
            "TELEGRAM_SECRET must have 1 to 256 of the characters A-Z a-z 0-9 _ - "
            "when Telegram is received by webhook"
        )
    return secret.encode()


class Webhook:
    """Takes updates by HTTP; ``accepted`` hears the raw updates after each commit."""

    def __init__(
        self, secret: str, accept: Accept, accepted: Callable[[Sequence[bytes]], None]
    ) -> None:
        self._secret = checked_secret(secret)
        self._accept = accept
        self._accepted = accepted

    async def handle(self, request: web.Request) -> web.Response:
        """200 after the commit; 401 or 403 without the secret, 400, 408 or 413 for no update.

        503 when the update could not be stored: Telegram sends it again.
        """
        status = self._admitted(request)
        if status == 200:
            status = await self._taken(request)
        return web.Response(status=status)

    def _admitted(self, request: web.Request) -> int:
        given = request.headers.get(HEADER)
        if given is None:
            return 401
        same = hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._secret)
        return 200 if same else 403

    async def _taken(self, request: web.Request) -> int:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                raw = await _read(request)
        except TimeoutError:
            return 408
        except (web.RequestPayloadError, OSError, ValueError):
            return 400
        if raw is None:
            return 413
        if not raw.lstrip().startswith(b"{"):
            return 400
        return await self._stored(raw)

    async def _stored(self, raw: bytes) -> int:
        try:
            await self._accept([envelope(raw)])
        except Exception as error:
            # Whatever it was, it comes again; a traceback would quote what people wrote.
            log.error("an update could not be stored: %s", type(error).__name__)  # noqa: TRY400
            return 503
        self._accepted([raw])
        return 200


async def _read(request: web.Request) -> bytes | None:
    """The body, None when it is too large."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > MAX_UPDATE:
            return None
    return bytes(body)
