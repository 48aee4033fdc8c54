"""Learning from a city's examples what texts are about: no training by hand, no stored model.

Roots, pairs of roots and pieces of words (for typing mistakes) are weighted by how rare they are
in the examples; a regularised least-squares classifier learns from them in about a second.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from city.lemmas import fold, roots_of, tokens

_PAIR, _PIECE, _UNKNOWN = 0.3, 0.3, 0.2
_PIECES = (3, 4)
_RIDGE = 0.5
_MOST_WORDS = 120
"""Time is bounded; what comes later in a long story is read clause by clause."""
_ROUNDS = 8
"""After so many rounds over the examples the scores stay the same to the second digit."""

Floats = NDArray[np.float32]


class Example(NamedTuple):
    """A text as people write, and what it is about: services, dangers; nothing for no request."""

    text: str
    labels: tuple[str, ...] = ()


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
        for feature, value in features(text).items():
            row = self.known.get(feature)
            if row is not None:
                rows.append(row)
                values.append(value)
            elif feature.startswith("w:"):
                unknown += value**2
        if not rows:
            return [0.0] * len(self.codes)
        vector = np.array(values, dtype=np.float32) * self.rarity[rows]
        rarest = float(self.rarity.max(initial=1.0))
        length = math.sqrt(float(vector @ vector) + _UNKNOWN * unknown * rarest**2)
        found: list[float] = ((vector / length) @ self.weights[rows]).tolist()
        return found


@lru_cache(maxsize=4)
def learn(examples: tuple[Example, ...]) -> Model:
    """Learn from the examples; a second or two for six thousand, in a few megabytes."""
    found = [features(example.text) for example in examples]
    counts = Counter(feature for one in found for feature in one)
    kept = [f for f, count in counts.items() if count > 1 or f.startswith("w:")]
    known = {feature: place for place, feature in enumerate(kept)}
    total = len(examples)
    rarity = np.array([math.log((total + 1) / (counts[f] + 0.5)) for f in kept], dtype=np.float32)
    labels = tuple(dict.fromkeys(label for example in examples for label in example.labels))
    targets = np.zeros((total, len(labels)), dtype=np.float32)
    for row, example in enumerate(examples):
        for label in example.labels:
            targets[row, labels.index(label)] = 1
    weights = np.zeros((len(kept), len(labels)), dtype=np.float32)
    _solve(weights, [_row(one, known, rarity) for one in found], targets)
    return Model(labels, known, rarity, weights)


class _Row(NamedTuple):
    """One example: the places of its features, and how strong each is; of length one."""

    places: NDArray[np.int64]
    values: Floats


def _row(one: Mapping[str, float], known: Mapping[str, int], rarity: Floats) -> _Row:
    held = [(known[feature], value) for feature, value in one.items() if feature in known]
    places = np.array([place for place, _ in held], dtype=np.int64)
    values = np.array([value for _, value in held], dtype=np.float32) * rarity[places]
    return _Row(places, values / max(float(np.linalg.norm(values)), 1e-9))


def _solve(weights: Floats, rows: Sequence[_Row], targets: Floats) -> None:
    """The weights of least squares, found example by example (Gauss and Seidel, in the dual).

    Needs no matrix of all examples by all others: memory stays small, time grows evenly.
    """
    dual = np.zeros_like(targets)
    # Not in the order of the file: neighbours are alike, and mixed ones settle much sooner
    order = np.random.default_rng(0).permutation(len(rows)).tolist()
    for _ in range(_ROUNDS):
        for row in order:
            places, values = rows[row]
            missing = targets[row] - values @ weights[places] - _RIDGE * dual[row]
            step = missing / (1 + _RIDGE)
            dual[row] += step
            weights[places] += values[:, None] * step


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
