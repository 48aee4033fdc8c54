"""Addresses that no list names, by how they are written: «95 квартал», «5-й Зарічний», «Соборності 25б».

What is found so is only ever proposed; its district nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from city.address_words import (
    ENTRANCE,
    LANDMARK,
    ON,
    ORDINAL,
    Word,
    house_at,
    is_aside,
    is_house_word,
)
from city.districts import DISTRICT_WORDS
from city.lemmas import Reading, readings
from city.places import KIND_OF

_QUARTERS: Final = frozenset(word for word, kind in KIND_OF.items() if kind == "квартал")
_FIRST_QUARTER: Final = 5
"""Up to four it may be a quarter of a year."""
_MICRODISTRICT: Final = "мікрорайон"
_NUMBER: Final = re.compile(r"(\d{1,3})(?:-?(?:й|го|му|м|ий|ый|ого|ому|им|ом|ім))?")
_SMALL: Final = re.compile(r"(\d{1,2})")
_IN: Final = ON | {"у", "в", "во", "з", "із", "до", "біля", "возле"}
_TIME: Final = re.compile(r"поспіль|підряд|подряд|р[оі]к|год|міс|мес|звіт|отчет")
_NAMED: Final = re.compile(r"(.+?[бвгдзклмнпрстфхцчшщж])(ий|ого|ому|им|ім|ый|ой|ом)")
"""An adjective as a name of a microdistrict has it."""
_ABSTRACT: Final = re.compile(r"ост[іи]$")
"""«Соборності», «Незалежності», «Юности»: a quality in the genitive."""
_LONGEST: Final = 3


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A street as it is to be shown, and the words that name it."""

    street: str
    words: range


def quarter_in(words: Sequence[Word]) -> Unlisted | None:
    """«95 квартал», «у 95-му кварталі», «квартал 95»."""
    return next((one for at in range(len(words)) if (one := _quarter(words, at))), None)


def street_in(words: Sequence[Word], is_place: Callable[[str], bool]) -> Unlisted | None:
    """A numbered microdistrict, or a name in the genitive before a house.

    ``is_place`` tells the names of districts and of parts of the city: they are no streets.
    """
    for way in (_numbered, _named):
        for at in range(len(words)):
            if one := way(words, at, is_place):
                return one
    return None


def _quarter(words: Sequence[Word], place: int) -> Unlisted | None:
    if words[place].plain not in _QUARTERS:
        return None
    for at in (place - 1, place + 1):
        first, last = sorted((at, place))
        if at < 0 or at >= len(words) or words[first].stop or _is_house(words, at):
            continue
        number = _NUMBER.fullmatch(words[at].plain)
        if number and int(number[1]) >= _FIRST_QUARTER and not _TIME.match(_plain(words, last + 1)):
            return Unlisted(f"{int(number[1])} квартал", range(first, last + 1))
    return None


def _numbered(
    words: Sequence[Word], place: int, is_place: Callable[[str], bool]
) -> Unlisted | None:
    """«5-й Зарічний», «мікрорайон 5 Зарічний», «на 5-му Зарічному»."""
    if place + 1 >= len(words) or words[place].stop:
        return None
    number, name = words[place].plain, words[place + 1]
    said = _kind(words, place - 1) or _kind(words, place + 2)
    before = _plain(words, place - 1)
    bare = _SMALL.fullmatch(number) and (
        said or not before or before in _IN or words[place - 1].stop
    )
    found = bare or ORDINAL.match(number)
    ending = _NAMED.fullmatch(name.plain)
    if not (found and ending) or is_place(name.plain) or _plain(words, place + 2) in DISTRICT_WORDS:
        return None
    if said not in {"", _MICRODISTRICT} or not (name.capital or said):
        return None
    return Unlisted(f"{_number_of(number)}-й {_nominative(name.written)}", range(place, place + 2))


def _named(words: Sequence[Word], place: int, is_place: Callable[[str], bool]) -> Unlisted | None:
    """«Соборності 25б», «степана тільги 20»: a name in the genitive before a house."""
    for length in range(min(_LONGEST, len(words) - place), 0, -1):
        run = words[place : place + length]
        house = house_at(words, place + length)
        if not house or any(word.stop for word in run[:-1]) or any(map(_is_other, run)):
            continue
        if is_place(run[-1].plain) or (length == 1 and words[place + 1].plain in KIND_OF):
            continue
        closes = _closes(words, place, house)
        if _is_name(run) if length > 1 else _is_street(run[0], closes=closes):
            return Unlisted(" ".join(map(_as_a_name, run)), range(place, place + length))
    return None


def _is_other(word: Word) -> bool:
    """A word that names something else, or none."""
    plain = word.plain
    return (
        plain[0].isdigit()
        or len(plain) < len("Мир")
        or plain in KIND_OF
        or plain in DISTRICT_WORDS
        or is_aside(plain)
        or bool(LANDMARK.match(plain) or ENTRANCE.fullmatch(plain))
    )


def _is_name(run: Sequence[Word]) -> bool:
    """«Степана Тільги», «Героїв Майдану»; in small letters only where they are people's names."""
    if not all(_genitives(word.plain) for word in run):
        return False
    return all(word.capital for word in run) or all(_is_a_persons(word.plain) for word in run)


def _is_street(word: Word, *, closes: bool | None) -> bool:
    """``closes``: whether the address ends with the house; None where that has a letter."""
    likely = closes is None or closes
    if _ABSTRACT.search(word.plain) and _genitives(word.plain):
        return word.capital or closes is None
    if any(one.known and one.name for one in _genitives(word.plain)):
        return word.capital or closes is None
    if not word.capital or not likely:
        return False
    unknown = any(not one.known for one in _genitives(word.plain))
    return unknown or any(one.feminine for one in readings(word.plain))


def _closes(words: Sequence[Word], place: int, house: str) -> bool | None:
    """Whether nothing but an entrance follows the house; None where its number has a letter."""
    if not house.isdigit():
        return None
    at = place + 1
    while at < len(words) and not words[at].plain[0].isdigit():
        at += 1
    behind = _plain(words, at + 1)
    if at + 1 >= len(words) or words[at].stop:
        return True
    return bool(ENTRANCE.fullmatch(behind)) or behind in {"кв", "квартира"}


def _as_a_name(word: Word) -> str:
    """With a capital, as names are shown, whatever was typed."""
    return word.written[:1].upper() + word.written[1:]


def _genitives(word: str) -> list[Reading]:
    return [one for one in readings(word) if one.genitive]


def _is_a_persons(word: str) -> bool:
    return any(one.name or not one.known for one in _genitives(word))


def _is_house(words: Sequence[Word], place: int) -> bool:
    """«буд. 5 квартал 95»: the 5 is of the house."""
    return place > 0 and is_house_word(words[place - 1].plain)


def _kind(words: Sequence[Word], place: int) -> str:
    return KIND_OF.get(_plain(words, place), "")


def _plain(words: Sequence[Word], place: int) -> str:
    return words[place].plain if 0 <= place < len(words) else ""


def _number_of(word: str) -> int:
    return int("".join(char for char in word if char.isdigit()))


def _nominative(written: str) -> str:
    """«Зарічному» is «Зарічний»; what is not plain stays as it was written."""
    return re.sub(r"(?<=[нкв])(?:ого|ому|им|ім)$", "ий", written)
