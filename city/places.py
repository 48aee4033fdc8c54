"""Names of places: neighbourhoods, streets with their former names, and their districts."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from city.districts import (
    DISTRICT_WORDS,
    Border,
    District,
    Districts,
    Inside,
    Located,
    Outside,
    metres_between,
)
from city.words import forms_of, normalise_words, split_words, words_of

__all__ = [
    "Border",
    "Certainty",
    "District",
    "Districts",
    "Inside",
    "Located",
    "Neighbourhood",
    "Outside",
    "Places",
    "Rename",
    "Street",
    "normalise_words",
    "street_name",
]

STREET = "вулиця"
NEAR_STREET_M = 500
"""Farther from a street nobody would say «біля»."""
MICRODISTRICT = "мікрорайон"

# Every kind of street: how it is written before a name | its other cases
_KINDS = {
    "вулиця": "вул вулиця ул улица | вулиці вулицю вулицею улице улицы улицу",
    "проспект": "просп пр-т пр-кт проспект | проспекту проспекті проспектом проспекте проспекта",
    "провулок": "пров провулок пер переулок | провулку провулка переулке переулка",
    "бульвар": "бул бульв б-р бульвар | бульварі бульвару бульваре бульвара",
    "площа": "пл площа площадь | площі площу площею площади",
    "мікрорайон": "мкр мкрн м-н мікрорайон микрорайон | мікрорайоні мікрорайону микрорайоне",
    "узвіз": "узвіз спуск | узвозу узвозі",
    "проїзд": "проїзд проезд | проїзду проїзді проезде",
    "шосе": "шосе шоссе |",
    "набережна": "наб набережна набережная | набережній набережной",
    "тупик": "тупик | тупику",
    "квартал": "кв-л квартал | кварталі кварталу квартале",
}
KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.replace("|", "").split()}
_OPENING = {word for words in _KINDS.values() for word in words.partition("|")[0].split()}


class Certainty(StrEnum):
    """How sure a renaming is. Only ``in_use`` may be shown as a fact; the rest help search."""

    IN_USE = "in_use"
    VOTED = "voted"
    RECOMMENDED = "recommended"


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What people call a part of the city; ``also`` are its other forms, for search.

    Without a ``district`` nobody is sure where it ends: the resident is asked.
    """

    name: str
    district: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Street:
    """A street by its full name («вулиця Козацька») and the districts it is known to lie in.

    Empty ``districts``: nobody knows, the resident is asked. Without ``shown`` the name serves
    search only. The point, where there is one, is anywhere on the street.
    """

    name: str
    districts: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Rename:
    """A street's former and present full name; ``district`` is empty where it is not known."""

    former_name: str
    name: str
    district: str
    year: str
    certainty: Certainty

    @property
    def is_fact(self) -> bool:
        """Whether the present name may be shown as a fact."""
        return self.certainty is Certainty.IN_USE


_Words = tuple[str, ...]


