"""Delivery of updates to a webhook.

Order is kept within a lane; messages of a chat, and taps of a person, are lanes of their own, so a
tap may overtake a text that is being repeated.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

from .errors import bad
from .timing import Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from .updates import Pending, UpdateQueue

Json = dict[str, Any]
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PORTS = {80, 88, 443, 8443}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass
class Attempt:
    """One delivery; ``status`` is None where no answer came."""

    update_id: int
    status: int | None
    lane: str


@dataclass
class Webhook:
    """The address and the lanes.

    Attributes:
        backoff: seconds before the n-th repetition; ``retry_now`` cuts the wait short.
        allow_loopback: takes ``http`` and any port of this machine, for tests.
    """

    queue: UpdateQueue
    backoff: Callable[[int], float] = lambda _attempt: 0.02
    allow_loopback: bool = False
    timeout: float = 60.0
    url: str = ""
    secret: str | None = None
    max_connections: int = 40
    attempts: list[Attempt] = field(default_factory=list)
    most_at_once: int = 0
    last_error: Json = field(default_factory=dict)
    _at_once: int = 0
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(40))
    _lanes: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _retry: Signal = field(default_factory=Signal)

    async def set(self, params: Json) -> bool:
        """setWebhook.

        Raises:
            ApiError: 400 for an address or a secret that the service does not take.
        """
        url, secret = params["url"], params.get("secret_token")
        connections = params.get("max_connections", 40)
        if url:
            self._check(url, secret, connections)
        self.queue.allow(params.get("allowed_updates"))
        await self.stop()
        self.url, self.secret, self.max_connections = url, secret, connections
        self._room = asyncio.Semaphore(connections)
        self.queue.webhook_active = bool(url)
        if params.get("drop_pending_updates"):
            self.queue.waiting.clear()
        if url:
            self.queue.interrupt("terminated by setWebhook request")
        self.pump()
        return True

    def _check(self, url: str, secret: str | None, connections: int) -> None:
        parts = urlsplit(url)
        local = self.allow_loopback and parts.hostname in LOOPBACK
        if parts.scheme != "https" and not (local and parts.scheme == "http"):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in PORTS and not local:
            raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret, re.ASCII):
            raise bad("secret token contains unallowed characters")
        if not 1 <= connections <= 100:
            raise bad("max_connections must be 1-100")

    def info(self) -> Json:
        """getWebhookInfo."""
        result: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.queue.pending()),
            "allowed_updates": self.queue.allowed,
        }
        if not self.queue.allowed:
            del result["allowed_updates"]
        if self.url:
            result |= {"max_connections": self.max_connections, **self.last_error}
        return result

    def pump(self) -> None:
        """Starts a lane for whatever waits."""
        if not self.url or self.queue.closing:
            return
        for lane in {_lane(update) for update in self.queue.pending()} - self._lanes.keys():
            self._lanes[lane] = asyncio.create_task(self._run(lane))

    def retry_now(self) -> None:
        """Repeats at once what waits for its repetition."""
        self._retry.notify()

    async def stop(self) -> None:
        """Ends deliveries that are under way."""
        running = list(self._lanes.values())
        self._lanes.clear()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _run(self, lane: str) -> None:
        failed = 0
        async with aiohttp.ClientSession() as session:
            while front := self._front(lane):
                if await self._deliver(session, front, lane):
                    failed = 0
                    self.queue.confirm([front.id])
                else:
                    failed += 1
                    await self._retry.wait(self.backoff(failed))
            self._lanes.pop(lane, None)

    def _front(self, lane: str) -> Pending | None:
        return next((update for update in self.queue.pending() if _lane(update) == lane), None)

    async def _deliver(self, session: aiohttp.ClientSession, update: Pending, lane: str) -> bool:
        async with self._room:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            try:
                status = await self._post(session, update)
            finally:
                self._at_once -= 1
        self.attempts.append(Attempt(update.id, status, lane))
        fine = status is not None and 200 <= status < 300
        if not fine:
            self._remember(status)
        return fine

    async def _post(self, session: aiohttp.ClientSession, update: Pending) -> int | None:
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        limit = aiohttp.ClientTimeout(total=self.timeout)
        try:
            async with session.post(
                self.url, json=update.json(), headers=headers, timeout=limit, allow_redirects=False
            ) as answer:
                await answer.read()
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return None

    def _remember(self, status: int | None) -> None:
        words = f"Wrong response from the webhook: {status}" if status else "Connection failed"
        self.last_error = {
            "last_error_date": int(self.queue.clock()),
            "last_error_message": words,
        }


def _lane(update: Pending) -> str:
    body = update.body
    if update.kind == "callback_query":
        return f"tap {body['from']['id']}"
    chat = body["chat"]
    return f"chat {chat['id']}"
