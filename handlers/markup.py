"""Neutral texts within a messenger's limits: without marks, and in parts that fit."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from flows.messages import BOLD, PLAIN

_MARKS: Final = re.compile(f"[{BOLD}{PLAIN}]")
_BORDERS: Final = ("\n\n", "\n", " ")
_JOINERS: Final = "\u200d\ufe0e\ufe0f"
_SKIN: Final = ("\U0001f3fb", "\U0001f3ff")
_LONGEST_CLUSTER: Final = 16


def units(text: str) -> int:
    """Length of the visible text in UTF-16 units."""
    return sum(map(_width, text))


def _width(char: str) -> int:
    if char in {BOLD, PLAIN}:
        return 0
    return 2 if ord(char) > 0xFFFF else 1


def to_plain(text: str) -> str:
    """``text`` without marks, as it is."""
    return _MARKS.sub("", sendable(text))


def sendable(text: str) -> str:
    """``text`` with lone surrogates, which UTF-8 does not have, as question marks."""
    return text.encode("utf-8", "replace").decode()


def split(text: str, limit: int) -> list[str]:
    """``text`` in parts of at most ``limit`` units, cut between paragraphs, lines, or words.

    A bold span that is cut goes on in the next part. Nothing but white space at a cut is lost;
    parts of nothing but white space are left out.
    """
    parts: list[str] = []
    rest = text.strip()
    while units(rest) > limit:
        at = _cut(rest, _fitting(rest, limit))
        part, rest = rest[:at].rstrip(), rest[at:].lstrip()
        if part.rfind(BOLD) > part.rfind(PLAIN):
            part, rest = part + PLAIN, BOLD + rest
        parts.append(part)
    return [part for part in [*parts, rest] if to_plain(part).strip()]


def _fitting(text: str, limit: int) -> int:
    """How many characters have at most ``limit`` units; there are more."""
    total = 0
    for index, char in enumerate(text):
        total += _width(char)
        if total > limit:
            return index
    return len(text)


def _cut(text: str, end: int) -> int:
    """The best place for a cut at or before ``end``, in the second half of what fits."""
    for border in _BORDERS:
        at = text.rfind(border, end // 2, end + 1)
        if at > 0:
            return at
    for at in range(end, max(end - _LONGEST_CLUSTER, 1), -1):
        if not _glued(text, at):
            return at
    return end


def _glued(text: str, at: int) -> bool:
    """Whether the characters around ``at`` are seen as one: an accent, a joined emoji."""
    after = text[at]
    if after in _JOINERS or text[at - 1] == "\u200d" or unicodedata.combining(after):
        return True
    return _SKIN[0] <= after <= _SKIN[1]
