"""The words by which a request is found: folded, and cut where endings begin.

«Соборності», «Соборна» and «соборній» are all ``соборн``: Ukrainian bends the end of a word, and
six letters tell words apart well enough to find by several of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from city.words import words_of

LETTERS: Final = 6
"""Where a word is cut."""
MOST: Final = 300
"""Different words of one request that are kept."""
_SAME: Final = str.maketrans("ґё", "ге", "’")
_ENDINGS: Final = frozenset("аеиіоуюяєїйьыэ")
_ROOT: Final = 3
"""So many letters of a short word stay, two of a word of three: «яма» is asked as «ям»."""


def stored(*texts: str) -> frozenset[str]:
    """What is kept of ``texts``; letters that stand alone are left out, numbers are not."""
    found = dict.fromkeys(_cut(word) for text in texts for word in _words(text))
    return frozenset(list(found)[:MOST])


def asked(text: str) -> tuple[str, ...]:
    """What is looked for by ``text``: beginnings of stored words, each once; numbers are whole."""
    return tuple(dict.fromkeys(_root(word) for word in _words(text)))


def is_whole(stem: str) -> bool:
    """Whether only a word that equals it is meant, and not every word that begins with it."""
    return stem[0].isdigit() or len(stem) == LETTERS


def _words(text: str) -> Iterator[str]:
    for word in words_of(text):
        folded = word.translate(_SAME)
        # «15-а» is one house, «Свято-Вознесенська» is two words
        parts = [folded.replace("-", "")] if folded[:1].isdigit() else folded.split("-")
        yield from (part for part in parts if len(part) > 1 or part.isdigit())


def _cut(word: str) -> str:
    return word if word[0].isdigit() else word[:LETTERS]


def _root(word: str) -> str:
    """Without the ending that another case would change."""
    if word[0].isdigit():
        return word
    least = _ROOT if len(word) > _ROOT else 2
    while len(word) > least and len(word) <= LETTERS + 1 and word[-1] in _ENDINGS:
        word = word[:-1]
    return word[:LETTERS]
