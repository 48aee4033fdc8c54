"""Calls of Viber's REST API: one connection pool, time limits, the token in a header only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from aiohttp.client_exceptions import ClientConnectorError, ConnectionTimeoutError

PUBLIC_API: Final = "https://chatapi.viber.com/pa"
HEADER: Final = "X-Viber-Auth-Token"
CALL_SECONDS: Final = 30.0
CONNECT_SECONDS: Final = 5.0
MAX_ANSWER: Final = 1 << 20
MAX_REQUEST: Final = 30_000
"""Bytes of JSON in one request."""

OK: Final = 0
BAD_TOKEN: Final = 2
NO_WEBHOOK: Final = 10


class ApiError(Exception):
    """There is no readable answer; ``left`` is False when nothing can have reached Viber.

    ``status`` is that of HTTP, 0 where there was none. The text holds nothing of the request.
    """

    def __init__(self, reason: str, *, left: bool = True, status: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.left = left
        self.status = status


@dataclass(frozen=True, slots=True)
class Answer:
    """What Viber says: 0 is yes.

    ``token`` is the message's id, as text: it exceeds 2^53; ``name`` and ``uri`` are the
    account's, the latter for links that open a chat with it.
    """

    status: int
    words: str = ""
    token: str = ""
    name: str = ""
    uri: str = ""


class Api:
    """Viber as one bot sees it."""

    def __init__(self, token: str, base: str) -> None:
        self._token = token
        self._base = (base or PUBLIC_API).rstrip("/")
        self._session: ClientSession | None = None

    async def call(self, method: str, body: dict[str, Any]) -> Answer:
        """The answer to one call. Raises :class:`ApiError`."""
        data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {HEADER: self._token, "Content-Type": "application/json; charset=utf-8"}
        limit = ClientTimeout(total=CALL_SECONDS, sock_connect=CONNECT_SECONDS)
        try:
            async with self.client().post(
                f"{self._base}/{method}",
                data=data,
                headers=headers,
                timeout=limit,
                allow_redirects=False,
            ) as response:
                return _answer(response.status, await _body(response))
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise ApiError(type(error).__name__, left=False) from None
        except (ClientError, OSError, ValueError) as error:
            raise ApiError(type(error).__name__) from None

    def client(self) -> ClientSession:
        """The pool of connections, also for files."""
        if self._session is None:
            self._session = ClientSession()
        return self._session

    async def close(self) -> None:
        """Give back the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None


async def _body(response: ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > MAX_ANSWER:
            raise ApiError("answer too large")
    return bytes(body)


def _answer(status: int, body: bytes) -> Answer:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    said = answer.get("status") if isinstance(answer, dict) else None
    if not isinstance(said, int) or isinstance(said, bool):
        raise ApiError(f"HTTP {status}", status=status)
    token = answer.get("message_token")
    words, name, uri = (
        str(answer.get(field, ""))[:100] for field in ("status_message", "name", "uri")
    )
    return Answer(said, words, str(token or ""), name, uri)