@dataclass(slots=True)
class _Known:
    """What a name in a text leads to: kinds of street → district codes ("" for not known)."""

    neighbourhood: set[str] = field(default_factory=set)
    streets: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Places:
    """Everything that is known about places by name; see ``districts`` for points."""

    __slots__ = ("_known", "_longest", "districts", "neighbourhoods", "renames", "streets")

    def __init__(
        self,
        districts: Districts,
        neighbourhoods: Iterable[Neighbourhood] = (),
        streets: Iterable[Street] = (),
        renames: Iterable[Rename] = (),
    ) -> None:
        self.districts = districts
        self.neighbourhoods = tuple(neighbourhoods)
        self.streets = tuple(streets)
        self.renames = tuple(renames)
        self._known = self._index()
        self._longest = max(map(len, self._known), default=0)

    def with_register(self, streets: Iterable[Street], renames: Iterable[Rename]) -> Places:
        """The same places with the streets of a register, which knows its streets better."""
        given = tuple(streets)
        known = {street_name(street.name) for street in given}
        others = (street for street in self.streets if street_name(street.name) not in known)
        return Places(
            self.districts, self.neighbourhoods, (*given, *others), (*renames, *self.renames)
        )

    def district_of_text(self, text: str) -> District | None:
        """The district, when the text names exactly one that the data is certain of.

        A name counts only as whole words: a district with «район», a neighbourhood, or a street
        listed with one district, by its present or former name. A bare word that may be
        anything («Волонтерів») counts as a street only beside «вулиця» or before a house number.
        Two different districts, or none: nothing. It never guesses.
        """
        words = _tokens(text)
        found = {code for start in range(len(words)) for code in self._codes_at(words, start)}
        return self.districts.by_code.get(found.pop()) if len(found) == 1 else None

    def former(self, name: str) -> tuple[Rename, ...]:
        """Renamings whose former name this is, of any certainty; type words may be left out."""
        kind, words = street_name(name)
        return tuple(
            rename
            for rename in self.renames
            for former_kind, former_words in (street_name(rename.former_name),)
            if words == former_words and kind in {"", former_kind}
        )

    def nearest_street(self, lat: float, lon: float) -> tuple[str, int] | None:
        """The nearest street whose point is known, and the metres to that; nothing far off."""
        known = [s for s in self.streets if s.shown and s.lat is not None and s.lon is not None]
        measured = [(metres_between(lat, lon, s.lat or 0, s.lon or 0), s.name) for s in known]
        metres, name = min(measured, default=(math.inf, ""))
        return (name, int(round(metres, -1))) if metres <= NEAR_STREET_M else None

    def _codes_at(self, words: _Words, start: int) -> set[str]:
        if start + 1 < len(words) and words[start + 1] in DISTRICT_WORDS:
            district = self.districts.by_name(words[start])
        elif start + 2 < len(words) and words[start + 2] in DISTRICT_WORDS:
            district = self.districts.by_name(" ".join(words[start : start + 2]))
        else:
            district = None
        codes = {district.code} if district else set()
        for length in range(1, min(self._longest, len(words) - start) + 1):
            known = self._known.get(words[start : start + length])
            if known is not None:
                codes |= _certain(known, words, start, start + length)
        return codes

    def _index(self) -> Mapping[_Words, _Known]:
        index: defaultdict[_Words, _Known] = defaultdict(_Known)
        for hood in self.neighbourhoods:
            for form in {form for name in (hood.name, *hood.also) for form in forms_of(name)}:
                index[form].neighbourhood.add(hood.district)
        lying = self._districts_of_streets()
        former = [
            (
                rename.former_name,
                {rename.district} if rename.district else lying[street_name(rename.name)],
            )
            for rename in self.renames
            if rename.is_fact
        ]
        present = [(street.name, set(street.districts)) for street in self.streets]
        for name, districts in present + former:
            kind, words = street_name(name)
            for form in forms_of(" ".join(words)):
                index[form].streets[kind] |= districts or {""}
        return dict(index)

    def _districts_of_streets(self) -> defaultdict[tuple[str, _Words], set[str]]:
        lying: defaultdict[tuple[str, _Words], set[str]] = defaultdict(set)
        for street in self.streets:
            lying[street_name(street.name)] |= set(street.districts)
        return lying


def street_name(name: str) -> tuple[str, tuple[str, ...]]:
    """A street's kind and its name's words: «просп. Миру» is ``("проспект", ("миру",))``.

    The kind is empty when the name says none. Kinds are understood in Ukrainian and Russian,
    abbreviated or not, before or after the name.
    """
    words = _tokens(name)
    for place in (0, -1):
        if len(words) > 1 and words[place] in KIND_OF:
            return KIND_OF[words[place]], words[1:] if place == 0 else words[:-1]
    return "", words


def _tokens(text: str) -> _Words:
    """Words with hyphenated names taken apart, but «пр-т» and «р-н» kept whole."""
    return tuple(
        part
        for word in words_of(text)
        for part in ((word,) if word in KIND_OF or word in DISTRICT_WORDS else split_words((word,)))
    )


def _certain(known: _Known, words: _Words, start: int, end: int) -> set[str]:
    """The district codes for the name at ``words[start:end]``, if its neighbours allow them."""
    before = KIND_OF.get(words[start - 1], "") if start else ""
    after = KIND_OF.get(words[end], "") if end < len(words) else ""
    codes = set()
    if before in {"", MICRODISTRICT} and (not after or _opens_another(words, end)):
        codes |= known.neighbourhood
    if before or after:
        codes |= known.streets.get(before or after, set())
    elif end - start > 1 or (STREET in known.streets and _is_house(words, end)):
        codes |= {code for lying in known.streets.values() for code in lying}
    return _one(codes)


def _opens_another(words: _Words, place: int) -> bool:
    """Whether the kind of street here begins a name («Карачуни, вул. Широка»)."""
    rest = words[place + 1 : place + 2]
    return words[place] in _OPENING and bool(rest) and not rest[0][0].isdigit()


def _is_house(words: _Words, place: int) -> bool:
    return place < len(words) and words[place][0].isdigit()


def _one(codes: set[str]) -> set[str]:
    """A street in several districts, or in one and perhaps another, says nothing."""
    return codes if len(codes) == 1 and codes != {""} else set()
