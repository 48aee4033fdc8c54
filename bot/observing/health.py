"""``/health`` for whoever keeps the program running, ``/metrics`` for monitoring."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Callable
from datetime import datetime
from ipaddress import ip_address
from typing import Final

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import SecretStr

from bot.observing.metrics import Metrics, ages
from bot.observing.trace import where
from models.database import Database
from models.queries import readings
from models.queries.readings import Readings

log = logging.getLogger(__name__)

PATIENCE: Final = 5.0
"""Seconds that the database may take to answer before it counts as ill."""


class Health:
    """Answers for one program.

    ``token`` opens ``/metrics`` to whoever sends it as a bearer; without one only this machine
    itself may read them, and not through a proxy.
    """

    def __init__(
        self,
        database: Database,
        metrics: Metrics,
        clock: Callable[[], datetime],
        token: SecretStr | None,
    ) -> None:
        self._database = database
        self._metrics = metrics
        self._clock = clock
        self._token = token.get_secret_value().encode() if token else b""

    def routes(self) -> list[web.RouteDef]:
        """What is added to the application."""
        return [
            web.get("/health", self.health),
            web.get("/health/live", self.live),
            web.get("/metrics", self.metrics),
        ]

    async def live(self, request: web.Request) -> web.Response:
        """The process runs and answers: restarting it would help nothing."""
        del request
        return web.json_response({"live": True})

    async def health(self, request: web.Request) -> web.Response:
        """Whether work can be done, and how long the oldest has waited for it; 503 if not."""
        del request
        now = self._clock()
        found = await self._read(now)
        if found is None:
            return web.json_response({"live": True, "ready": False}, status=503)
        seconds = {name: round(age, 1) for name, age in ages(found, now).items()}
        return web.json_response(
            {
                "live": True,
                "ready": True,
                "oldest_seconds": seconds,
                "set_aside": found.inbox_parked,
            }
        )

    async def metrics(self, request: web.Request) -> web.Response:
        """Figures for Prometheus; 403 for whom they do not concern."""
        if not self._may_read(request):
            return web.Response(status=403)
        now = self._clock()
        found = await self._read(now)
        if found is None:
            return web.Response(status=503)
        page = self._metrics.page(found, now)
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _may_read(self, request: web.Request) -> bool:
        if self._token:
            sent = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
            return hmac.compare_digest(sent, b"Bearer " + self._token)
        forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
        return not forwarded and _is_this_machine(request.remote or "")

    async def _read(self, now: datetime) -> Readings | None:
        try:
            async with asyncio.timeout(PATIENCE), self._database.read() as connection:
                return await readings.take(connection, now)
        except Exception as error:
            log.warning("the database does not answer: %s", where(error))
            return None


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
