"""``python -m bot classify``: what the program understands from a text, as JSON, to be measured."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.settings import Settings
from city import City, load_named
from city.understanding import Understanding

FROM_INPUT = "-"


async def classify(settings: Settings, wanted: argparse.Namespace) -> int:
    """One line of JSON for the text; with «-» one for each line of standard input."""
    city = load_named(settings.city)
    for text in _texts(wanted.text):
        found = as_json(city, city.understand(text))
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 0


def as_json(city: City, found: Understanding) -> dict[str, Any]:
    """The understanding in plain values: danger or null, services best first, place."""
    return {
        "danger": _danger(city, found),
        "services": [asdict(suggestion) for suggestion in found.services],
        "place": _place(city, found),
    }


def _texts(words: list[str]) -> Iterator[str]:
    if words == [FROM_INPUT]:
        yield from (line.rstrip("\r\n") for line in sys.stdin)
    else:
        yield " ".join(words)


def _danger(city: City, found: Understanding) -> dict[str, Any] | None:
    if found.danger is None:
        return None
    authority = city.authorities[found.danger.authority]
    return {
        "code": found.danger.code,
        "authority": authority.code,
        "phones": [phone.number for phone in authority.phones],
        "advice": found.danger.advice or authority.advice,
    }


def _place(city: City, found: Understanding) -> dict[str, Any]:
    held = {
        key: value for key, value in asdict(found.place).items() if value not in {"", None, False}
    }
    district = city.places.districts.by_code.get(found.place.district)
    return held | ({"district": district.name} if district else {})
