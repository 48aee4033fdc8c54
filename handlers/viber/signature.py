"""Signatures of webhooks: only who knows the bot's token can have made the body.

Source: https://developers.viber.com/docs/api/rest-bot-api/#callbacks.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

HEADER: Final = "X-Viber-Content-Signature"


def sign(token: str, body: bytes) -> str:
    """The signature of a body as Viber makes it."""
    return hmac.new(token.encode(), body, hashlib.sha256).hexdigest()


def is_genuine(token: str, body: bytes, given: str) -> bool:
    """Whether ``given`` signs exactly these bytes; takes as long for a wrong one as for a right."""
    expected = sign(token, body).encode()
    # Bytes: compare_digest refuses text with other letters than those of ASCII.
    return hmac.compare_digest(given.strip().lower().encode("utf-8", "surrogateescape"), expected)
