"""What a message must be: fields, lengths, sizes; and what lies behind its links."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from . import keyboards
from .statuses import INCOMPATIBLE, MISSING_DATA, RefusalError, bad

Json = dict[str, Any]

MAX_JSON: Final = 30 * 1024
MAX_TEXT: Final = 7000
MAX_CAPTION: Final = 512
MAX_TRACKING: Final = 4000
MAX_NAME: Final = 28
MAX_PICTURE: Final = 1_000_000
MAX_VIDEO: Final = 26 * 1024 * 1024
MAX_FILE: Final = 50 * 1024 * 1024
HIGHEST_LEVEL: Final = 10
_MAGIC: Final = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}

COMMON: Final = {
    "receiver", "broadcast_list", "sender", "type", "tracking_data", "keyboard",
    "min_api_version", "alt_text",
}  # fmt: skip
OWN: Final = {
    "text": {"text"},
    "picture": {"text", "media", "thumbnail"},
    "video": {"media", "size", "thumbnail", "duration", "text"},
    "file": {"media", "size", "file_name"},
    "location": {"location"},
    "contact": {"contact"},
    "sticker": {"sticker_id"},
    "url": {"media"},
}


@dataclass
class Fetched:
    """What a link gave."""

    status: int
    mime: str
    content: bytes


Fetch = Callable[[str], Awaitable[Fetched]]


async def check(body: Json, fetch: Fetch) -> tuple[int, bytes]:
    """The message's API level and the content behind its link. Raises RefusalError."""
    kind = body.get("type")
    if kind not in OWN:
        raise bad(f"type {kind!r}")
    for name, value in body.items():
        if name not in COMMON | OWN[kind]:
            raise bad(f"{kind} with the field {name!r}")
        if value is None:
            raise bad(f"{name} is null")
    _sender(body)
    _length(body, "tracking_data", MAX_TRACKING)
    needed = keyboards.check(body["keyboard"]) if "keyboard" in body else 1
    said = body.get("min_api_version", 1)
    if not isinstance(said, int) or not 1 <= said <= HIGHEST_LEVEL:
        raise bad("min_api_version")
    if needed > said:
        raise RefusalError(INCOMPATIBLE, f"needs min_api_version {needed}, says {said}")
    return said, await _KINDS[kind](body, fetch)


def _sender(body: Json) -> None:
    name = body["sender"].get("name") if isinstance(body.get("sender"), dict) else None
    if not isinstance(name, str) or not name:
        raise RefusalError(MISSING_DATA, "sender.name")
    if len(name) > MAX_NAME:
        raise bad("sender.name is too long")


def _length(body: Json, name: str, most: int, *, required: bool = False) -> None:
    value = body.get(name)
    if value is None and not required:
        return
    if not isinstance(value, str) or (required and not value.strip()):
        raise RefusalError(MISSING_DATA, name)
    if len(value) > most:
        raise bad(f"{name} has {len(value)} characters")


async def _text(body: Json, _fetch: Fetch) -> bytes:
    _length(body, "text", MAX_TEXT, required=True)
    return b""


async def _picture(body: Json, fetch: Fetch) -> bytes:
    _length(body, "text", MAX_CAPTION)
    found = await _behind(body, fetch, (".jpg", ".jpeg", ".png"))
    if not found.content.startswith(_MAGIC.get(found.mime, b"\x00nothing")):
        raise bad(f"a picture that is {found.mime}")
    if len(found.content) > MAX_PICTURE:
        raise bad(f"a picture of {len(found.content)} bytes")
    return found.content


async def _video(body: Json, fetch: Fetch) -> bytes:
    _size(body, MAX_VIDEO)
    return _sized(body, await _behind(body, fetch, (".mp4",)))


async def _file(body: Json, fetch: Fetch) -> bytes:
    _size(body, MAX_FILE)
    _length(body, "file_name", 256, required=True)
    if "." not in body["file_name"]:
        raise bad("file_name without an extension")
    return _sized(body, await _behind(body, fetch, (".",)))


def _size(body: Json, most: int) -> None:
    size = body.get("size")
    if not isinstance(size, int) or isinstance(size, bool):
        raise RefusalError(MISSING_DATA, "size")
    if not 0 < size <= most:
        raise bad(f"size {size}")


def _sized(body: Json, found: Fetched) -> bytes:
    if len(found.content) != body["size"]:
        raise bad(f"size {body['size']}, but there are {len(found.content)} bytes")
    return found.content


async def _behind(body: Json, fetch: Fetch, endings: tuple[str, ...]) -> Fetched:
    """What is behind ``media``: a public https address whose path ends in the extension."""
    url = body.get("media")
    if not isinstance(url, str) or not url:
        raise RefusalError(MISSING_DATA, "media")
    parts = urlsplit(url)
    last = parts.path.rpartition("/")[2].lower()
    fits = last.endswith(endings) or (endings == (".",) and "." in last)
    if parts.scheme != "https" or not fits or parts.query:
        raise bad("media is no https link that ends in an extension")
    found = await fetch(url)
    if found.status != 200:
        raise bad(f"media answers {found.status}")
    return found


async def _location(body: Json, _fetch: Fetch) -> bytes:
    where = body.get("location")
    if not isinstance(where, dict) or set(where) != {"lat", "lon"}:
        raise RefusalError(MISSING_DATA, "location")
    if not (-90 <= where["lat"] <= 90 and -180 <= where["lon"] <= 180):
        raise bad("location is not on earth")
    return b""


async def _contact(body: Json, _fetch: Fetch) -> bytes:
    shared = body.get("contact")
    if not isinstance(shared, dict):
        raise RefusalError(MISSING_DATA, "contact")
    _length(shared, "name", MAX_NAME, required=True)
    _length(shared, "phone_number", 18, required=True)
    return b""


async def _sticker(body: Json, _fetch: Fetch) -> bytes:
    if not isinstance(body.get("sticker_id"), int):
        raise RefusalError(MISSING_DATA, "sticker_id")
    return b""


async def _url(body: Json, _fetch: Fetch) -> bytes:
    _length(body, "media", 2000, required=True)
    return b""


_KINDS: Final[dict[str, Callable[[Json, Fetch], Awaitable[bytes]]]] = {
    "text": _text,
    "picture": _picture,
    "video": _video,
    "file": _file,
    "location": _location,
    "contact": _contact,
    "sticker": _sticker,
    "url": _url,
}
