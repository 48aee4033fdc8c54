"""What somebody probably meant: the nearest of the known names to words with mistakes in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from flows.words import after, plain

MOST: Final = 3
LONGEST: Final = 4
"""Words of the longest name that is looked for."""
ALIKE: Final = 70
"""From this likeness on, in percent, a name is worth offering."""
SHORTEST: Final = len("жек")


@dataclass(frozen=True, slots=True)
class Near:
    """A name that may have been meant, what it stands for, and what was written after it."""

    label: str
    key: str
    rest: str = ""


def nearest(
    text: str, names: Iterable[tuple[str, str, str]], most: int = MOST, alike: int = ALIKE
) -> list[Near]:
    """The names nearest to the beginning of ``text``, the best first; each key once.

    ``names`` are (what is compared, key, label). Nothing comes back that is less
    ``alike`` in percent: a guess out of the blue helps nobody.
    """
    known = [(plain(name), key, label) for name, key, label in names]
    choices = [name for name, _, _ in known]
    found: dict[str, tuple[float, Near]] = {}
    words = text.split()
    for count in range(min(len(words), LONGEST), 0, -1):
        said = plain(" ".join(words[:count]))
        if len(said) < SHORTEST:
            continue
        rest = after(text, count)
        for _, score, at in process.extract(
            said, choices, scorer=fuzz.ratio, limit=most * 2, score_cutoff=alike
        ):
            _, key, label = known[at]
            if key not in found or found[key][0] < score:
                found[key] = score, Near(label, key, rest)
    best = sorted(found.values(), key=lambda one: -one[0])
    return [near for _, near in best[:most]]
