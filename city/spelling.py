"""Misspelt words put right before anything is looked for: «лифд», «ниработає», «кваритра».

Only a word that no dictionary has is touched, and only where the words of the catalogue have one
that sounds the same or is a slip of the finger away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from city.lemmas import fold, is_known, tokens
from city.words import normalise_words

_WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")
_SOUND = str.maketrans({"е": "и", "б": "п", "д": "т", "г": "х", "з": "с", "ж": "ш", "в": "ф"})
_NOT = re.compile(r"^н[иеі](?=...)")
_SOUND_FROM = 4
_SLIP_FROM = 5
_TWO_SLIPS_FROM = 9
_REMEMBERED = 20_000


class Spelling:
    """The words that a city's files use, found by how they sound."""

    def __init__(self, texts: Iterable[str]) -> None:
        words = {word for text in texts for word in tokens(text) if len(word) >= _SOUND_FROM}
        self._words = frozenset(words)
        self._by_sound: dict[str, str] = {}
        self._near: dict[tuple[str, int], list[str]] = {}
        for word in sorted(words, key=lambda one: (not is_known(one), one)):
            sound = _sound(word)
            if sound not in self._by_sound:
                self._by_sound[sound] = word
                self._near.setdefault((sound[0], len(sound)), []).append(sound)
        self._remembered: dict[str, str] = {}

    def repaired(self, text: str) -> str:
        """The text, normalised, with the misspelt words put right where they can be."""
        return _WORD.sub(lambda found: self._repaired(found.group()), normalise_words(text))

    def _repaired(self, word: str) -> str:
        if len(word) < _SOUND_FROM or word in self._words or is_known(word):
            return word
        right = self._remembered.get(word)
        if right is None:
            right = self._right(word)
            if len(self._remembered) < _REMEMBERED:
                self._remembered[word] = right
        return right

    def _right(self, word: str) -> str:
        whole = self._found(word)
        if whole:
            return whole
        # «нирабочий», «неможна»: what belongs apart was written together
        bare = _NOT.sub("", word)
        if bare != word:
            rest = bare if is_known(bare) or bare in self._words else self._found(bare)
            return f"не {rest}" if rest else word
        return word

    def _found(self, word: str) -> str:
        sound = _sound(word)
        if len(sound) < _SOUND_FROM - 1:
            return ""
        same = self._by_sound.get(sound)
        if same or len(sound) < _SLIP_FROM:
            return same or ""
        slips = 1 if len(sound) < _TWO_SLIPS_FROM else 2
        lengths = range(len(sound) - slips, len(sound) + slips + 1)
        known = [one for n in lengths for one in self._near.get((sound[0], n), ())]
        best = process.extractOne(sound, known, scorer=OSA.distance, score_cutoff=slips)
        return self._by_sound[best[0]] if best else ""


def _sound(word: str) -> str:
    """The word as a careless ear hears it: vowels without stress and voiced sounds are one."""
    return fold(fold(word).translate(_SOUND))
