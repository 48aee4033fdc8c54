"""Which services a text may be about: up to three, with a score, or an honest nothing.

Roots, pairs of roots and pieces of words (for typing mistakes) are weighted by how rare they are
in the catalogue's own words and examples; a regularised least-squares classifier learns from them
in half a second. Its score for a service is near 1 for a text like its examples, near 0 otherwise.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from city.catalogue import Catalogue
from city.lemmas import fold, roots_of, tokens

THRESHOLD: Final = 0.24
"""Below this nothing is suggested: nine of ten greetings and jokes stay under it."""
MOST: Final = 3
LEAST_SHARE: Final = 0.2
"""A suggestion this much weaker than the best one is no help."""
SURE: Final = 0.4
SURE_LEAD: Final = 1.6
"""How far the best must be before the second to be proposed alone."""

_PAIR, _PIECE, _UNKNOWN = 0.3, 0.3, 0.2
_PIECES = (3, 4)
_RIDGE = 0.5
_MOST_WORDS = 120
"""What a long story is about stands in its beginning, and time is bounded."""

Example = tuple[str, str]
"""A service's code, empty for what is no request, and a text."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service that the text may be about; ``score`` is about 0 to 1."""

    code: str
    score: float


def is_sure(suggestions: Sequence[Suggestion]) -> bool:
    """Whether the first may be proposed by itself, to be confirmed with one tap."""
    if not suggestions or suggestions[0].score < SURE:
        return False
    return len(suggestions) == 1 or suggestions[0].score >= SURE_LEAD * suggestions[1].score


class Topics:
    """Suggestions for a catalogue; learns when it is first asked, once per process."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._examples = tuple(examples_of(catalogue))

    def suggest(self, text: str) -> tuple[Suggestion, ...]:
        """The likeliest services, best first; nothing when no one is likely enough."""
        model = learn(self._examples)
        scores = model.scores(text)
        ranked = sorted(zip(scores, model.codes, strict=True), reverse=True)[:MOST]
        if not ranked or ranked[0][0] < THRESHOLD:
            return ()
        least = ranked[0][0] * LEAST_SHARE
        return tuple(
            Suggestion(code, round(min(score, 1.0), 3)) for score, code in ranked if score >= least
        )


def examples_of(catalogue: Catalogue) -> Iterable[Example]:
    """All that the catalogue says about how people write."""
    for service in catalogue.services:
        for text in (service.name, *service.words, *service.examples):
            yield service.code, text
    for text in catalogue.not_requests:
        yield "", text


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: a weight for every feature and service."""

    codes: tuple[str, ...]
    known: Mapping[str, int]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]

    def scores(self, text: str) -> list[float]:
        """One score a service, in the order of ``codes``."""
        rows: list[int] = []
        values: list[float] = []
        unknown = 0.0
        rarest = float(self.rarity.max(initial=1.0))
        for feature, value in features(text).items():
            row = self.known.get(feature)
            if row is not None:
                rows.append(row)
                values.append(value * float(self.rarity[row]))
            elif feature.startswith("w:"):
                unknown += (value * rarest) ** 2
        if not rows:
            return [0.0] * len(self.codes)
        vector = np.array(values, dtype=np.float32)
        length = math.sqrt(float(vector @ vector) + _UNKNOWN * unknown)
        found: list[float] = ((vector / length) @ self.weights[rows]).tolist()
        return found


@lru_cache(maxsize=4)
def learn(examples: tuple[Example, ...]) -> Model:
    """Learn from the examples; half a second for fifteen hundred."""
    found = [features(text) for _, text in examples]
    counts = Counter(feature for one in found for feature in one)
    kept = [f for f, count in counts.items() if count > 1 or f.startswith("w:")]
    known = {feature: place for place, feature in enumerate(kept)}
    total = len(examples)
    rarity = np.array([math.log((total + 1) / (counts[f] + 0.5)) for f in kept], dtype=np.float32)
    codes = tuple(dict.fromkeys(code for code, _ in examples if code))
    matrix = _matrix(found, known, rarity)
    targets = np.zeros((total, len(codes)), dtype=np.float32)
    for row, (code, _) in enumerate(examples):
        if code:
            targets[row, codes.index(code)] = 1
    kernel = matrix @ matrix.T + _RIDGE * np.eye(total, dtype=np.float32)
    weights = matrix.T @ np.linalg.solve(kernel, targets)
    return Model(codes, known, rarity, weights.astype(np.float32))


def _matrix(
    found: Sequence[Mapping[str, float]], known: Mapping[str, int], rarity: NDArray[np.float32]
) -> NDArray[np.float32]:
    matrix = np.zeros((len(found), len(known)), dtype=np.float32)
    for row, one in enumerate(found):
        for feature, value in one.items():
            if feature in known:
                matrix[row, known[feature]] = value
    matrix *= rarity
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix /= np.maximum(lengths, 1e-9)
    return matrix


def features(text: str) -> dict[str, float]:
    """Roots, neighbouring roots, and pieces of the words of a text, each with its strength."""
    strengths: dict[str, float] = {}
    before = ""
    for word in tokens(text)[:_MOST_WORDS]:
        if word[0].isdigit():
            continue
        roots = roots_of(word)
        for root in roots:
            _add(strengths, f"w:{root}", 1 / math.sqrt(len(roots)))
            if before:
                _add(strengths, f"p:{before}_{root}", _PAIR)
        for piece in _pieces(word):
            _add(strengths, piece, _PIECE)
        before = roots[0]
    return strengths


def _add(strengths: dict[str, float], feature: str, value: float) -> None:
    strengths[feature] = strengths.get(feature, 0.0) + value


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[str, ...]:
    sound = f"^{fold(word)}$"
    return tuple(f"c:{sound[i : i + n]}" for n in _PIECES for i in range(len(sound) - n + 1))
