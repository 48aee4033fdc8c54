"""How well texts are understood, as shares; held by the tests and printed by the bench."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from city import City
from city.places import street_name
from city.street_index import stems
from tests.city.understanding.texts import Written


@dataclass(slots=True)
class Share:
    """So many of so many."""

    hits: int = 0
    of: int = 0

    def add(self, *, hit: bool) -> None:
        self.hits += hit
        self.of += 1

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.value:6.1%}  ({self.hits} of {self.of})"


def measured(city: City, texts: Iterable[Written]) -> dict[str, Share]:
    """Every figure by its name, in the order in which it is shown."""
    names = ("top-1", "top-3", "silence on nonsense", "danger recall", "danger precision")
    shares = {name: Share() for name in (*names, "street", "house", "district", "no false place")}
    for text in texts:
        found = city.understand(text.text)
        codes = [suggestion.code for suggestion in found.services]
        if text.service:
            shares["top-1"].add(hit=bool(text.services & set(codes[:1])))
            shares["top-3"].add(hit=bool(text.services & set(codes)))
        else:
            shares["silence on nonsense"].add(hit=not codes)
        if text.danger:
            shares["danger recall"].add(hit=found.danger is not None)
        if found.danger:
            shares["danger precision"].add(hit=bool(text.danger))
        _measure_place(city, text, shares)
    return shares


def _measure_place(city: City, text: Written, shares: dict[str, Share]) -> None:
    place = city.understand(text.text).place
    if text.street:
        shares["street"].add(hit=_name(place.street) == _name(text.street))
    else:
        shares["no false place"].add(hit=not place.street)
    if text.house:
        shares["house"].add(hit=place.house.casefold() == text.house.casefold())
    if text.district:
        known = city.places.districts.by_code.get(place.district)
        shares["district"].add(hit=known is not None and known.name == text.district)


def _name(street: str) -> tuple[str, tuple[str, ...]]:
    kind, words = street_name(street)
    return kind, stems(words)
