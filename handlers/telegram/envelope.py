"""The outside of an update: its number and its conversation, whatever the bytes are."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, Final

from handlers.channel import Envelope

NAME: Final = "telegram"
MAX_UPDATE: Final = 1 << 20
"""Bytes of one update; real ones stay far below 100 KB."""
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")

_ID: Final = re.compile(rb'(?<!\\)"update_id"\s*:\s*(\d{1,18})(?!\d)')
_ADDRESSES: Final = (
    ("message", "chat", "id"),
    ("edited_message", "chat", "id"),
    ("callback_query", "message", "chat", "id"),
    ("callback_query", "from", "id"),
    ("my_chat_member", "chat", "id"),
)


def envelope(raw: bytes) -> Envelope:
    """The id and the conversation of an update; never raises.

    What is too large is cut and what cannot be read keeps no address: both are stored and
    then parked by the engine.
    """
    update = _loads(raw)
    number = update_id(raw, update)
    event_id = f"u{number}" if number is not None else "h" + hashlib.sha256(raw).hexdigest()[:40]
    return Envelope(NAME, event_id, _address(update), raw[:MAX_UPDATE])


def update_id(raw: bytes, update: dict[str, Any] | None = None) -> int | None:
    """The number of an update, found by its spelling where the JSON cannot be read."""
    number = (_loads(raw) if update is None else update).get("update_id")
    if isinstance(number, int) and not isinstance(number, bool) and abs(number) < 10**18:
        return number
    found = _ID.search(raw)
    return int(found[1]) if found else None


def callback_id(raw: bytes) -> str:
    """The id of the pressed button's query, to be answered; empty in other updates."""
    if b'"callback_query"' not in raw:
        return ""
    found = _dig(_loads(raw), "callback_query", "id")
    return found if isinstance(found, str) else ""


def _loads(raw: bytes) -> dict[str, Any]:
    if len(raw) > MAX_UPDATE:
        return {}
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _dig(value: Any, *path: str) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _address(update: dict[str, Any]) -> str:
    for path in _ADDRESSES:
        found = _dig(update, *path)
        if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**18:
            return str(found)
    return ""
