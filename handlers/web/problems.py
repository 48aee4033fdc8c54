"""What went wrong, as a status, a key for the page, and a kind sentence for the person."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aiohttp import web

from handlers.web.words import words

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WebError(Exception):
    """A request that cannot be served; ``key`` names a sentence under ``errors`` in web.json."""

    def __init__(self, status: int, key: str, *, retry_after: float = 0) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.retry_after = retry_after

    def response(self) -> web.Response:
        """The answer that the page reads."""
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        if self.retry_after:
            headers["Retry-After"] = str(math.ceil(self.retry_after))
        body = {"error": self.key, "text": words()["errors"][self.key]}
        return web.json_response(body, status=self.status, headers=headers)


def kindly(handler: Handler) -> Handler:
    """The same handler, answering a :class:`WebError` with its sentence."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except WebError as problem:
            return problem.response()

    return answer
