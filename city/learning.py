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
_COMMON = 60
"""A feature of more examples than this is worth a dense column."""

Floats = NDArray[np.float32]
Places = NDArray[np.int64]


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
    """Learn from the examples; about a second for four thousand, and no memory kept for it."""
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
    strengths = _strengths(found, known, rarity)
    kernel = _kernel(strengths, total)
    kernel[np.diag_indices(total)] += _RIDGE
    weights = _weights(strengths, np.linalg.solve(kernel, targets))
    return Model(labels, known, rarity, weights)


class _Strengths(NamedTuple):
    """How strong which feature is in which example, by feature; ``starts`` of each feature."""

    rows: Places
    values: Floats
    starts: Places


def _strengths(
    found: Sequence[Mapping[str, float]], known: Mapping[str, int], rarity: Floats
) -> _Strengths:
    entries = [
        (known[feature], row, value)
        for row, one in enumerate(found)
        for feature, value in one.items()
        if feature in known
    ]
    entries.sort()
    features = np.array([feature for feature, _, _ in entries], dtype=np.int64)
    rows = np.array([row for _, row, _ in entries], dtype=np.int64)
    values = np.array([value for _, _, value in entries], dtype=np.float32) * rarity[features]
    squares = np.bincount(rows, weights=values.astype(np.float64) ** 2, minlength=len(found))
    lengths = np.sqrt(np.maximum(squares, 1e-18)).astype(np.float32)
    starts = np.searchsorted(features, np.arange(len(known)))
    return _Strengths(rows, values / lengths[rows], starts)


def _kernel(strengths: _Strengths, total: int) -> Floats:
    """How alike each two examples are: rare features by their pairs, common ones as a matrix."""
    rows, values, starts = strengths
    counts = np.diff(np.append(starts, len(rows)))
    common = np.zeros((total, int((counts > _COMMON).sum())), dtype=np.float32)
    for column, feature in enumerate(np.flatnonzero(counts > _COMMON)):
        part = slice(starts[feature], starts[feature] + counts[feature])
        common[rows[part], column] = values[part]
    kernel: Floats = common @ common.T
    flat = kernel.reshape(-1)
    for count in range(1, _COMMON + 1):
        places = starts[counts == count][:, None] + np.arange(count)
        pairs = rows[places][:, :, None] * total + rows[places][:, None, :]
        alike = values[places][:, :, None] * values[places][:, None, :]
        np.add.at(flat, pairs.reshape(-1), alike.reshape(-1))
    return kernel


def _weights(strengths: _Strengths, dual: Floats) -> Floats:
    rows, values, starts = strengths
    columns = [np.add.reduceat(values * dual[rows, n], starts) for n in range(dual.shape[1])]
    return np.stack(columns, axis=1).astype(np.float32)


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
