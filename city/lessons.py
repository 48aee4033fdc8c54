"""What staff have corrected: a request that was moved to another topic helps the next suggestion.

A lesson speaks up only for texts that share most of its words, one lesson alone never outweighs
words that are sure of a topic, and several that agree do. So a wrong or hostile one spoils
little, and nothing of what threatens a life is learned or unlearned here.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from city.lemmas import is_known, is_name, is_place_name, roots_of, tokens

MOST: Final = 2_000
"""Lessons that are kept in mind; the newest."""
MOST_WORDS: Final = 30
_ALIKE: Final = 0.5
"""Sharing less than this of the words (0 to 1) a text is about something else."""
_LEAST_SHARED: Final = 2
"""A single common word («дорога») proves nothing, unless it is all that was said."""
_ONE: Final = 0.5
"""How far one lesson about the same words convinces."""
_AGAINST: Final = 0.6
"""How far the topic that was wrong loses what the lesson gives."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text of these words was about ``service``, not about ``was``."""

    service: str
    was: str
    words: frozenset[str]


class Lessons:
    """Lessons found by their words. The newest are to come first."""

    def __init__(self, lessons: Iterable[Lesson] = ()) -> None:
        self.all = tuple(lessons)[:MOST]
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for place, lesson in enumerate(self.all):
            for word in lesson.words:
                self._by_word[word].append(place)

    def __bool__(self) -> bool:
        return bool(self.all)

    def applied(self, scores: Mapping[str, float], words: frozenset[str]) -> dict[str, float]:
        """The scores after everything that lessons about such words have to say."""
        doubt: defaultdict[str, float] = defaultdict(lambda: 1.0)
        against: defaultdict[str, float] = defaultdict(float)
        for lesson, convincing in self._near(words):
            doubt[lesson.service] *= 1 - _ONE * convincing
        for lesson, _ in self._near(words):
            gained = 1 - doubt[lesson.service]
            against[lesson.was] = max(against[lesson.was], gained * _AGAINST)
        changed = dict(scores)
        for code in changed.keys() & against.keys():
            changed[code] *= 1 - against[code] * doubt.get(code, 1)
        for code in changed.keys() & doubt.keys():
            changed[code] += max(1 - changed[code], 0.0) * (1 - doubt[code])
        return changed

    def _near(self, words: frozenset[str]) -> list[tuple[Lesson, float]]:
        shared: defaultdict[int, int] = defaultdict(int)
        for word in words:
            for place in self._by_word.get(word, ()):
                shared[place] += 1
        near = []
        for place, count in shared.items():
            lesson = self.all[place]
            if count < _LEAST_SHARED and words != lesson.words:
                continue
            alike = count / math.sqrt(len(words) * len(lesson.words))
            if alike > _ALIKE:
                near.append((lesson, (alike - _ALIKE) / (1 - _ALIKE)))
        return near


def words_to_learn(text: str) -> frozenset[str]:
    """The words of a text by their roots, as much as a lesson may keep of it.

    No numbers, no names of people or places, nothing that is in no dictionary; without order, so
    that nobody's sentence can be read from it.
    """
    words = (w for w in tokens(text) if len(w) > 2 and w.isalpha() and is_known(w))
    common = (w for w in words if not is_name(w) and not is_place_name(w))
    roots = dict.fromkeys(roots_of(word)[0] for word in common)
    return frozenset(list(roots)[:MOST_WORDS])
