"""Words of people on their way into a spreadsheet, where some would be formulas.

A cell that begins with one of ``= + - @``, a tab or a carriage return is computed by
spreadsheets when a CSV is opened, also behind signs that nobody sees
(owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 32_767
"""Characters of a cell (support.microsoft.com, "Excel specifications and limits")."""

_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ue000-\uf8ff]"
)
"""What XML cannot hold (XML 1.0, 2.2), and the private signs that mark bold."""

_BEGINS: Final = frozenset("=+-@\t\r＝＋－＠")


def clean(text: str) -> str:
    """Without what no file can hold; line ends are one kind; no longer than a cell."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("", unified)[:LONGEST]


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might compute it: what is seen first decides."""
    for sign in text:
        if sign in _BEGINS:
            return True
        if not (sign.isspace() or unicodedata.category(sign) in {"Cf", "Cc", "Mn"}):
            return False
    return False


def as_text(text: str) -> str:
    """For a CSV: what might be computed begins with an apostrophe, so that it is words."""
    cleaned = clean(text)
    return f"'{cleaned}" if is_formula(text) else cleaned
