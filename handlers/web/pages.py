"""The pages themselves and their parts, with the headers that keep them safe."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Final

from aiohttp import web

from handlers.web.gate import Gate
from handlers.web.peer import Peer
from handlers.web.ports import Centre, Overview
from handlers.web.session import Kind, Purpose
from handlers.web.settings import WebSettings
from handlers.web.words import words

STATIC: Final = Path(__file__).parent / "static"
_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
_HOLE: Final = re.compile(r"\{\{([a-z_.]+)\}\}")
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
    " media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors "
)
_COMMON: Final = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}


class Pages:
    """GET /, /chat, /staff, /r/<token>, /widget.js and what they load."""

    def __init__(self, settings: WebSettings, gate: Gate, overview: Overview) -> None:
        self._settings = settings
        self._gate = gate
        self._overview = overview
        self._chat = (STATIC / "chat.html").read_text(encoding="utf-8")
        self._return = (STATIC / "return.html").read_text(encoding="utf-8")
        said = json.dumps(words()["widget"], ensure_ascii=False)
        script = (STATIC / "widget.js").read_text(encoding="utf-8")
        self._widget = script.replace('"{{words}}"', said)
        self._parts = {p.name: p for p in STATIC.iterdir() if p.suffix in _TYPES}

    def routes(self) -> list[web.RouteDef]:
        """What an application adds to its router."""
        return [
            web.get("/", self.chat),
            web.get("/chat", self.chat),
            web.get("/staff", self.staff),
            web.get("/r/{token}", self.ask_to_return),
            web.post("/r/{token}", self.come_back),
            web.get("/widget.js", self.widget),
            web.get("/static/strings.json", self.strings),
            web.get("/static/{name}", self.part),
        ]

    async def chat(self, request: web.Request) -> web.Response:
        """The chat, on its own or in a frame of a site that may show it."""
        kind = Kind.FRAME if request.query.get("embed") else Kind.CHAT
        origins = " ".join(("'self'", *self._settings.origins))
        return self._page(self._chat, origins, mode=kind.value)

    async def staff(self, _request: web.Request) -> web.Response:
        """The same for staff, with their requests beside it; never in a frame."""
        return self._page(self._chat, "'none'", mode=Kind.STAFF.value)

    async def ask_to_return(self, request: web.Request) -> web.Response:
        """Asks before it opens another conversation.

        Messengers fetch links by themselves, and a stranger's link would otherwise lead people
        into a conversation that the stranger can read.
        """
        known = await self._returning(request)
        return self._page(self._return, "'none'", mode="ask" if known else "gone")

    async def come_back(self, request: web.Request) -> web.StreamResponse:
        """Makes the link's conversation that of this browser."""
        address = await self._returning(request)
        if not address or not Peer(request, self._settings).of_our_own:
            return self._page(self._return, "'none'", mode="gone", status=403)
        response = web.Response(status=303, headers={"Location": "/", "Cache-Control": "no-store"})
        session = self._gate.signer.begin(Kind.CHAT, address)
        self._gate.give_cookie(request, response, session)
        return response

    async def _returning(self, request: web.Request) -> str:
        found = self._gate.signer.read(Purpose.RETURN, request.match_info["token"])
        if not found or await self._overview.staff(found[0]):
            return ""
        return found[0]

    async def widget(self, _request: web.Request) -> web.Response:
        """The launcher for the city's site."""
        headers = {"Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "cross-origin"}
        return web.Response(
            text=self._widget, content_type="text/javascript", headers={**headers, **_COMMON}
        )

    async def strings(self, _request: web.Request) -> web.Response:
        """The page's own words."""
        text = json.dumps(words()["page"], ensure_ascii=False)
        headers = {"Cache-Control": "no-cache", **_COMMON}
        return web.Response(text=text, content_type="application/json", headers=headers)

    async def part(self, request: web.Request) -> web.StreamResponse:
        """A script, a style sheet or a picture of the page."""
        path = self._parts.get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return _file(path, {"Cross-Origin-Resource-Policy": "same-origin"})

    def _page(self, template: str, ancestors: str, *, mode: str, status: int = 200) -> web.Response:
        values = {**words()["html"], **_centre(self._settings.centre), "mode": escape(mode)}
        text = _HOLE.sub(lambda hole: values[hole[1]], template)
        headers = {"Content-Security-Policy": _POLICY + ancestors, "Cache-Control": "no-store"}
        headers["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=()"
        if ancestors == "'none'":
            headers["X-Frame-Options"] = "DENY"
        return web.Response(
            text=text, status=status, content_type="text/html", headers={**headers, **_COMMON}
        )


def _file(path: Path, headers: dict[str, str]) -> web.FileResponse:
    shared = {"Content-Type": _TYPES[path.suffix], "Cache-Control": "no-cache", **_COMMON}
    return web.FileResponse(path, headers={**shared, **headers})


def _centre(centre: Centre) -> dict[str, str]:
    links = (f'<a href="tel:{_digits(p)}">{escape(p)}</a>' for p in centre.phones)
    return {
        "centre": escape(centre.name),
        "city": escape(centre.city),
        "hours": escape(centre.hours),
        "phones": '<span class="between">, </span>'.join(links),
    }


def _digits(phone: str) -> str:
    plus = "+" if phone.lstrip().startswith("+") else ""
    return plus + "".join(c for c in phone if c.isdigit())
