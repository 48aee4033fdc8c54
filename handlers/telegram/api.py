"""Plain calls of the Bot API: for what aiogram would read too strictly, or tell too much of.

aiogram's client validates a batch of updates as a whole, and its errors can carry the address
of a call, in which the token stands. Errors here carry neither addresses nor parameters.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any, Final

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

CALL_SECONDS: Final = 20.0
CONNECT_SECONDS: Final = 10.0
MAX_ANSWER: Final = 64 << 20
"""Bytes of an answer: a batch of 100 updates is far smaller."""
NETWORK: Final = 0
"""The code of an :class:`ApiError` when there was no answer that could be read."""


class ApiError(Exception):
    """A refused or failed call.

    ``code`` is the HTTP status, or :data:`NETWORK`; ``retry_after`` seconds, 0 when unsaid.
    """

    def __init__(self, code: int, description: str, retry_after: float = 0) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after


class Api:
    """The methods of one bot, with hard time limits."""

    def __init__(self, token: str, base: str) -> None:
        base = base.rstrip("/")
        self._methods = f"{base}/bot{token}/"
        self._files = f"{base}/file/bot{token}/"
        self._session: ClientSession | None = None

    async def call(self, method: str, **parameters: Any) -> Any:
        """The result of a method. Raises :class:`ApiError`."""
        return result(*await self.answer(method, CALL_SECONDS, **parameters))

    async def answer(self, method: str, seconds: float, **parameters: Any) -> tuple[int, bytes]:
        """Status and body, unread. Raises :class:`ApiError` when there is none in ``seconds``."""
        limit = ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS)
        try:
            async with self._client().post(
                self._methods + method, json=parameters, timeout=limit, allow_redirects=False
            ) as response:
                return response.status, await _body(response)
        except (ClientError, OSError, ValueError) as error:
            raise ApiError(NETWORK, type(error).__name__) from None

    async def download(self, path: str, seconds: float, silence: float) -> AsyncIterator[bytes]:
        """A file in chunks, at most ``silence`` seconds between two. Raises :class:`ApiError`."""
        limit = ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS, sock_read=silence)
        try:
            async with self._client().get(
                self._files + path, timeout=limit, allow_redirects=False
            ) as response:
                if response.status != 200:
                    raise ApiError(response.status, "no file")
                async for chunk in response.content.iter_chunked(1 << 16):
                    yield chunk
        except (ClientError, OSError, ValueError) as error:
            raise ApiError(NETWORK, type(error).__name__) from None

    async def close(self) -> None:
        """Give back the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _client(self) -> ClientSession:
        if self._session is None:
            self._session = ClientSession()
        return self._session


async def _body(response: ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > MAX_ANSWER:
            raise ApiError(NETWORK, "answer too large")
    return bytes(body)


def result(status: int, body: bytes) -> Any:
    """``result`` of an answer. Raises :class:`ApiError` for a refusal or for what is no answer."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise ApiError(status if status >= 400 else NETWORK, "unreadable answer")
    if status == 200 and answer.get("ok") is True:
        return answer.get("result")
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after", 0) if isinstance(parameters, dict) else 0
    wait = wait if isinstance(wait, int | float) else 0
    raise ApiError(status, str(answer.get("description", ""))[:200], wait)
