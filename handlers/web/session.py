"""Who is at the other end: signed tokens for cookies, return links and uploads.

A token is ``v1.<value>.<issued>.<mac>``: the value (mostly the conversation's address, 128
random bits), Unix seconds, and an HMAC-SHA256 over all of it and over the token's purpose, so
that a return link can never serve as a cookie, nor a resident's cookie as a member's.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

_TOKEN: Final = re.compile(r"v1\.([A-Za-z0-9_-]{1,80})\.([0-9]{1,12})\.([A-Za-z0-9_-]{43})")
_SKEW: Final = timedelta(minutes=5)
YEAR: Final = timedelta(days=365)


class Kind(StrEnum):
    """Which of a browser's sessions a request speaks for; each has a cookie of its own."""

    CHAT = "chat"
    FRAME = "frame"
    STAFF = "staff"


class Purpose(StrEnum):
    """What else is signed with the same key."""

    RETURN = "return"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True)
class Session:
    """A proven session."""

    kind: Kind
    address: str
    issued: datetime


def new_address() -> str:
    """A conversation's address that nobody can guess."""
    return secrets.token_urlsafe(16)


class Signer:
    """Makes and checks the tokens; the lifetime of each purpose is its own."""

    def __init__(
        self, secret_key: bytes, clock: Callable[[], datetime], *, staff_idle: timedelta
    ) -> None:
        self._key = hmac.digest(secret_key, b"web chat tokens", hashlib.sha256)
        self._clock = clock
        self.staff_idle = staff_idle

    def lifetime(self, purpose: Kind | Purpose) -> timedelta:
        """How long a token of this purpose is good for."""
        return self.staff_idle if purpose is Kind.STAFF else YEAR

    def sign(self, purpose: Kind | Purpose, value: str) -> str:
        """A token for ``value``, issued now."""
        body = f"v1.{value}.{int(self._clock().timestamp())}"
        return f"{body}.{self._mac(purpose, body)}"

    def read(self, purpose: Kind | Purpose, token: str) -> tuple[str, datetime] | None:
        """The value and the time of issue, or None for what is forged, cut or too old."""
        found = _TOKEN.fullmatch(token)
        if not found:
            return None
        value, seconds, mac = found.groups()
        expected = self._mac(purpose, f"v1.{value}.{seconds}")
        if not hmac.compare_digest(mac.encode(), expected.encode()):
            return None
        issued = datetime.fromtimestamp(int(seconds), UTC)
        age = self._clock() - issued
        return (value, issued) if -_SKEW <= age <= self.lifetime(purpose) else None

    def begin(self, kind: Kind, address: str) -> Session:
        """A session that begins now."""
        return Session(kind, address, self._clock())

    def session(self, kind: Kind, token: str) -> Session | None:
        """The session that a cookie proves."""
        found = self.read(kind, token)
        return Session(kind, *found) if found else None

    def is_idle_for_staff(self, session: Session) -> bool:
        """Whether a member's session has not been used for too long, in whatever cookie."""
        return self._clock() - session.issued > self.staff_idle

    def is_due(self, session: Session) -> bool:
        """Whether its cookie should be issued anew: a twelfth of the shortest life is over."""
        return self._clock() - session.issued > self.staff_idle / 12

    def upload_token(self, address: str) -> str:
        """A name for a file that this conversation uploads, and that no other may send."""
        name = secrets.token_urlsafe(16)
        return f"{name}.{self._upload_mac(name, address)}"

    def owns_upload(self, address: str, token: str) -> bool:
        """Whether :meth:`upload_token` gave this token to this conversation."""
        name, _, mac = token.partition(".")
        expected = self._upload_mac(name, address)
        return hmac.compare_digest(mac.encode("utf-8", "replace"), expected.encode())

    def _upload_mac(self, name: str, address: str) -> str:
        return self._mac(Purpose.UPLOAD, f"{name}.{address}")[:22]

    def _mac(self, purpose: Kind | Purpose, body: str) -> str:
        digest = hmac.digest(self._key, f"{purpose.value}|{body}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")
