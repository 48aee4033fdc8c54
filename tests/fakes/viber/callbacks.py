"""Callbacks to the bot's webhook: signed, repeated until 200, in whatever order a test wants."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp

Json = dict[str, Any]

HEADER: Final = "X-Viber-Content-Signature"
EVENTS: Final = {
    "delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started", "message",
}  # fmt: skip
ALWAYS: Final = {"message", "subscribed", "unsubscribed", "webhook"}
"""Sent whether they are asked for or not."""


@dataclass
class Attempt:
    """One delivery; ``status`` is None where no answer came."""

    raw: bytes
    status: int | None
    answer: Json | None = None


@dataclass
class Callbacks:
    """The address and what waits for it.

    Attributes:
        holding: a test wants to choose the order itself: see :meth:`release`.
    """

    token: str
    proxy: dict[str, str] = field(default_factory=dict)
    url: str = ""
    event_types: set[str] = field(default_factory=set)
    waiting: list[bytes] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    holding: bool = False
    session: aiohttp.ClientSession | None = None

    def local(self, url: str) -> str:
        """The address behind the reverse proxy."""
        for public, local in self.proxy.items():
            if url.startswith(public):
                return local + url.removeprefix(public)
        return url

    def queue(self, body: Json) -> None:
        """Send it with the next :meth:`flush`."""
        if self.url and (body["event"] in ALWAYS or body["event"] in self.event_types):
            self.waiting.append(encode(body))

    async def emit(self, body: Json) -> Attempt | None:
        """Send it now, after what waits; None when it is held back or not wanted."""
        self.queue(body)
        if self.holding:
            return None
        await self.flush()
        return self.attempts[-1] if self.attempts else None

    async def flush(self) -> None:
        """Try everything that waits once; what does not get its 200 goes on waiting."""
        waiting, self.waiting = self.waiting, []
        for raw in waiting:
            if (await self.post(self.url, raw)).status != 200:
                self.waiting.append(raw)

    async def release(self, order: list[int]) -> None:
        """Send what was held back, in this order."""
        self.holding = False
        self.waiting = [self.waiting[at] for at in order]
        await self.flush()

    async def post(self, url: str, raw: bytes) -> Attempt:
        """One delivery of these bytes."""
        assert self.session is not None
        headers = {HEADER: sign(self.token, raw), "Content-Type": "application/json"}
        try:
            async with self.session.post(
                self.local(url), data=raw, headers=headers, allow_redirects=False
            ) as answer:
                attempt = Attempt(raw, answer.status, _json(await answer.read()))
        except (aiohttp.ClientError, TimeoutError):
            attempt = Attempt(raw, None)
        self.attempts.append(attempt)
        return attempt


def encode(body: Json) -> bytes:
    """The bytes of a callback."""
    return json.dumps(body, ensure_ascii=False).encode()


def sign(token: str, raw: bytes) -> str:
    """The signature over the raw bytes."""
    return hmac.new(token.encode(), raw, hashlib.sha256).hexdigest()


def _json(raw: bytes) -> Json | None:
    try:
        found = json.loads(raw)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
