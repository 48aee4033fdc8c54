"""The outside of a callback: what kind it is, its id and its conversation, whatever the bytes are."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from handlers.channel import Envelope

NAME: Final = "viber"
MAX_CALLBACK: Final = 1 << 20
"""Bytes of one callback; real ones stay below 30 KB."""
LAST_MILLISECOND: Final = 253_402_300_799_999  # 9999-12-31, the end of datetime

_ADDRESSES: Final = (("sender", "id"), ("user", "id"), ("user_id",))


@dataclass(frozen=True, slots=True)
class Outside:
    """What is seen of a callback before anything in it is trusted to have its proper form."""

    event: str
    token: str
    person: str
    context: str = ""
    subscribed: bool = False
    api_version: int = 1
    timestamp: int = 0

    @property
    def at(self) -> datetime:
        """When it happened."""
        return datetime.fromtimestamp(self.timestamp / 1000, UTC)

    def envelope(self, raw: bytes) -> Envelope:
        """What goes into the inbox: the same callback twice gives the same id."""
        if self.token:
            event_id = f"{self.event}:{self.token}:{self.person}"
        else:
            event_id = f"{self.event}:h{hashlib.sha256(raw).hexdigest()[:40]}"
        return Envelope(NAME, event_id, self.person, raw)


def look(raw: bytes) -> Outside | None:
    """The outside of a callback, None for what is no JSON object or nests too deeply."""
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(body, dict):
        return None
    user = body.get("user")
    user = user if isinstance(user, dict) else {}
    version = user.get("api_version")
    return Outside(
        event=_text(body.get("event")),
        token=_token(body.get("message_token")),
        person=next(filter(None, (_text(_dig(body, *path)) for path in _ADDRESSES)), ""),
        context=_text(body.get("context")),
        subscribed=body.get("subscribed") is True,
        api_version=version if isinstance(version, int) else 1,
        timestamp=_milliseconds(body.get("timestamp")),
    )


def _token(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**30:
        return str(value)
    return _text(value)


def _milliseconds(value: Any) -> int:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value <= LAST_MILLISECOND else 0


def _text(value: Any) -> str:
    """Text of a sane length that can be written as UTF-8 and kept by every database."""
    if not isinstance(value, str) or len(value) > 256:
        return ""
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def _dig(value: Any, *path: str) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
