"""The place in what somebody wrote: street, house, entrance, landmark, neighbourhood, point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from city import unlisted
from city.address_words import (
    ON,
    ORDINAL,
    Word,
    entrance,
    house_at,
    house_later,
    is_of_water,
    is_proper,
    kind_beside,
    landmark_at,
    lowered,
    reads_like_a_name,
    words_in,
)
from city.map_links import point_in, without_links
from city.places import KIND_OF, Neighbourhood, Places
from city.street_index import LONGEST, Named, Stems, StreetIndex, stems
from city.words import forms_of, same_marks, split_words, words_of

SHORT: Final[Mapping[str, str]] = {
    "вулиця": "вул.", "проспект": "просп.", "провулок": "пров.", "бульвар": "бульв.",
    "площа": "пл.", "мікрорайон": "мкр",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """What a text says about where it is; empty where it says nothing.

    ``street`` is the present name where that is certain, otherwise as it was written.
    """

    street: str = ""
    house: str = ""
    entrance: str = ""
    landmark: str = ""
    neighbourhood: str = ""
    district: str = ""
    """A code, where the data is certain of it."""
    former: bool = False
    """Whether the street was called by a former name; ``street`` is the present one."""
    lat: float | None = None
    lon: float | None = None

    @property
    def is_useful(self) -> bool:
        """Whether somebody could go there: more than a district or «біля магазину»."""
        numbered = any(char.isdigit() for char in self.landmark)
        return bool(self.street or self.neighbourhood or self.lat is not None or numbered)

    @property
    def house_key(self) -> str:
        """The same for everybody who means this house, however they write it; else empty."""
        if not (self.street and self.house):
            return ""
        return " ".join("".join(words_of(part)) for part in (self.street, self.house))

    @property
    def text(self) -> str:
        """The address in one line, as a request keeps it."""
        street = ", ".join(part for part in (self.street, self.house) if part)
        entrance = f"під’їзд {self.entrance}" if self.entrance else ""
        near = self.landmark if not self.house else ""
        return ", ".join(part for part in (self.neighbourhood, street, entrance, near) if part)


class Addresses:
    """Finds places in texts with what a city's data knows."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._streets = StreetIndex(places.streets, places.renames)
        self._hoods: dict[Stems, Neighbourhood] = {
            stems(form): hood
            for hood in places.neighbourhoods
            for name in (hood.name, *hood.also)
            for form in forms_of(name)
        }

    def find(self, text: str) -> FoundPlace:
        """The place; a :class:`FoundPlace` with nothing in it where the text names none."""
        return self.split(text)[0]

    def split(self, text: str) -> tuple[FoundPlace, str]:
        """The place, and the text without the name of its street: that says nothing of a topic."""
        point = point_in(text)
        text = same_marks(without_links(text))
        words = words_in(text)
        found, taken = self._street(words)
        landmark = landmark_at(words, taken)
        told = {*taken, *landmark}
        rest = " ".join(_with_stop(word) for i, word in enumerate(words) if i not in told)
        found = replace(
            found,
            entrance=entrance(words),
            landmark=" ".join(lowered(words[i].written) for i in landmark),
            neighbourhood=self._neighbourhood(words, taken),
        )
        if point is not None:
            found = replace(found, lat=point[0], lon=point[1])
        return replace(found, district=self._district(text, found)), rest

    def _district(self, text: str, found: FoundPlace) -> str:
        """The district that everything named agrees on."""
        known = self._places.district_of_text(text)
        hoods = [h for h in self._places.neighbourhoods if h.name == found.neighbourhood]
        codes = {found.district, *(hood.district for hood in hoods), known.code if known else ""}
        codes -= {""}
        return codes.pop() if len(codes) == 1 else ""

    def _street(self, words: Sequence[Word]) -> tuple[FoundPlace, range]:
        """The first street that is certain, else the first that is written like one."""
        for place, length, kind in self._spans(words):
            named = self._known(words, place, length, kind)
            if named is not None:
                return self._with_house(words, place, length, named)
        if one := unlisted.quarter_in(words):
            return _unlisted(words, one)
        for place, length, kind in self._spans(words):
            if kind and reads_like_a_name(words, place, length):
                return self._with_house(words, place, length, None, kind)
        if one := unlisted.street_in(words, self._is_place):
            return _unlisted(words, one)
        return FoundPlace(), range(0)

    def _is_place(self, word: str) -> bool:
        """Whether the word names a district or a part of the city."""
        return stems((word,)) in self._hoods or self._places.districts.by_name(word) is not None

    def _spans(self, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
        """Runs of words that may be a name, longer ones first, with the kind beside them."""
        for place in range(len(words)):
            for length in range(min(LONGEST, len(words) - place), 0, -1):
                run = words[place : place + length]
                if any(w.plain in KIND_OF or w.stop for w in run[:-1]) or run[-1].plain in KIND_OF:
                    continue
                yield place, length, kind_beside(words, place, length)

    def _known(self, words: Sequence[Word], place: int, length: int, kind: str) -> Named | None:
        name = split_words(tuple(word.plain for word in words[place : place + length]))
        if words[place + length - 1].plain[0].isdigit():
            return None
        housed = bool(house_at(words, place + length))
        on_it = place > 0 and words[place - 1].plain in ON and is_proper(words[place])
        one = len(name) == 1
        run = words[place : place + length]
        alone = place == 0 and run[-1].stop and all(word.capital for word in run)
        if not one or kind or housed or on_it or alone:
            if exact := self._streets.exact(name, kind):
                return exact
            another = place > 0 and ORDINAL.match(words[place - 1].plain)
            if one and not another and (part := self._streets.by_part(name[0], kind)):
                return part
        looks = kind or housed or (not one and all(word.capital for word in run))
        if looks and len("".join(name)) > 4:
            return self._streets.alike(name, kind)
        return None

    def _with_house(
        self,
        words: Sequence[Word],
        place: int,
        length: int,
        named: Named | None,
        kind: str = "",
    ) -> tuple[FoundPlace, range]:
        written = " ".join(word.written for word in words[place : place + length])
        said = kind or kind_beside(words, place, length)
        name = named.name if named and named.shown else written
        street = shown(named.kind if named and named.shown else said, name)
        house = house_at(words, place + length) or house_later(words, place + length)
        district = named.districts[0] if named and len(named.districts) == 1 else ""
        former = named is not None and named.former and named.shown
        found = FoundPlace(street=street, house=house, district=district, former=former)
        return found, range(place, place + length)

    def _neighbourhood(self, words: Sequence[Word], taken: range) -> str:
        for place in range(len(words)):
            for length in (3, 2, 1):
                run = range(place, min(place + length, len(words)))
                if run.start < taken.stop and taken.start < run.stop:
                    continue
                if kind_beside(words, place, len(run)) not in {"", "мікрорайон"}:
                    continue
                name = split_words(tuple(words[i].plain for i in run))
                hood = self._hoods.get(stems(name))
                if hood is not None and not is_of_water(words, place):
                    return hood.name
        return ""


def _unlisted(words: Sequence[Word], one: unlisted.Unlisted) -> tuple[FoundPlace, range]:
    end = one.words.stop
    house = house_at(words, end) or house_later(words, end)
    return FoundPlace(street=one.street, house=house), one.words


def _with_stop(word: Word) -> str:
    """Where a clause ends is kept: each may be about something else."""
    return f"{word.written}." if word.stop else word.written


def shown(kind: str, name: str) -> str:
    """A street as it is shown: «вул. Козацька», «узвіз Спаський»."""
    return f"{SHORT.get(kind, kind)} {name}".strip()
