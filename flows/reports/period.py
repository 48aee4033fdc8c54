"""Periods that lie behind us, as people write them: «тиждень», «2026-10», «1.10–15.10»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from city import calendar
from flows.context import Context
from flows.staff import parse
from flows.words import plain

LONGEST: Final = timedelta(days=5 * 366)
"""A longer one is a slip of the finger."""
WEEK, MONTH = timedelta(days=7), timedelta(days=30)

_BETWEEN: Final = re.compile(r"\s*(?:\.\.+|…|–|—|\s-\s|\s+по\s+|\s+до\s+|;|\s+)\s*")
_MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})|([0-9]{1,2})[./]([0-9]{4})")
_YEAR: Final = re.compile(r"(20[0-9]{2})(?:\s*(?:рік|року|р\.?|year))?")
_SHORT: Final = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})(?:[./]([0-9]{4}))?")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days of the city, ``first`` to ``last`` and both counted."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def since(self, zone: ZoneInfo) -> datetime:
        """The first moment, in UTC."""
        return datetime.combine(self.first, time(), zone).astimezone(UTC)

    def until(self, zone: ZoneInfo) -> datetime:
        """The first moment after it, in UTC."""
        return datetime.combine(self.last + timedelta(days=1), time(), zone).astimezone(UTC)

    @classmethod
    def read(cls, text: str) -> Period:
        """The inverse of ``str``."""
        first, _, last = text.partition("..")
        return cls(date.fromisoformat(first), date.fromisoformat(last))


def ending(today: date, length: timedelta) -> Period:
    """So many days, today the last of them."""
    return Period(today - length + timedelta(days=1), today)


def parse_period(ctx: Context, words: str) -> Period | None:
    """What ``words`` mean: the last 30 days when nothing is said, None when not understood.

    A period that has not ended yet ends today; one that is wholly to come is not understood.
    """
    today = calendar.local_date(ctx.city, ctx.now)
    said = " ".join(words.casefold().split())
    found = _named(ctx, said, today) or _month(said) or _year(said) or _between(said, today)
    if found is None or found.first > today or found.last - found.first > LONGEST:
        return None
    return Period(found.first, min(found.last, today)) if found.first <= found.last else None


def _named(ctx: Context, said: str, today: date) -> Period | None:
    """Today, yesterday, a week, a month, this year; a month by its name."""
    if not said:
        return ending(today, MONTH)
    word = plain(said)
    for name, period in _periods(today).items():
        if word in {plain(known) for known in ctx.text(f"period-words-{name}").split(",")}:
            return period
    return _by_name(said, today)


def _periods(today: date) -> dict[str, Period | None]:
    before = today.replace(day=1) - timedelta(days=1)
    return {
        "today": Period(today, today),
        "yesterday": Period(today - timedelta(days=1), today - timedelta(days=1)),
        "week": ending(today, WEEK),
        "month": ending(today, MONTH),
        "previous": _of_month(before.year, before.month),
        "year": Period(date(today.year, 1, 1), today),
    }


def _by_name(said: str, today: date) -> Period | None:
    """«жовтень», «жовтень 2025»: without a year the last one that has begun."""
    name, _, rest = said.partition(" ")
    month = parse.month_named(name)
    year = _YEAR.fullmatch(rest) if rest else None
    if month is None or (rest and year is None):
        return None
    if year is not None:
        return _of_month(int(year[1]), month)
    return _of_month(today.year - (month > today.month), month)


def _month(said: str) -> Period | None:
    found = _MONTH.fullmatch(said)
    if found is None:
        return None
    year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    return _of_month(int(year), int(month))


def _year(said: str) -> Period | None:
    found = _YEAR.fullmatch(said)
    return Period(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)) if found else None


def _of_month(year: int, month: int) -> Period | None:
    if not (1 <= month <= 12 and date.min.year < year < date.max.year):
        return None
    first = date(year, month, 1)
    return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def _between(said: str, today: date) -> Period | None:
    """One day or two, «1.10–15.10», «2026-10-01..2026-10-15», «з 1.10 до 15.10»."""
    ends = [_day(part, today) for part in _BETWEEN.split(re.sub(r"^(?:з|із|від)\s+", "", said))]
    days = [day for day in ends if day is not None]
    if len(days) != len(ends) or len(days) > 2:
        return None
    return Period(days[0], days[-1])


def _day(text: str, today: date) -> date | None:
    """A day; without a year the last such one."""
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _SHORT.fullmatch(text):
            year = int(found[3]) if found[3] else today.year
            day = date(year, int(found[2]), int(found[1]))
            return day if found[3] or day <= today else day.replace(year=year - 1)
    except ValueError:
        return None
    return None
