"""What a link or a QR code brings along: a service, a place, or both.

The payload fits the narrowest channel, Telegram: 64 characters of ``[A-Za-z0-9_-]``.

    s_roads-pothole                 a service
    p_BASE64                        a point (degrees · 10⁵) and what it is called
    a_BASE64                        an address in words
    s_roads-pothole__p_BASE64       both

Anybody can make one, as anybody can type an address: what it says is shown, asked about and
checked like a resident's own words, and what nobody understands is no link.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
from dataclasses import dataclass
from typing import Final

from flows.events import Point

LONGEST: Final = 64
_PAYLOAD: Final = re.compile(r"(?:s_(?P<service>[a-z][a-z0-9-]*(?:_[a-z0-9-]+)*))?(?P<rest>.*)")
_PLACE: Final = re.compile(r"(?:__)?(?P<kind>[pa])_(?P<held>[A-Za-z0-9_-]+)")
_DEGREE: Final = 100_000
_LETTERS: Final = "cp1251"
"""One byte a letter: with two a street name would not fit."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: a service's code, and a point with its name, or an address in words."""

    service: str = ""
    point: Point | None = None
    address: str = ""


def write(target: Target) -> str:
    """The payload. Raises ``ValueError`` for what does not fit, or cannot be written."""
    parts = [f"s_{target.service.replace('.', '-')}"] if target.service else []
    if (point := target.point) is not None:
        where = struct.pack(">ii", round(point.lat * _DEGREE), round(point.lon * _DEGREE))
        parts.append(f"p_{_coded(where + point.title.encode(_LETTERS))}")
    elif target.address:
        parts.append(f"a_{_coded(target.address.encode(_LETTERS))}")
    payload = "__".join(parts)
    if len(payload) > LONGEST:
        msg = f"too long by {len(payload) - LONGEST} characters: use a shorter title"
        raise ValueError(msg)
    if read(payload) != _as_read(target):
        raise ValueError("there is nothing in it that a link can carry")
    return payload


def _as_read(target: Target) -> Target:
    """The target with its point as exact as a link can be: one metre."""
    if target.point is None:
        return target
    lat, lon = (round(x * _DEGREE) / _DEGREE for x in (target.point.lat, target.point.lon))
    return Target(target.service, Point(lat, lon, target.point.title))


def read(payload: str) -> Target | None:
    """Where a payload leads; None for anything that :func:`write` never made."""
    found = _PAYLOAD.fullmatch(payload) if len(payload) <= LONGEST else None
    if found is None:
        return None
    service = (found["service"] or "").replace("-", ".")
    if not found["rest"]:
        return Target(service) if service else None
    place = _PLACE.fullmatch(found["rest"])
    if place is None or found["rest"].startswith("__") != bool(service):
        return None
    try:
        held = base64.urlsafe_b64decode(place["held"] + "=" * (-len(place["held"]) % 4))
        if place["kind"] == "a":
            return Target(service, address=_words(held))
        lat, lon = (number / _DEGREE for number in struct.unpack(">ii", held[:8]))
        return Target(service, Point(lat, lon, _words(held[8:])))
    except (binascii.Error, struct.error, ValueError):
        return None


def _words(held: bytes) -> str:
    """Letters of a name. Raises ``ValueError`` for what could not be typed."""
    text = held.decode(_LETTERS)
    if not text.isprintable():
        raise ValueError("no words")
    return text


def _coded(held: bytes) -> str:
    return base64.urlsafe_b64encode(held).decode().rstrip("=")
