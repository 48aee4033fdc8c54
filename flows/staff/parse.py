"""Understanding what staff type after a command: numbers, dates, periods, names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from flows.words import after, plain

_NUMBER: Final = re.compile(
    r"^\s*(?:заявк\w*\s*)?(?:№|#|no?\.?|н|номер)?\s*([0-9]{1,9})(?![0-9]|[./][0-9])[\s.,;:]*(.*)$",
    re.DOTALL | re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"^\s*(?:до\s+)?([0-9]{1,2})[./]([0-9]{1,2})(?:[./]([0-9]{4}))?\b[,;:]?\s*(.*)$", re.DOTALL
)
_ISO: Final = re.compile(r"^\s*([0-9]{4})-([0-9]{2})-([0-9]{2})\b[,;:]?\s*(.*)$", re.DOTALL)
_WORDED: Final = re.compile(
    r"^\s*(?:до\s+)?([0-9]{1,2})\s+([^\W\d_]+)(?:\s+([0-9]{4})(?:\s+року|\s+р\.?)?)?[,;:]?\s*(.*)$",
    re.DOTALL,
)
_YEAR: Final = re.compile(r"\b(20[0-9]{2})\b")
_AFTER: Final = re.compile(r"через\s+(?:([0-9]{1,3})\s+)?(д|тиж|міс|рік|рок)", re.IGNORECASE)
_QUARTER: Final = re.compile(r"\b([1-4]|I{1,3}|IV)\s*-?\s*(?:й\s+)?кв", re.IGNORECASE)
_MONTHS: Final = (
    ("січ", 1), ("лют", 2), ("берез", 3), ("квіт", 4), ("трав", 5), ("черв", 6),
    ("лип", 7), ("серп", 8), ("верес", 9), ("жовт", 10), ("листоп", 11), ("груд", 12),
)  # fmt: skip
_SEASONS: Final = (("весн", 3), ("літ", 6), ("осін", 9), ("осен", 9), ("зим", 12))
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_STEPS: Final = {"д": 1, "тиж": 7, "міс": 30, "рік": 365, "рок": 365}

_TERM: Final = re.compile(
    r"^\s*(?:на\s+|for\s+)?(?:([0-9]{1,3})\s*)?"
    r"(дн\w*|день|доб\w*|діб|тиж\w*|міс\w*|days?|weeks?|months?)\b[.,;:]?\s*(.*)$",
    re.DOTALL | re.IGNORECASE,
)
_TERMS: Final = {"т": 7, "w": 7, "м": 30, "m": 30}
"""Days, by the first letter; of any other word one."""

KeyT = TypeVar("KeyT")


def number(text: str) -> tuple[int, str] | None:
    """A request's number at the start, «1057», «№1057», «заявка N 1057», and the rest.

    ASCII digits only: others look alike and mean something else.
    """
    found = _NUMBER.match(text)
    return (int(found[1]), found[2].strip()) if found else None


def day(text: str, today: date) -> tuple[date, str] | None:
    """A date at the start, and the rest: «5.12», «05.12.2026», «5 грудня», «2026-12-05».

    Without a year the next such day from ``today`` on.
    """
    if found := _ISO.match(text):
        return _rest(_date(int(found[1]), int(found[2]), int(found[3])), found[4])
    if found := _DAY.match(text):
        return _rest(_next(int(found[1]), int(found[2]), found[3], today), found[4])
    found = _WORDED.match(text)
    if found and (month := month_named(found[2])):
        return _rest(_next(int(found[1]), month, found[3], today), found[4])
    return None


def term(text: str, today: date) -> tuple[date, str] | None:
    """The last day of a term at the start, and the rest: «3 дні», «на тиждень», «до 5.12»."""
    found = _TERM.match(text)
    if found is None:
        return day(text, today)
    days = int(found[1] or 1) * _TERMS.get(found[2][0].casefold(), 1)
    return today + timedelta(days=days), found[3].strip()


def period(text: str, today: date) -> date | None:
    """The first day of a period in words: «весна 2027», «березень», «через 2 місяці»."""
    words = text.casefold()
    exact = day(text, today)
    if exact is not None:
        return exact[0]
    if found := _AFTER.search(words):
        return today + timedelta(days=int(found[1] or 1) * _STEPS[found[2]])
    year = int(found[1]) if (found := _YEAR.search(words)) else None
    month = _month_of_period(words)
    if month is None:
        return _date(year, 1, 1) if year and year > today.year else None
    start = _date(year or today.year, month, 1)
    if start is not None and year is None and start <= today:
        start = _date(today.year + 1, month, 1)
    return start


def _month_of_period(words: str) -> int | None:
    if found := _QUARTER.search(words):
        quarter = _ROMAN.get(found[1].casefold()) or int(found[1])
        return quarter * 3 - 2
    known = [m for stem, m in (*_SEASONS, *_MONTHS) if re.search(rf"\b{stem}", words)]
    return known[0] if known else None


def prefix(text: str, names: Mapping[str, KeyT]) -> tuple[KeyT, str] | None:
    """The longest run of words at the start that is one of ``names``, and the rest."""
    words = text.split()
    for count in range(min(len(words), 6), 0, -1):
        wanted = plain(" ".join(words[:count]))
        if wanted in names:
            return names[wanted], after(text, count)
    return None


def abbreviated(text: str, names: Iterable[tuple[str, KeyT]]) -> tuple[list[KeyT], str]:
    """What the first words may abbreviate, «в роб», «викон», and the rest; as many words as fit."""
    words = text.split()
    known = [([plain(word) for word in name.split()], key) for name, key in names]
    for count in range(min(len(words), 4), 0, -1):
        said = [plain(word) for word in words[:count]]
        if sum(map(len, said)) < len("жек") or not all(said):
            continue
        fits = dict.fromkeys(key for name, key in known if _begins(name, said))
        if fits:
            return list(fits), after(text, count)
    return [], text


def _begins(name: list[str], said: list[str]) -> bool:
    return len(said) <= len(name) and all(
        whole.startswith(short) for whole, short in zip(name, said, strict=False)
    )


def part(text: str, names: Mapping[str, KeyT]) -> list[KeyT]:
    """All whose name holds the first word of ``text``: a distinctive part is enough."""
    words = text.split()
    wanted = plain(words[0]) if words else ""
    if len(wanted) < len("жек"):
        return []
    found: dict[KeyT, None] = {}
    for name, key in names.items():
        if wanted in name:
            found[key] = None
    return list(found)


def table(pairs: Iterable[tuple[str, KeyT]]) -> dict[str, KeyT]:
    """Names made plain, for :func:`prefix` and :func:`part`."""
    return {plain(name): key for name, key in pairs if plain(name)}


def end_of(day_: date, zone: ZoneInfo) -> datetime:
    """The last second of a local day, in UTC."""
    return datetime.combine(day_, time(23, 59, 59), zone).astimezone(UTC)


def morning_of(day_: date, zone: ZoneInfo) -> datetime:
    """Nine o'clock of a local day, in UTC: when a planned request comes back."""
    return datetime.combine(day_, time(9), zone).astimezone(UTC)


def _rest(value: date | None, rest: str) -> tuple[date, str] | None:
    return (value, rest.strip()) if value is not None else None


def _next(day_: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _date(int(year), month, day_)
    this = _date(today.year, month, day_)
    return this if this is None or this >= today else _date(today.year + 1, month, day_)


def _date(year: int, month: int, day_: int) -> date | None:
    try:
        return date(year, month, day_)
    except ValueError:
        return None


def month_named(word: str) -> int | None:
    """The month whose name begins so, in any case: «листопада» is 11."""
    return next((m for stem, m in _MONTHS if word.casefold().startswith(stem)), None)
