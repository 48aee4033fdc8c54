"""The HTTP interface that the page uses."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias
from urllib.parse import quote

from aiohttp import web

from handlers.channel import Accept, File
from handlers.web import inbound
from handlers.web.gate import Gate
from handlers.web.outbound import line_json, row_json
from handlers.web.ports import Ports
from handlers.web.problems import WebError, kindly
from handlers.web.session import Purpose, Session
from handlers.web.stream import Streams
from handlers.web.uploads import Incoming

log = logging.getLogger(__name__)

BODY_LIMIT: Final = 256 * 1024
"""Bytes: the longest text, were each of its characters written as an escape."""
_PAGE: Final = 200
_NO_STORE: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_SHOWN: Final = ("image/", "video/", "audio/")
_FILE_POLICY: Final = (
    "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
)

Method: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Api:
    """The handlers, with what they need."""

    gate: Gate
    ports: Ports
    accept: Accept
    incoming: Incoming
    streams: Streams
    clock: Callable[[], datetime]

    def routes(self) -> list[web.RouteDef]:
        """What an application adds to its router."""
        return [web.route(method, path, kindly(do)) for method, path, do in self._table()]

    def _table(self) -> list[tuple[str, str, Method]]:
        return [
            ("POST", "/api/session", self.open_session),
            ("POST", "/api/events", self.take_event),
            ("POST", "/api/files", self.take_file),
            ("GET", "/api/messages", self.messages),
            ("GET", "/api/stream", self.stream),
            ("GET", "/api/requests", self.requests),
            ("GET", r"/api/files/{id:\d{1,18}}", self.file),
            ("GET", "/api/return-link", self.return_link),
        ]

    async def open_session(self, request: web.Request) -> web.Response:
        """Renews the session of this browser, or begins a new one."""
        self.gate.check_post(request)
        session = await self.gate.known(request)
        resumed = session is not None
        session = session or self.gate.begin(request)
        staff = await self.ports.overview.staff(session.address)
        body = {"resumed": resumed, "staff": staff}
        response = web.json_response(body, headers=_NO_STORE)
        self.gate.give_cookie(request, response, session)
        return response

    async def take_event(self, request: web.Request) -> web.Response:
        """Puts one event into the inbox; 202 only after it is stored for good."""
        self.gate.check_post(request)
        if request.content_type != "application/json":
            raise WebError(415, "malformed")
        session = await self.gate.session(request, "events")
        event = inbound.validate(inbound.read_json(await _body(request)))
        tokens = (file["token"] for file in event.get("files", ()))
        if not all(self.gate.signer.owns_upload(session.address, token) for token in tokens):
            raise WebError(400, "upload_unknown")
        await self._store(session, event)
        response = web.json_response({"accepted": True}, status=202, headers=_NO_STORE)
        if self.gate.signer.is_due(session):
            self.gate.give_cookie(request, response, session)
        return response

    async def _store(self, session: Session, event: inbound.Fields) -> None:
        try:
            left = await self.accept([inbound.envelope(session.address, event, self.clock())])
        except Exception as error:
            # The text of a database's error can hold what the person wrote.
            log.warning("an event of the web chat was not stored: %s", type(error).__name__)
            raise WebError(503, "busy", retry_after=5) from None
        if left:
            raise WebError(429, "too_often", retry_after=15)

    async def take_file(self, request: web.Request) -> web.Response:
        """Takes one file; it is sent only by an event that names its token."""
        self.gate.check_post(request)
        session = await self.gate.session(request, "files")
        token = self.gate.signer.upload_token(session.address)
        upload = await self.incoming.save(request, token)
        body = {
            "token": upload.token,
            "name": upload.name,
            "size": upload.size,
            "kind": upload.kind.value,
        }
        return web.json_response(body, status=201, headers=_NO_STORE)

    async def messages(self, request: web.Request) -> web.Response:
        """Rows above ``after``, or the last ones (below ``before``): a page of ``limit``."""
        session = await self.gate.session(request, "reads")
        limit = min(max(_number(request, "limit") or _PAGE, 1), _PAGE)
        after = _number(request, "after")
        if after is not None:
            rows = await self.ports.transcript.after(session.address, after, limit)
        else:
            before = _number(request, "before")
            rows = await self.ports.transcript.before(session.address, before, limit)
        return web.json_response({"messages": [row_json(row) for row in rows]}, headers=_NO_STORE)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Live rows above Last-Event-ID, or above ``after``."""
        session = await self.gate.session(request, "reads")
        last = request.headers.get("Last-Event-ID", "")
        cursor = int(last) if _is_number(last) else _number(request, "after") or 0
        return await self.streams.serve(request, session.address, cursor)

    async def requests(self, request: web.Request) -> web.Response:
        """The requests beside the chat."""
        session = await self.gate.session(request, "reads")
        overview = self.ports.overview
        lines = await overview.requests(session.address)
        body = {
            "staff": await overview.staff(session.address),
            "requests": [line_json(line) for line in lines],
        }
        return web.json_response(body, headers=_NO_STORE)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file of this conversation; any other looks as if it did not exist."""
        session = await self.gate.session(request, "reads")
        number = int(request.match_info["id"])
        file = await self.ports.files.shown_to(session.address, number)
        if file is None or not file.path.is_file():
            raise WebError(404, "no_file")
        return web.FileResponse(file.path, headers=_file_headers(file))

    async def return_link(self, request: web.Request) -> web.Response:
        """The link that opens this conversation in another browser; none for staff."""
        session = await self.gate.session(request, "reads")
        if await self.ports.overview.staff(session.address):
            raise WebError(403, "no_link_for_staff")
        path = "/r/" + self.gate.signer.sign(Purpose.RETURN, session.address)
        return web.json_response({"url": self.gate.base(request) + path}, headers=_NO_STORE)


async def _body(request: web.Request) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > BODY_LIMIT:
                raise WebError(413, "too_long")
    except (web.RequestPayloadError, ConnectionError):
        raise WebError(400, "malformed") from None
    return bytes(body)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def _number(request: web.Request, name: str) -> int | None:
    text = request.query.get(name, "")
    if text and not _is_number(text):
        raise WebError(400, "malformed")
    return int(text) if text else None


def _file_headers(file: File) -> dict[str, str]:
    svg = "svg" in file.mime
    inline = file.mime.startswith(_SHOWN) and not svg
    way = "inline" if inline else "attachment"
    return {
        "Content-Type": file.mime or "application/octet-stream",
        "Content-Disposition": f"{way}; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Security-Policy": _FILE_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, max-age=86400, immutable",
        "X-Content-Type-Options": "nosniff",
    }
