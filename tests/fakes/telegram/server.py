"""The fake as an HTTP server."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, Self

from aiohttp import web

from . import calls, editing, profile, sending, topics
from .errors import ApiError
from .faults import DOWNLOAD, Faults
from .groups import Group
from .limits import MAX_UPLOAD, Rates
from .people import Person
from .service import Seen, Service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .timing import Clock
    from .world import Message

TOKEN = "1520000001:AAF4k3-t0ken_of-a-b0t_that_never_was"
TOKEN_FORM = re.compile(r"[1-9]\d{0,18}:[A-Za-z0-9_-]{20,64}")
ROOM_AROUND_A_FILE = 64 * 1024
FIRST_PERSON = 700_000_001
FIRST_GROUP = -4_000_001
METHODS = {**sending.METHODS, **editing.METHODS, **profile.METHODS, **topics.METHODS}


class TelegramFake:
    """A Bot API server for one bot, and the people who talk to it.

    Args:
        token: the only token that is let in.
        clock: unix time in seconds; everything that grows old grows old by it.
        rates: what is let through per second; ``Rates(enabled=False)`` for no limits.
        privacy: the bot's privacy mode in groups, on as for a new bot.
        allow_loopback_webhook: takes ``http`` addresses of this machine for the webhook.
        webhook_backoff: real seconds before the n-th repetition of a delivery.
        longest_poll: real seconds above which a getUpdates does not wait.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "kontakt1520_bot",
        clock: Clock = time.time,
        rates: Rates | None = None,
        privacy: bool = True,
        allow_loopback_webhook: bool = False,
        webhook_backoff: Callable[[int], float] = lambda _attempt: 0.02,
        longest_poll: float = 50.0,
    ) -> None:
        self.service = Service(
            token=token,
            username=username,
            clock=clock,
            rates=rates or Rates(),
            privacy=privacy,
            longest_poll=longest_poll,
            methods=METHODS,
        )
        self.service.webhook.allow_loopback = allow_loopback_webhook
        self.service.webhook.backoff = webhook_backoff
        self.token = token
        self.faults = Faults()
        self.groups: list[Group] = []
        self.url = ""
        self._runner: web.AppRunner | None = None

    # The server

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> str:
        """Begins to listen; the address, also kept in ``url``."""
        app = web.Application(client_max_size=MAX_UPLOAD + ROOM_AROUND_A_FILE)
        app.router.add_route("*", "/bot{token}/{method}", self._on_call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._on_download)
        app.router.add_route("*", "/{rest:.*}", self._on_other)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        real = self._runner.addresses[0][1]
        self.url = f"http://{host}:{real}"
        return self.url

    async def stop(self) -> None:
        """Lets go of everything that hangs, stops listening."""
        self.service.queue.closing = True
        self.service.queue.signal.notify()
        self.faults.clear()
        await self.service.webhook.stop()
        if self._runner:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _on_call(self, request: web.Request) -> web.StreamResponse:
        try:
            method = self._admitted(request)
        except ApiError as error:
            return web.json_response(error.body(), status=error.code)
        fault = self.faults.take(method)
        early = await fault.before(request)
        if early is not None:
            return early
        return await fault.after(request, await self._answered(method, request))

    async def _answered(self, method: str, request: web.Request) -> web.Response:
        try:
            call = await calls.read(request)
        except ApiError as error:
            self.service.seen.append(Seen(method, {}, error.code, error.description))
            return web.json_response(error.body(), status=error.code)
        status, body = await self.service.answer(method, call)
        return web.json_response(body, status=status)

    def _admitted(self, request: web.Request) -> str:
        self._check_token(request.match_info["token"])
        named = request.match_info["method"]
        method = self.service.spec.method(named)
        if method is None or request.method not in {"GET", "POST"}:
            self.service.seen.append(Seen(named, {}, 404, "Not Found"))
            raise ApiError(404, "Not Found")
        return method

    def _check_token(self, token: str) -> None:
        if not TOKEN_FORM.fullmatch(token):
            raise ApiError(404, "Not Found")
        if token != self.token:
            raise ApiError(401, "Unauthorized")

    async def _on_download(self, request: web.Request) -> web.StreamResponse:
        fault = self.faults.take(DOWNLOAD)
        early = await fault.before(request)
        return early or await fault.after(request, self._downloaded(request))

    def _downloaded(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request.match_info["token"])
            found = self.service.files.at(request.match_info["path"])
            if found is None:
                raise ApiError(404, "Not Found")
        except ApiError as error:
            return web.json_response(error.body(), status=error.code)
        return web.Response(body=found.content, content_type="application/octet-stream")

    async def _on_other(self, request: web.Request) -> web.Response:
        del request
        return web.json_response(ApiError(404, "Not Found").body(), status=404)

    # What tests look at

    @property
    def seen(self) -> list[Seen]:
        """Every call that was answered, in order."""
        return self.service.seen

    @property
    def refused(self) -> list[Seen]:
        """Calls that were refused for any reason; injected faults are not among them."""
        return [call for call in self.service.seen if call.code != 200]

    @property
    def too_many(self) -> int:
        """How many calls were above the rates (429)."""
        return self.service.limiter.refused

    def calls(self, method: str) -> list[Seen]:
        """The calls of one method."""
        return [call for call in self.service.seen if call.method == method]

    def commands(self, scope: str = "default", language: str = "") -> list[str]:
        """Names of the commands set for a scope (``chat:<id>`` for one chat) and a language."""
        found = self.service.commands.get((scope, language), [])
        return [str(command["command"]) for command in found]

    # The people

    def person(
        self, name: str, *, language: str = "uk", username: str = "", **known: Any
    ) -> Person:
        """Somebody who has Telegram and has not yet spoken to the bot; ``phone``, ``location``."""
        number = FIRST_PERSON + sum(1 for _ in self.service.world.users)
        return Person.new(self.service, number, name, language, username, **known)

    def group(
        self, title: str, members: Iterable[Person], *, forum: bool = False, admin: bool = False
    ) -> Group:
        """A group that the bot is in; ``admin``: the bot reads everything there."""
        number = FIRST_GROUP - len(self.groups)
        made = Group.new(self.service, number, title, list(members), forum=forum, admin=admin)
        self.groups.append(made)
        return made

    def all_messages(self) -> list[Message]:
        """What the bot has written anywhere and did not delete."""
        chats = self.service.world.chats.values()
        return [message for chat in chats for message in chat.shown() if message.from_bot]
