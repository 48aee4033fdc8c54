"""The web server: where it listens, and what holds for every answer."""

from __future__ import annotations

import errno
import logging
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.observing.trace import where

log = logging.getLogger(__name__)

BODY_LIMIT: Final = 1024 * 1024
"""Bytes of a request that is read at once; uploads are streamed with a limit of their own."""

DRAIN_SECONDS: Final = 5.0
"""How long requests that are being answered may take once the program stops."""

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""For answers that set none of their own."""


class AddressError(Exception):
    """The server cannot listen at HOST and PORT; the text is a sentence for the administrator."""


def application() -> web.Application:
    """An application that guards its answers, to which the program adds its routes."""
    app = web.Application(middlewares=[_without_traceback], client_max_size=BODY_LIMIT)
    app.on_response_prepare.append(_with_headers)
    return app


class Server:
    """The application at an address, from :meth:`start` to :meth:`stop`.

    With ``shared`` several processes listen there, and the system divides what comes.
    """

    def __init__(self, app: web.Application, host: str, port: int, *, shared: bool = False) -> None:
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=DRAIN_SECONDS)
        self._host, self._port, self._shared = host, port, shared

    async def start(self) -> None:
        """Listen. Raises :class:`AddressError`."""
        await self._runner.setup()
        try:
            # None where it is not wanted: some systems do not know it at all.
            shared = self._shared or None
            await web.TCPSite(self._runner, self._host, self._port, reuse_port=shared).start()
        except OSError as error:
            await self._runner.cleanup()
            raise AddressError(_why(error, self._host, self._port)) from None

    async def stop(self) -> None:
        """Take no more requests and let those that are being answered come to an end."""
        await self._runner.cleanup()


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"PORT {port} on {host} is taken by another program (perhaps the bot runs already);"
            " stop that one or set another PORT."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"PORT {port} needs more rights than the bot has; set one above 1023."
    return f"The bot cannot listen on HOST {host}, PORT {port}: is HOST an address of this machine?"


@web.middleware
async def _without_traceback(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except ConnectionError:
        raise
    except Exception as error:
        # the pattern, not the address: that may hold a return link
        resource = request.match_info.route.resource
        pattern = resource.canonical if resource else "an unknown path"
        log.error("%s %s failed: %s", request.method, pattern, where(error))  # noqa: TRY400
        return web.json_response({"error": "internal"}, status=500)


async def _with_headers(request: web.Request, response: web.StreamResponse) -> None:
    del request
    response.headers["Server"] = "contact-centre"
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
