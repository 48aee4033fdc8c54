"""What stands on the pages of the picture: words and numbers, ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from city import City
from flows.reports import words
from flows.reports.figures import Counts, Figures
from flows.words import shortened
from locales import Texts

DAYS_AT_MOST: Final = 31
WEEKS_AT_MOST: Final = 31
LABELS: Final = 6
"""Dates under the bars: more would touch each other on a phone."""
NAME: Final = 28
ALONE: Final = 10
"""Rows of a page with one table."""
TOGETHER: Final = 5
"""Rows of each of two tables on a page."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One great number and what it is."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Span:
    """A day, a week or a month of the period; the label is empty where none fits."""

    label: str
    taken: int
    done: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Row:
    """A name with its numbers in words and as lengths."""

    label: str
    note: str
    taken: int
    done: int


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows under a title."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One picture. ``legend`` names what is taken, done and overdue."""

    title: str
    subtitle: str
    legend: tuple[str, str, str]
    tiles: tuple[Tile, ...] = ()
    days: tuple[Span, ...] = ()
    bars: tuple[Bars, ...] = ()


def pages(texts: Texts, city: City, figures: Figures, department: str) -> list[Page]:
    """The pages of a period; none when nothing happened."""
    if figures.empty:
        return []
    title = words.whose(city, department)
    subtitle = words.period_words(texts, figures.period)
    taken, done, overdue = (texts.get(f"picture-{name}") for name in ("taken", "done", "overdue"))
    shared = texts.get("picture-done-share")
    districts = _bars(
        texts, "districts", figures.districts, words.districts(texts, city, figures), ALONE
    )
    services = _bars(
        texts,
        "services",
        figures.services,
        words.services(texts, city, figures),
        TOGETHER,
    )
    executors = _bars(
        texts, "executors", figures.executors, words.executors(texts, city, figures), TOGETHER
    )
    tables = [districts, [*services, *executors]]
    by_day = Page(title, subtitle, (taken, done, overdue), _tiles(texts, figures), _spans(figures))
    legend = taken, shared, overdue
    return [
        by_day,
        *(Page(title, subtitle, legend, bars=tuple(table)) for table in tables if table),
    ]


def _tiles(texts: Texts, figures: Figures) -> tuple[Tile, ...]:
    total = figures.total
    share = f"{total.share} %" if total.share is not None else "–"
    average = words.decimal(texts, figures.average) if figures.average is not None else "–"
    numbers = {
        "taken": str(total.taken),
        "done": str(total.done),
        "share": share,
        "overdue": str(total.overdue),
        "reworks": str(figures.reworks),
        "rating": average,
    }
    return tuple(Tile(value, texts.get(f"picture-{name}")) for name, value in numbers.items())


def _spans(figures: Figures) -> tuple[Span, ...]:
    """Days; of a long period weeks from its first day on, of a longer one months."""
    period = figures.period
    days = [period.first + timedelta(days=at) for at in range(period.days)]
    if period.days <= DAYS_AT_MOST:
        groups = {f"{day}": f"{day:%d.%m}" for day in days}
        keys = [f"{day}" for day in days]
    elif period.days <= DAYS_AT_MOST * WEEKS_AT_MOST // 4:
        keys = [str(at // 7) for at in range(period.days)]
        groups = {key: f"{days[int(key) * 7]:%d.%m}" for key in keys}
    else:
        keys = [f"{day:%Y-%m}" for day in days]
        groups = {key: f"{key[5:]}.{key[:4]}" for key in keys}
    sums = dict.fromkeys(groups, Counts())
    for key, day in zip(keys, figures.days, strict=True):
        sums[key] += day
    every = -(-len(groups) // LABELS)
    return tuple(
        Span(label if at % every == 0 else "", sums[key].taken, sums[key].done, sums[key].overdue)
        for at, (key, label) in enumerate(groups.items())
    )


def _bars(
    texts: Texts, what: str, counts: Mapping[str, Counts], names: Mapping[str, str], most: int
) -> list[Bars]:
    if not counts:
        return []
    keys = words.ranked(counts)
    shown, rest = (keys, []) if len(keys) <= most else (keys[: most - 1], keys[most - 1 :])
    rows = [_row(texts, names[key], counts[key]) for key in shown]
    if rest:
        left = _row(
            texts,
            texts.get("stats-rest", count=len(rest)),
            sum((counts[key] for key in rest), Counts()),
        )
        rows.append(replace(left, taken=0, done=0))  # its length would say nothing
    return [Bars(texts.get(f"picture-{what}"), tuple(rows))]


def _row(texts: Texts, name: str, counts: Counts) -> Row:
    share = counts.share
    note = f"{counts.taken} / {counts.done}"
    if share is not None:
        note = texts.get("picture-note", note=note, share=str(share))
    return Row(shortened(name, NAME), note, counts.taken, counts.done)
