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
_LEADS_TO_HOUSE: Final = _HOUSE_WORDS | KIND_OF.keys()
_AFTER_HOUSE: Final = frozenset(
    {"будинок", "будинку", "будинком", "буд", "дом", "дома", "дому", "домом"}
)
COUNTED: Final = re.compile(
    r"(?:д(?:ень|ні|ня|нів|ней|іб|об)|доб|годин|час|раз|рок|год|міс|мес|тиж|нед|хв|мин|метр|грн"
    r"|градус|сут|людей|чолов)"
)
"""What a number before it counts."""
_NOT_HOUSE: Final = re.compile(
    rf"{COUNTED.pattern}|поверх|этаж|етаж|маршрут|автобус|тролейбус|троллейбус|під|под|квартир"
)
ENTRANCE: Final = re.compile(r"(?:під|подъ|парад)(?:[^\W\d_]|’)*|п-д")
ORDINAL: Final = re.compile(r"(\d{1,2})-?(?:й|го|му|м|ом|ий|ый|ого|ому|им|ім|ем)$")
"""«5-й» in any case form."""
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
LANDMARK: Final = re.compile(
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
    plain = [normalise_words(match.group()) for match in found]
    return [
        Word(word, match.group(), _ends_sentence(word, text[match.end() : end]))
        for word, match, end in zip(plain, found, ends, strict=True)
    ]


def _ends_sentence(word: str, between: str) -> bool:
    if word in KIND_OF or word in _HOUSE_WORDS:
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
    if length > 3 or any(w.plain[0].isdigit() or w.plain in _HOUSE_WORDS for w in run):
        return False
    if bool(house_at(words, place + length)) and place and words[place - 1].plain in KIND_OF:
        return True
    opens = place == 0 or words[place - 1].stop
    if not all(word.capital for word in run) or any(word.plain in _NEAR for word in run):
        return False
    # The first word of a sentence is capital anyway: «Уся вулиця в темряві»
    return not (opens and is_known(run[0].plain))


def is_house_word(word: str) -> bool:
    """Whether a number behind the word is a house's: «буд.», «№»."""
    return word in _HOUSE_WORDS


def is_aside(word: str) -> bool:
    """Whether the word only leads to an address or to a number: «біля», «на», «будинок»."""
    return word in _NEAR or word in ON or word in _HOUSE_WORDS


def house_at(words: Sequence[Word], place: int) -> str:
    """The number of a house right there, with its letter or fraction, as it was written."""
    while place < len(words) and words[place].plain in _LEADS_TO_HOUSE:
        place += 1
    if place >= len(words) or not _HOUSE.fullmatch(words[place].plain):
        return ""
    follows = words[place + 1].plain if place + 1 < len(words) else ""
    if not words[place].stop and _NOT_HOUSE.match(follows) and not entrance(words[place + 1 :]):
        return ""
    letter = not words[place].stop and _is_letter(words, place + 1)
    return words[place].written + (words[place + 1].written if letter else "")


def _is_letter(words: Sequence[Word], place: int) -> bool:
    """The letter of a house written apart; «в» is one only at an end: «15 в під’їзді»."""
    letter = words[place] if place < len(words) else None
    if letter is None or len(letter.plain) != 1 or letter.plain not in "абвгд":
        return False
    return letter.plain != "в" or letter.capital or letter.stop or place + 1 == len(words)


def house_later(words: Sequence[Word], place: int) -> str:
    """«навпроти 60 будинку»."""
    for at in range(place, min(place + 6, len(words) - 1)):
        if words[at + 1].plain in _AFTER_HOUSE and _HOUSE.fullmatch(words[at].plain):
            return words[at].written
    return ""


def entrance(words: Sequence[Word]) -> str:
    """The number of the entrance («під. 2», «2-й под’їзд»), if one is said."""
    for place, word in enumerate(words):
        if not ENTRANCE.fullmatch(word.plain):
            continue
        behind = words[place + 1 : place + 2]
        if behind and _is_small(behind[0].plain) and not _is_floor(words, place + 1):
            return behind[0].plain
        if (
            place
            and not words[place - 1].stop
            and (number := ORDINAL.match(words[place - 1].plain))
        ):
            return number[1]
        if _is_bare_number(words, place - 1):
            return words[place - 1].plain
    return ""


def _is_bare_number(words: Sequence[Word], place: int) -> bool:
    """«Козацька 15 2 під’їзд», «у 2 під’їзді»; not «Козацька 15 під’їзд»: that is a house."""
    if place < 1 or words[place].stop or not _is_small(words[place].plain):
        return False
    before = words[place - 1].plain
    return bool(_HOUSE.fullmatch(before)) or before in {"у", "в", "во"}


_FLOOR: Final = re.compile("поверх|этаж|етаж")


def _is_floor(words: Sequence[Word], place: int) -> bool:
    """«2 під’їзд 3 поверх»: the 3 is of the floor; not so in «під’їзд 3, поверх 5»."""
    after = _plain_at(words, place + 2)
    return bool(_FLOOR.match(_plain_at(words, place + 1))) and not after[:1].isdigit()


def _is_small(word: str) -> bool:
    return word.isdigit() and len(word) < 3


def _plain_at(words: Sequence[Word], place: int) -> str:
    return words[place].plain if place < len(words) else ""


def landmark_at(words: Sequence[Word], taken: range) -> range:
    """Where «біля школи 95» stands."""
    for place, word in enumerate(words[:-1]):
        if word.plain not in _NEAR or place in taken:
            continue
        end = place + 1
        while end < min(place + 4, len(words)) and not words[end - 1].stop:
            end += 1
        run = words[place:end]
        marks = [i for i, w in enumerate(run) if i and LANDMARK.match(w.plain)]
        if marks:
            last = marks[0] + 1
            numbered = last < len(run) and run[last].plain.isdigit()
            return range(place, place + last + numbered)
    return range(0)


_WATER: Final = re.compile(r"(?:р|річ[кц]\w*|рек[аеиу]|рекой|бере[гз]\w*|русл\w*|пляж\w*)")


def is_of_water(words: Sequence[Word], place: int) -> bool:
    """«річка Інгулець», «на березі Інгульця»: no part of the city of that name is meant."""
    return bool(_WATER.fullmatch(_plain_at(words, place - 1) if place else ""))


def lowered(word: str) -> str:
    """«Біля» in the middle of a line is «біля»; «АТБ» stays."""
    return word if word.isupper() else word.casefold()
