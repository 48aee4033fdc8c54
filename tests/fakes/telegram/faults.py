"""Faults that a test plans: the next calls of a method go wrong."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field

from aiohttp import web

from .errors import ApiError, too_many

ANY = "*"
DOWNLOAD = "file"
"""The name under which a download of a file is planned."""
GATEWAY_PAGE = (
    "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
)


class Fault:
    """Nothing goes wrong yet."""

    async def before(self, request: web.Request) -> web.StreamResponse | None:
        """An answer in place of doing the thing."""
        del request
        return None

    async def after(self, request: web.Request, answer: web.StreamResponse) -> web.StreamResponse:
        """What becomes of the answer after the thing was done."""
        del request
        return answer


class BadGateway(Fault):
    """A 502 with an HTML page, nothing done."""

    async def before(self, request: web.Request) -> web.StreamResponse | None:
        return web.Response(status=502, text=GATEWAY_PAGE, content_type="text/html")


@dataclass
class Refusal(Fault):
    """A refusal of any kind, nothing done."""

    error: ApiError

    async def before(self, request: web.Request) -> web.StreamResponse | None:
        return web.json_response(self.error.body(), status=self.error.code)


@dataclass
class Cut(Fault):
    """The connection breaks, before or after the thing was done."""

    done: bool

    async def before(self, request: web.Request) -> web.StreamResponse | None:
        return None if self.done else _broken(request)

    async def after(self, request: web.Request, answer: web.StreamResponse) -> web.StreamResponse:
        del answer
        return _broken(request)


@dataclass
class Hold(Fault):
    """The call hangs until it is released, before or after the thing was done."""

    done: bool
    _reached: asyncio.Event = field(default_factory=asyncio.Event)
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    async def reached(self) -> None:
        """Returns when a call hangs here."""
        await self._reached.wait()

    def release(self) -> None:
        """Lets the call go on."""
        self._released.set()

    async def _hang(self) -> None:
        self._reached.set()
        await self._released.wait()

    async def before(self, request: web.Request) -> web.StreamResponse | None:
        del request
        if not self.done:
            await self._hang()
        return None

    async def after(self, request: web.Request, answer: web.StreamResponse) -> web.StreamResponse:
        del request
        if self.done:
            await self._hang()
        return answer


def _broken(request: web.Request) -> web.StreamResponse:
    if request.transport:
        request.transport.abort()
    return web.Response()


@dataclass
class Faults:
    """What is planned, first planned first."""

    _plans: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    _holds: list[Hold] = field(default_factory=list)

    def bad_gateway(self, method: str = ANY, times: int = 1) -> None:
        """502 with HTML."""
        self._plan(method, BadGateway(), times)

    def error(self, method: str, code: int, description: str, times: int = 1) -> None:
        """Any refusal."""
        self._plan(method, Refusal(ApiError(code, description)), times)

    def too_many(self, method: str, retry_after: int, times: int = 1) -> None:
        """429 with the seconds to wait."""
        self._plan(method, Refusal(too_many(retry_after)), times)

    def cut_before(self, method: str = ANY, times: int = 1) -> None:
        """The connection breaks and nothing was done."""
        self._plan(method, Cut(done=False), times)

    def cut_after(self, method: str = ANY, times: int = 1) -> None:
        """The thing was done, the answer never comes."""
        self._plan(method, Cut(done=True), times)

    def hold(self, method: str = ANY, *, done: bool = False) -> Hold:
        """The next call hangs until ``release``; ``done``: after it did the thing."""
        hold = Hold(done=done)
        self._holds.append(hold)
        self._plan(method, hold, 1)
        return hold

    def take(self, method: str) -> Fault:
        """The fault for this call."""
        for name in (method, ANY):
            if self._plans[name]:
                return self._plans[name].popleft()
        return Fault()

    def left(self) -> int:
        """How many planned faults have not happened."""
        return sum(len(plan) for plan in self._plans.values())

    def clear(self) -> None:
        """Forgets the plan and releases what hangs."""
        self._plans.clear()
        for hold in self._holds:
            hold.release()

    def _plan(self, method: str, fault: Fault, times: int) -> None:
        self._plans[method].extend([fault] * times)
