"""The street that somebody means: any case form, former names, typing mistakes, part of a name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from city.lemmas import fold
from city.places import Rename, Street, street_name

Stems = tuple[str, ...]

_ENDING: Final = re.compile(r"(?<=...)[аеиу]*(?:[гмх][аеиу]*)?$")
_CANDIDATES: Final = 40
_ALIKE: Final = 85
"""How alike (0 to 100) a misspelt name must be, after sounds and endings are made equal."""
_LEAD: Final = 5
LONGEST: Final = 5
"""Words of the longest street name that is looked for."""


@dataclass(frozen=True, slots=True)
class Named:
    """A street as the city knows it: its kind, its name to be shown, and its districts.

    ``shown`` is False where the name serves search only; then the resident's own words stay.
    """

    kind: str
    name: str
    districts: tuple[str, ...]
    shown: bool
    former: bool = False


class StreetIndex:
    """All streets and their former names, found by the stems of their words."""

    def __init__(self, streets: Iterable[Street], renames: Iterable[Rename]) -> None:
        self._exact: defaultdict[Stems, list[Named]] = defaultdict(list)
        self._part: defaultdict[str, list[Named]] = defaultdict(list)
        self._grams: defaultdict[str, set[Stems]] = defaultdict(set)
        present: dict[tuple[str, Stems], Named] = {}
        for street in streets:
            kind, words = street_name(street.name)
            named = Named(kind, _bare(street.name), street.districts, street.shown)
            present.setdefault((kind, stems(words)), named)
            self._add(words, named)
        for rename in renames:
            self._add_former(rename, present)
        for key in self._exact:
            for gram in _grams("".join(key)):
                self._grams[gram].add(key)

    def exact(self, words: Sequence[str], kind: str) -> Named | None:
        """The one street of this name, or nothing when there is none or more than one."""
        return _only(self._exact.get(stems(words), []), kind)

    def by_part(self, word: str, kind: str) -> Named | None:
        """The one street whose name ends in this word: «Гурова» for «Вадима Гурова»."""
        return _only(self._part.get(stem(word), []), kind)

    def alike(self, words: Sequence[str], kind: str) -> Named | None:
        """The one street that the words are a misspelling of."""
        wanted = "".join(stems(words))
        digits = _digits(wanted)
        counts = Counter(
            key for gram in _grams(wanted) for key in self._grams.get(gram, ())
        ).most_common(_CANDIDATES)
        ranked = sorted(
            (
                (fuzz.ratio(wanted, "".join(key)), key)
                for key, _ in counts
                if _digits(key) == digits  # «3-й Сальський» is not a misspelt «2-й»
            ),
            reverse=True,
        )
        if not ranked or ranked[0][0] < _ALIKE:
            return None
        if len(ranked) > 1 and ranked[1][0] > ranked[0][0] - _LEAD:
            return None
        return _only(self._exact[ranked[0][1]], kind)

    def _add(self, words: Sequence[str], named: Named) -> None:
        self._exact[stems(words)].append(named)
        if len(words) > 1:
            self._part[stem(words[-1])].append(named)

    def _add_former(self, rename: Rename, present: dict[tuple[str, Stems], Named]) -> None:
        kind, words = street_name(rename.name)
        known = present.get((kind, stems(words)))
        districts = known.districts if known else ()
        if rename.district and not districts:
            districts = (rename.district,)
        former_kind, former = street_name(rename.former_name)
        if rename.is_fact:
            named = Named(kind, _bare(rename.name), districts, shown=True, former=True)
        else:
            named = Named(former_kind, _bare(rename.former_name), (), shown=False, former=True)
        self._add(former, named)


def stems(words: Sequence[str]) -> Stems:
    """The words of a name without their case endings."""
    return tuple(stem(word) for word in words)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word of a name without its case ending, as it sounds."""
    sound = fold(word)
    return _ENDING.sub("", sound) or sound


def _only(found: Sequence[Named], kind: str) -> Named | None:
    """One street: of the kind that was said; a former name counts where no present one does."""
    fitting = [named for named in found if named.kind == kind] or list(found)
    fitting = [named for named in fitting if not named.former] or fitting
    shown = [named for named in fitting if named.shown] or fitting
    return shown[0] if len({(named.kind, named.name) for named in shown}) == 1 else None


def _bare(name: str) -> str:
    """The name without its kind, as it is written."""
    kind, words = street_name(name)
    if not kind:
        return name
    parts = name.split()
    return " ".join(parts[1:] if street_name(parts[0] + " х")[0] == kind else parts[:-1]) or (
        " ".join(words)
    )


def _digits(name: Iterable[str]) -> str:
    return "".join(char for part in name for char in part if char.isdigit())


def _grams(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}
