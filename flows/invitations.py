"""One-time codes by which staff come: made to be read aloud, stored only as a hash."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without 0 and O, 1, I and L, which sound or look alike."""
LENGTH: Final = 10
"""31 to the 10th codes: nobody guesses one within the days that it is valid."""


def new_code() -> str:
    """A code that was never given out before, but for a chance of one in 8·10¹⁴."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def looks_like_code(text: str) -> bool:
    """Whether this can be a code at all, however it was typed."""
    plain = _plain(text)
    return len(plain) == LENGTH and set(plain) <= set(ALPHABET)


def hash_code(code: str) -> str:
    """SHA-256 (hex) of the code; letter case, spaces and dashes do not matter."""
    return hashlib.sha256(_plain(code).encode()).hexdigest()


def _plain(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum())
