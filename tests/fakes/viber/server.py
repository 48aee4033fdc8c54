"""The fake as an HTTP server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Self

import aiohttp
from aiohttp import web

from tests.fakes.telegram.timing import Signal

from .callbacks import Callbacks
from .checks import MAX_JSON, Fetched
from .people import Person
from .service import Service
from .statuses import BAD_DATA, INVALID_TOKEN, WORDS
from .world import Account, Seen

Json = dict[str, Any]

TOKEN: Final = "4dc2a1b09f8e7d6c-91ab23cd45ef6789-77fe10dc32ba5498"
HEADER: Final = "X-Viber-Auth-Token"
METHODS: Final = {"set_webhook", "get_account_info", "send_message", "broadcast_message"}
LINK_LIFE: Final = 3600.0


@dataclass
class Upload:
    """A file that a person has sent: its link is good for an hour."""

    content: bytes
    at: float


class ViberFake:
    """Viber for one bot, and the people who talk to it.

    Args:
        clock: unix time in seconds; everything that grows old grows old by it.
        proxy: public https addresses of the bot and where it really listens.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        clock: Callable[[], float] = time.time,
        proxy: dict[str, str] | None = None,
    ) -> None:
        self.token = token
        self.clock = clock
        self.callbacks = Callbacks(token, proxy or {})
        self.service = Service(clock, self.callbacks, self._fetch)
        self.faults: list[int | str] = []
        """What the next sends get instead: a status, "drop", "http 503"; "ok" is no fault."""
        self.signal = Signal()
        """Wakes whoever waits for the next answered call."""
        self.url = ""
        self._uploads: dict[str, Upload] = {}
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """Begins to listen; the address of the API, also kept in ``url``."""
        self.callbacks.session = aiohttp.ClientSession()
        app = web.Application(client_max_size=1 << 20)
        app.router.add_post("/pa/{method}", self._on_call)
        app.router.add_get("/media/{name}", self._on_media)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self.url = f"{self.base}/pa"
        return self.url

    async def stop(self) -> None:
        """Stops listening."""
        if self.callbacks.session:
            await self.callbacks.session.close()
        if self._runner:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    # What tests look at

    @property
    def seen(self) -> list[Seen]:
        """Every call that was answered, in order; injected faults are not among them."""
        return self.service.seen

    @property
    def refused(self) -> list[Seen]:
        """Calls that were refused for any reason."""
        return [call for call in self.service.seen if call.status]

    def person(self, name: str, phone: str = "", **known: Any) -> Person:
        """Somebody who has Viber and has not yet spoken to the bot."""
        number = f"{len(self.service.accounts) + 1:010d}+/Aa=="
        account = Account(number, name, phone or "+380671110000", **known)
        self.service.accounts[number] = account
        return Person(self.service, account, self._keep)

    def _keep(self, content: bytes, name: str) -> str:
        """A link to what a person sends."""
        kept = f"{len(self._uploads) + 1}-{name}"
        self._uploads[kept] = Upload(content, self.clock())
        return f"{self.base}/media/{kept}"

    # The server

    async def _on_call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if method not in METHODS:
            return web.Response(status=404)
        if request.headers.get(HEADER) != self.token:
            return _status(INVALID_TOKEN)
        raw = await request.read()
        body = _object(raw)
        if len(raw) > MAX_JSON or body is None:
            self.service.seen.append(Seen(method, {}, BAD_DATA, f"{len(raw)} bytes"))
            return _status(BAD_DATA)
        if method == "send_message" and self.faults and (fault := self.faults.pop(0)) != "ok":
            return self._faulty(request, fault)
        answer = await self.service.answer(method, body)
        self.signal.notify()
        return web.json_response(answer)

    def _faulty(self, request: web.Request, fault: int | str) -> web.StreamResponse:
        if isinstance(fault, int):
            return _status(fault)
        if fault == "drop":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return web.Response(status=int(fault.split()[1]), text="<html>busy</html>")

    async def _on_media(self, request: web.Request) -> web.Response:
        kept = self._uploads.get(request.match_info["name"])
        if kept is None:
            return web.Response(status=404)
        if self.clock() - kept.at > LINK_LIFE:
            return web.Response(status=403)
        return web.Response(body=kept.content)

    async def _fetch(self, url: str) -> Fetched:
        assert self.callbacks.session is not None
        async with self.callbacks.session.get(self.callbacks.local(url)) as answer:
            mime = answer.headers.get("Content-Type", "")
            return Fetched(answer.status, mime, await answer.read())


def _status(status: int) -> web.Response:
    words = WORDS.get(status, "generalError")
    return web.json_response({"status": status, "status_message": words})


def _object(raw: bytes) -> Json | None:
    try:
        body = json.loads(raw)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None
