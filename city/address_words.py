"""The parts of an address that need no city: words, house numbers, entrances, landmarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from city.lemmas import is_known
from city.places import KIND_OF
from city.words import normalise_words

_TOKEN: Final = re.compile(r"[^\W_]+(?:[-’/][^\W_]+)*")
_HOUSE: Final = re.compile(r"\d{1,3}(?:[-/]?(?:\d{1,3}|[а-яіїєґa-z]))?(?:/\d{1,3})?")
_HOUSE_WORDS: Final = frozenset(
    {"б", "буд", "будинок", "будинку", "д", "дом", "дома", "дому", "№", "номер", "корпус"}
)
_AFTER_HOUSE: Final = frozenset(
    {"будинок", "будинку", "будинком", "буд", "дом", "дома", "дому", "домом"}
)
_NOT_HOUSE: Final = re.compile(
    r"(?:д(?:ень|ні|ня|нів|ней|іб|об)|доб|годин|час|раз|поверх|этаж|етаж|рок|год|міс|мес|тиж|нед"
    r"|хв|мин|метр|грн|градус|сут|маршрут|автобус|тролейбус|троллейбус|під|под|людей|чолов|квартир)"
)
_ENTRANCE: Final = re.compile(r"(?:під|подъ|парад)[^\W\d_]*|п-д")
ON: Final = frozenset({"на", "по"})
_NEAR: Final = frozenset(
    {
        "біля",
        "коло",
        "возле",
        "около",
        "навпроти",
        "напротив",
        "поруч",
        "рядом",
        "поряд",
        "поблизу",
        "недалеко",
        "неподалік",
        "за",
    }
)
_LANDMARK: Final = re.compile(
    r"(?:школ|садочк|садк|дитсад|садик|магазин|ринк|рынк|лікарн|больниц|поліклін|поликлин|аптек"
    r"|церкв|храм|банк|пошт|почт|ліце|лице|гімназ|гимназ|завод|шахт|вокзал|депо|кафе|ставк|атб)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: made comparable, and as it was written."""

    plain: str
    written: str
    stop: bool
    """Whether a full stop or another sentence begins behind it."""

    @property
    def capital(self) -> bool:
        return self.written[:1].isupper()


def words_in(text: str) -> list[Word]:
    """The words of a text with house numbers like «15/2» and «15-А» in one piece."""
    found = list(_TOKEN.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    return [
        Word(
            normalise_words(match.group()),
            match.group(),
            _ends_sentence(match.group(), text[match.end() : end]),
        )
        for match, end in zip(found, ends, strict=True)
    ]


def _ends_sentence(word: str, between: str) -> bool:
    if normalise_words(word) in KIND_OF or normalise_words(word) in _HOUSE_WORDS:
        return False
    return " - " in between or any(mark in between for mark in ".!?,;:()\n")


def kind_beside(words: Sequence[Word], place: int, length: int) -> str:
    """The kind of street said right before or after these words; empty for none."""
    before = KIND_OF.get(words[place - 1].plain, "") if place else ""
    if before or words[place + length - 1].stop:
        return before
    after = place + length
    return KIND_OF.get(words[after].plain, "") if after < len(words) else ""


def is_proper(word: Word) -> bool:
    """Whether the word may be a name: written with a capital, or in no dictionary."""
    return word.capital or not is_known(word.plain)


def reads_like_a_name(words: Sequence[Word], place: int, length: int) -> bool:
    """«вул. Соборності», «вулиця соборності 5»; not «на вулиці темно»."""
    run = words[place : place + length]
    if length > 3 or any(word.plain[0].isdigit() for word in run):
        return False
    if bool(house_at(words, place + length)) and place and words[place - 1].plain in KIND_OF:
        return True
    opens = place == 0 or words[place - 1].stop
    if not all(word.capital for word in run) or any(word.plain in _NEAR for word in run):
        return False
    # The first word of a sentence is capital anyway: «Уся вулиця в темряві»
    return not (opens and is_known(run[0].plain))


def house_at(words: Sequence[Word], place: int) -> str:
    """The number of a house right there, with its letter or fraction, as it was written."""
    while place < len(words) and (words[place].plain in _HOUSE_WORDS | KIND_OF.keys()):
        place += 1
    if place >= len(words) or not _HOUSE.fullmatch(words[place].plain):
        return ""
    follows = words[place + 1].plain if place + 1 < len(words) else ""
    # «3 під’їзд 4» is house 3: it is the entrance that the second number counts
    numbered = place + 2 < len(words) and words[place + 2].plain.isdigit()
    if not words[place].stop and _NOT_HOUSE.match(follows) and not numbered:
        return ""
    letter = len(follows) == 1 and follows in "абвгд" and not words[place].stop
    # «15 в подвале»: a preposition, not a letter
    if follows == "в" and place + 2 < len(words) and not words[place + 1].stop:
        letter = False
    return words[place].written + (words[place + 1].written if letter else "")


def house_later(words: Sequence[Word], place: int) -> str:
    """«навпроти 60 будинку»."""
    for at in range(place, min(place + 6, len(words) - 1)):
        if words[at + 1].plain in _AFTER_HOUSE and _HOUSE.fullmatch(words[at].plain):
            return words[at].written
    return ""


def entrance(words: Sequence[Word]) -> str:
    """The number of the entrance («під. 2»), if one is said."""
    for place, word in enumerate(words[:-1]):
        number = words[place + 1].plain
        if _ENTRANCE.fullmatch(word.plain) and number.isdigit() and len(number) < 3:
            return number
    return ""


def landmark_at(words: Sequence[Word], taken: range) -> range:
    """Where «біля школи 95» stands."""
    for place, word in enumerate(words[:-1]):
        if word.plain not in _NEAR or place in taken:
            continue
        end = place + 1
        while end < min(place + 4, len(words)) and not words[end - 1].stop:
            end += 1
        run = words[place:end]
        marks = [i for i, w in enumerate(run) if i and _LANDMARK.match(w.plain)]
        if marks:
            last = marks[0] + 1
            numbered = last < len(run) and run[last].plain.isdigit()
            return range(place, place + last + numbered)
    return range(0)


def lowered(word: str) -> str:
    """«Біля» in the middle of a line is «біля»; «АТБ» stays."""
    return word if word.isupper() else word.casefold()
