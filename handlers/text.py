"""What people type, made safe to keep and to show: one place for every channel."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_TEXT: Final = 10_000
"""Characters of one message that are kept; no messenger sends more than 8,192."""
MAX_NAME: Final = 64
"""Characters of a person's or a file's name that are kept."""

_EMOJI: Final = (
    "\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff"  # joined by U+200D into one
)
# Categories Cc (but the line feed), Cf, Cs and Co, and the noncharacters: what is not seen but
# reorders, hides or breaks text. Private use also holds the marks of flows.messages.
_HIDDEN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
    f"|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
)
# Keyboard characters, Cyrillic letters, « » – — ’ … №: nothing hidden, no tab, no line end.
_ORDINARY: Final = re.compile("[ -~\u00ab\u00bb\u0400-\u04ff\u2013\u2014\u2019\u2026\u2116]*")
_LINE_END: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """``text`` in NFC without invisible characters, at most ``limit`` characters, trimmed.

    Gone are control characters but the line feed, bidirectional overrides, zero-width and
    private-use characters, and lone surrogates; a joiner stays between two emoji. Line ends
    become line feeds and tabs spaces. Cleaning twice changes nothing.
    """
    text = text[: limit * 4]
    if _ORDINARY.fullmatch(text):  # nearly always, and then three passes are spared
        return unicodedata.normalize("NFC", text)[:limit].strip()
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    text = unicodedata.normalize("NFC", _HIDDEN.sub("", text))[:limit]
    return _HIDDEN.sub("", text).strip()


def one_line(text: str, limit: int = MAX_NAME) -> str:
    """:func:`clean` for names: runs of white space, line feeds too, become one space."""
    return " ".join(clean(text, limit * 4).split())[:limit].strip()
