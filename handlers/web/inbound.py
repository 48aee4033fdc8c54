"""What the page posts: checked field by field, then turned into events.

Only fields that are known and within their bounds reach the inbox; what they mean is decided
by :func:`translate` when the engine takes the event.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TypeAlias

from flows.events import Body, Event, Media, MediaKind, MediaRef, Point, Sender, Tap, Text
from handlers.channel import Envelope
from handlers.media import FILE_LIMIT
from handlers.text import clean, one_line
from handlers.web.problems import WebError

CHANNEL: Final = "web"
TEXT_LIMIT: Final = 20_000
"""Characters; the conversation has a lower one of its own and says so kindly."""
FILES_LIMIT: Final = 10
_DATA_BYTES: Final = 64
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ROW: Final = re.compile(r"[0-9]{0,19}")
_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")

Fields: TypeAlias = dict[str, Any]


def read_json(body: bytes) -> Fields:
    """The JSON object in ``body``. Raises :class:`WebError` for anything else."""
    try:
        value = json.loads(body, parse_constant=_not_a_number)
    except (ValueError, RecursionError):
        raise WebError(400, "malformed") from None
    if not isinstance(value, dict):
        raise WebError(400, "malformed")
    return value


def _not_a_number(name: str) -> float:
    raise ValueError(name)


def validate(body: Fields) -> Fields:
    """The part of ``body`` that is an event. Raises :class:`WebError` (400)."""
    key = _text(body, "id", 36)
    check = _KINDS.get(_text(body, "kind", 20))
    if check is None or not _UUID.fullmatch(key):
        raise WebError(400, "malformed")
    event = {"id": key, "kind": body["kind"], **check(body)}
    if reply_to := _matching(body, "reply_to", _ROW):
        event["reply_to"] = reply_to
    return event


def _text(body: Fields, name: str, limit: int) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        raise WebError(400, "malformed")
    if len(value) > limit:
        raise WebError(400, "too_long" if name == "text" else "malformed")
    # Half of a surrogate pair cannot be written as UTF-8, so nothing could store it.
    return value.encode("utf-8", "replace").decode()


def _matching(body: Fields, name: str, pattern: re.Pattern[str]) -> str:
    value = _text(body, name, 100)
    if not pattern.fullmatch(value):
        raise WebError(400, "malformed")
    return value


def _words(body: Fields) -> Fields:
    text = _text(body, "text", TEXT_LIMIT)
    if not clean(text).strip():
        raise WebError(400, "empty")
    return {"text": text}


def _tap(body: Fields) -> Fields:
    data = _text(body, "data", _DATA_BYTES)
    if not 0 < len(data.encode()) <= _DATA_BYTES:
        raise WebError(400, "malformed")
    message = _matching(body, "message", _ROW)
    return {"data": data, "message": message, "label": _text(body, "label", 200)}


def _point(body: Fields) -> Fields:
    title = _text(body, "title", 300)
    return {"lat": _degrees(body, "lat", 90), "lon": _degrees(body, "lon", 180), "title": title}


def _degrees(body: Fields, name: str, limit: int) -> float:
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WebError(400, "malformed")
    if not math.isfinite(value) or abs(value) > limit:
        raise WebError(400, "malformed")
    return float(value)


def _contact(body: Fields) -> Fields:
    phone = _text(body, "data", 60)
    if not clean(phone).strip():
        raise WebError(400, "empty")
    return {"data": phone}


def _start(body: Fields) -> Fields:
    return {"data": _matching(body, "data", _PAYLOAD)}


def _files(body: Fields) -> Fields:
    files = body.get("files")
    if not isinstance(files, list) or not files:
        raise WebError(400, "malformed")
    if len(files) > FILES_LIMIT:
        raise WebError(400, "too_many_files")
    return {"files": [_file(one) for one in files], "text": _text(body, "text", TEXT_LIMIT)}


def _file(value: object) -> Fields:
    if not isinstance(value, dict):
        raise WebError(400, "malformed")
    size = value.get("size", 0)
    if isinstance(size, bool) or not isinstance(size, int) or not 0 <= size <= FILE_LIMIT:
        raise WebError(400, "malformed")
    kind = _text(value, "kind", 20)
    if kind not in set(MediaKind):
        raise WebError(400, "malformed")
    return {
        "token": _text(value, "token", 100),
        "name": _text(value, "name", 255),
        "kind": kind,
        "size": size,
    }


_KINDS: Final[dict[str, Callable[[Fields], Fields]]] = {
    "text": _words,
    "tap": _tap,
    "point": _point,
    "contact": _contact,
    "files": _files,
    "start": _start,
}


def envelope(address: str, event: Fields, at: datetime) -> Envelope:
    """What goes into the inbox for a validated event; a resend has the same event id."""
    raw = json.dumps({"address": address, "at": at.isoformat(), "event": event}, ensure_ascii=False)
    return Envelope(CHANNEL, f"{address}:{event['id']}", address, raw.encode())


def translate(raw: bytes) -> Event:
    """The event that :func:`envelope` put there. Raises ValueError for anything else."""
    try:
        stored = json.loads(raw)
        event = validate(stored["event"])
        address, at = str(stored["address"]), datetime.fromisoformat(stored["at"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, WebError):
        msg = "not an event of the web chat"
        raise ValueError(msg) from None
    return Event(
        id=f"{address}:{event['id']}",
        channel=CHANNEL,
        address=address,
        at=at,
        body=_BODIES[event["kind"]](event),
        sender=Sender(address),
        message=event["id"],
        reply_to=event.get("reply_to", ""),
    )


def _media(event: Fields) -> Media:
    items = tuple(
        MediaRef(MediaKind(f["kind"]), f["token"], one_line(f["name"]), f["size"])
        for f in event["files"]
    )
    return Media(items, clean(event["text"]))


def _typed_phone(event: Fields) -> Text:
    # A browser cannot prove whose number it is, so it counts as typed.
    return Text(one_line(event["data"]))


_BODIES: Final[dict[str, Callable[[Fields], Body]]] = {
    "text": lambda e: Text(clean(e["text"])),
    "tap": lambda e: Tap(e["data"], e["message"], one_line(e["label"])),
    "point": lambda e: Point(e["lat"], e["lon"], one_line(e["title"], 300)),
    "contact": _typed_phone,
    "files": _media,
    "start": lambda e: Text(f"/start {e['data']}".strip()),
}
