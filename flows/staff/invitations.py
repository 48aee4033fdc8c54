"""One-time codes: made to be read aloud, stored only as a hash.

Long ones are invitations of staff; short ones, good for minutes and a few tries, link two chats.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Final

ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without 0 and O, 1, I and L, which sound or look alike."""
LENGTH: Final = 10
"""31 to the 10th codes: nobody guesses one within the days that it is valid."""
SHORT: Final = 8
"""31 to the 8th: in the minutes that one is valid, with a few tries, nobody guesses it."""
_DASHED: Final = re.compile(r"\s*[A-Z2-9]{4}-[A-Z2-9]{4}\s*")


def new_code(length: int = LENGTH) -> str:
    """A code that was never given out before, but for a chance of one in 8·10¹⁴ (8·10¹¹)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def looks_like_code(text: str, length: int = LENGTH) -> bool:
    """Whether this can be a code at all, however it was typed."""
    plain = _plain(text)
    return len(plain) == length and set(plain) <= set(ALPHABET)


def dashed(code: str) -> str:
    """A short code as it is shown: ``ABCD-EFGH``."""
    return "-".join((code[:4], code[4:]))


def is_dashed(text: str) -> bool:
    """Whether this is a short code exactly as it is shown, and no word that somebody wrote."""
    return _DASHED.fullmatch(text) is not None and looks_like_code(text, SHORT)


def hash_code(code: str) -> str:
    """SHA-256 (hex) of the code; letter case, spaces and dashes do not matter."""
    return hashlib.sha256(_plain(code).encode()).hexdigest()


def _plain(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum())
