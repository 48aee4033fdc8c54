"""What threatens a life, recognised before anything else: a rule with high recall, no statistics.

The city's file lists patterns of words; every form of a word counts, in both languages, and a word
that no dictionary knows counts as the nearest one. A false alarm costs one tap, a miss a life.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from city.lemmas import fold, forms_of_word, is_known, plain, roots_of, tokens
from city.words import normalise_words

WINDOW = 8
"""Words within which everything of a pattern stands, unless it says otherwise."""
NOT = frozenset({"не", "ни", "ні"})
NEGATED = "не_"
_FUZZY_FROM = 4
_ROOT_FROM = 6
"""Shorter roots belong to too many words («гор»: горіти, гора)."""
_TWO_MISTAKES_FROM = 10


@dataclass(frozen=True, slots=True)
class Danger:
    """A threat to life: whose number to call (an authority's code), and what to do meanwhile.

    ``service`` is the topic that such a report belongs to; empty texts where the city has none.
    """

    code: str
    authority: str
    advice: str = ""
    service: str = ""
    patterns: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    """Sentences that mean it, for what no pattern foresees."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    danger: Danger
    parts: tuple[frozenset[str], ...]
    without: frozenset[str]
    window: int


@dataclass(slots=True)
class _Vocabulary:
    """Words of all patterns, by how they may stand in a text: spelt right, or by ear."""

    forms: dict[str, set[str]] = field(default_factory=dict)
    sounds: dict[str, set[str]] = field(default_factory=dict)
    roots: dict[str, set[str]] = field(default_factory=dict)
    starts: dict[str, str] = field(default_factory=dict)

    def add(self, word: str) -> None:
        bare = normalise_words(word.removeprefix(NEGATED))
        if bare.startswith("="):
            self._add_form(plain(bare[1:]), word)
        elif bare.endswith("*"):
            self.starts[fold(bare[:-1])] = word
        else:
            for form in forms_of_word(bare):
                self._add_form(form, word)
            for root in roots_of(bare):
                if len(root) >= _ROOT_FROM:
                    self.roots.setdefault(root, set()).add(word)

    def _add_form(self, form: str, word: str) -> None:
        self.forms.setdefault(form, set()).add(word)
        self.sounds.setdefault(fold(form), set()).add(word)


class Dangers:
    """The rules of the city, compiled when they are first asked."""

    def __init__(self, dangers: Iterable[Danger] = (), familiar: Iterable[str] = ()) -> None:
        """Take the rules, and texts whose words are no misspelt words of a danger."""
        self.all = tuple(dangers)
        self._familiar = familiar

    @property
    def words(self) -> Iterator[str]:
        """Every word that a pattern names, without its marks."""
        for pattern in self._patterns:
            for part in pattern.parts:
                yield from (word.removeprefix(NEGATED).strip("=*") for word in part)

    def find(self, text: str) -> Danger | None:
        """The danger that the words mean; of several the one that stands first in the file."""
        words = tokens(text)
        if not self.all or not words:
            return None
        seen = self._words_at(words)
        present = frozenset[str]().union(*seen)
        likely = {place for word in present for place in self._led_by.get(word, ())}
        patterns = (self._patterns[place] for place in sorted(likely))
        return next((p.danger for p in patterns if _matches(p, seen)), None)

    @cached_property
    def _patterns(self) -> tuple[_Pattern, ...]:
        return tuple(parse(danger, line) for danger in self.all for line in danger.patterns)

    @cached_property
    def _led_by(self) -> dict[str, list[int]]:
        """Places of the patterns whose first part may be this word: few of them for any text."""
        led: dict[str, list[int]] = {}
        for place, pattern in enumerate(self._patterns):
            for word in pattern.parts[0]:
                led.setdefault(word, []).append(place)
        return led

    @cached_property
    def _vocabulary(self) -> _Vocabulary:
        vocabulary = _Vocabulary()
        for word in {w for p in self._patterns for part in (p.without, *p.parts) for w in part}:
            vocabulary.add(word)
        return vocabulary

    @cached_property
    def _spelt(self) -> dict[tuple[str, int], list[str]]:
        """Sounds by their first letter and length: mistakes are seldom in the first letter."""
        spelt: dict[tuple[str, int], list[str]] = {}
        for sound in self._vocabulary.sounds:
            spelt.setdefault((sound[0], len(sound)), []).append(sound)
        return spelt

    def _words_at(self, words: Sequence[str]) -> list[set[str]]:
        """For each word of the text, the words of the patterns that it may stand for."""
        seen: list[set[str]] = []
        for place, word in enumerate(words):
            negated = place > 0 and words[place - 1] in NOT
            known = self._meanings(word)
            seen.append({one for one in known if one.startswith(NEGATED) is negated})
        return seen

    def _meanings(self, word: str) -> set[str]:
        vocabulary, sound = self._vocabulary, fold(word)
        found = set(vocabulary.forms.get(plain(word), ()))
        if not found and not is_known(word):
            found |= vocabulary.sounds.get(sound, set())
        for root in roots_of(word):
            found |= vocabulary.roots.get(root, set())
        found |= {one for start, one in vocabulary.starts.items() if sound.startswith(start)}
        if not found and len(sound) >= _FUZZY_FROM and not self._is_familiar(word, sound):
            found |= self._misspelt(sound)
        return found

    def _is_familiar(self, word: str, sound: str) -> bool:
        return sound in self._sounds or is_known(word)

    @cached_property
    def _sounds(self) -> frozenset[str]:
        return frozenset(fold(word) for text in self._familiar for word in tokens(text))

    def _misspelt(self, sound: str) -> set[str]:
        limit = 1 if len(sound) < _TWO_MISTAKES_FROM else 2
        lengths = range(max(len(sound) - limit, _FUZZY_FROM), len(sound) + limit + 1)
        spelt = [form for n in lengths for form in self._spelt.get((sound[0], n), ())]
        near = process.extract(sound, spelt, scorer=OSA.distance, score_cutoff=limit, limit=3)
        best = min((distance for _, distance, _ in near), default=0)
        return {
            word
            for form, distance, _ in near
            if distance == best
            for word in self._vocabulary.sounds[form]
        }


def parse(danger: Danger, line: str) -> _Pattern:
    """One line of the file; raises ``ValueError`` for one without words or with a bad number."""
    parts: list[frozenset[str]] = []
    without: frozenset[str] = frozenset()
    window = WINDOW
    for part in line.split():
        if part.startswith("@"):
            window = int(part[1:]) if part[1:].isdecimal() else 0
        elif part.startswith("-"):
            without |= frozenset(part[1:].split("|"))
        else:
            parts.append(frozenset(part.split("|")))
    if not parts or any("" in part for part in (*parts, without)) or window < 1:
        msg = f"unreadable pattern: {line}"
        raise ValueError(msg)
    return _Pattern(danger, tuple(parts), without, window)


def _matches(pattern: _Pattern, seen: Sequence[set[str]]) -> bool:
    places = [[i for i, words in enumerate(seen) if words & part] for part in pattern.parts]
    if not all(places):
        return False
    return any(
        not _excluded(pattern, seen, low, high) for low, high in _spans(places, pattern.window)
    )


def _spans(places: Sequence[Sequence[int]], window: int) -> Iterator[tuple[int, int]]:
    """From where to where all parts stand within the window, each on a word of its own."""
    for chosen in product(*(some[:6] for some in places)):
        low, high = min(chosen), max(chosen)
        if high - low < window and len(set(chosen)) == len(chosen):
            yield low, high


def _excluded(pattern: _Pattern, seen: Sequence[set[str]], low: int, high: int) -> bool:
    """Whether a word that must not be there stands among the others or right beside them."""
    around = seen[max(low - 3, 0) : high + 4]
    return any(words & pattern.without for words in around)
