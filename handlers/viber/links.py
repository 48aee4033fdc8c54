"""Links under which Viber gets the files that it is sent: signed, and good for a week.

``/viber/media/<signature>/<expiry>/<id>/<id>.jpg``: the signature covers all that follows it, so
none can be guessed, and none leads from one file to another.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from aiohttp import web

from handlers.channel import File
from handlers.filetypes import EXTENSIONS, OF_OURS
from handlers.media import fitted

LIFE: Final = timedelta(days=7)
"""Phones fetch a file when its owner first sees the message."""
PICTURE_LIMIT: Final = 1_000_000
"""Bytes of a picture: 1 MB, which iPhones insist on."""
PATH: Final = "/viber/media/{signature}/{expiry}/{id}/{name}"
COPIES_KEPT: Final = 8

Files: TypeAlias = Callable[[Sequence[int]], Awaitable[Sequence[File]]]
"""Those of some attachments that are stored."""

_MAC: Final = 32
_NUMBER: Final = re.compile(r"[0-9]{1,18}")


class Links:
    """Makes the links; ``public_url`` is the bot's address as Viber reaches it."""

    def __init__(self, secret_key: bytes, public_url: str, clock: Callable[[], datetime]) -> None:
        self._key = hmac.digest(secret_key, b"viber media links", hashlib.sha256)
        self._base = public_url.rstrip("/")
        self._clock = clock

    def to(self, file: File) -> str:
        """A link to a file; ends in the extension of its type, as Viber demands."""
        expiry = int((self._clock() + LIFE).timestamp())
        tail = f"{expiry}/{file.id}/{file.id}{(EXTENSIONS | OF_OURS).get(file.mime, '')}"
        return f"{self._base}/viber/media/{self._mac(tail)}/{tail}"

    def read(self, signature: str, expiry: str, number: str, name: str) -> int | None:
        """The id of the file that a link leads to, None for what is forged or too old."""
        expected = self._mac(f"{expiry}/{number}/{name}").encode()
        given = signature.encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, expected):
            return None
        if not (_NUMBER.fullmatch(expiry) and _NUMBER.fullmatch(number)):
            return None
        return int(number) if int(expiry) >= self._clock().timestamp() else None

    def _mac(self, tail: str) -> str:
        digest = hmac.digest(self._key, tail.encode("utf-8", "surrogateescape"), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode()[:_MAC]


class Served:
    """Answers to the links."""

    def __init__(self, links: Links, files: Files) -> None:
        self._links = links
        self._files = files
        self._copies: OrderedDict[int, bytes] = OrderedDict()
        self._one_at_a_time = asyncio.Lock()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The file, or 404 for whatever is wrong with the link."""
        found = request.match_info
        number = self._links.read(found["signature"], found["expiry"], found["id"], found["name"])
        files = await self._files([number]) if number is not None else ()
        if not files:
            return web.Response(status=404)
        file = files[0]
        shown = file.mime.startswith(("image/", "video/"))
        headers = {
            "Content-Type": file.mime,
            "Content-Disposition": "inline" if shown else "attachment",
            "Cache-Control": "private, max-age=3600",
            "X-Robots-Tag": "noindex",
        }
        if file.mime.startswith("image/") and file.size > PICTURE_LIMIT:
            return web.Response(body=await self._copy(file), headers=headers)
        return web.FileResponse(file.path, headers=headers)

    async def _copy(self, file: File) -> bytes:
        """The picture within Viber's size; the latest are kept, since each phone asks anew."""
        async with self._one_at_a_time:
            copy = self._copies.pop(file.id, None)
            if copy is None:
                copy = await asyncio.to_thread(fitted, file.path, PICTURE_LIMIT)
            self._copies[file.id] = copy
            while len(self._copies) > COPIES_KEPT:
                self._copies.popitem(last=False)
        return copy
