"""Figures in words: short for a phone, whole for those who cannot see the picture."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from city import City
from flows.messages import Choice, Message
from flows.reports.figures import Counts, Figures
from flows.reports.period import Period
from flows.words import shortened
from locales import Texts

SHOWN: Final = 6
"""Lines of one table; the rest is one line more."""
NAME: Final = 34
PERIODS: Final = ("week", "month", "previous")
"""Periods that have a button."""


def date_of(texts: Texts, day: date, *, year: bool = False) -> str:
    """«2 грудня», with ``year`` «2 грудня 2026 року»."""
    key = "date-with-year" if year else "date"
    return texts.get(key, day=str(day.day), month=day.month, year=str(day.year))


def period_words(texts: Texts, period: Period) -> str:
    """«2 грудня 2026 року», or from when to when."""
    last = date_of(texts, period.last, year=True)
    if period.first == period.last:
        return last
    if (period.first.year, period.first.month) == (period.last.year, period.last.month):
        return f"{period.first.day}–{last}"
    years = period.first.year != period.last.year
    return texts.get("period-words", first=date_of(texts, period.first, year=years), last=last)


def told(texts: Texts, city: City, figures: Figures, department: str) -> Message:
    """The figures as one message; ``department`` is empty for the whole city."""
    lines = [
        _title(texts, city, figures, department),
        texts.get("stats-empty") if figures.empty else _counts(texts, figures),
        _quality(texts, figures),
        _table(texts, "stats-districts", figures.districts, districts(texts, city, figures)),
        _table(texts, "stats-services", figures.services, services(texts, city, figures)),
        _table(texts, "stats-executors", figures.executors, executors(texts, city, figures)),
        texts.get("stats-now", open=figures.open_now, late=figures.late_now),
    ]
    return Message("\n\n".join(line for line in lines if line), (buttons(texts),))


def buttons(texts: Texts) -> tuple[Choice, ...]:
    """Other periods."""
    return tuple(Choice(texts.get(f"button-stats-{name}"), f"m:stats:{name}") for name in PERIODS)


def _title(texts: Texts, city: City, figures: Figures, department: str) -> str:
    period = period_words(texts, figures.period)
    return texts.get("stats-title", whose=whose(city, department), period=period)


def whose(city: City, department: str) -> str:
    """Whose figures they are: a department's, or the contact centre's."""
    known = city.departments.get(department)
    return known.short if known else city.centre


def _counts(texts: Texts, figures: Figures) -> str:
    total = figures.total
    share = total.share
    return texts.get(
        "stats-counts",
        taken=total.taken,
        done=total.done,
        in_time=texts.get("stats-in-time", share=str(share)) if share is not None else "",
        overdue=total.overdue,
    )


def _quality(texts: Texts, figures: Figures) -> str:
    lines = [
        texts.get("stats-closed", confirmed=figures.confirmed, unanswered=figures.unanswered),
        texts.get("stats-reworks", count=figures.reworks),
    ]
    if figures.average is not None:
        average = decimal(texts, figures.average)
        lines.append(texts.get("stats-rating", average=average, count=figures.rated))
    if figures.first_answer is not None:
        wait = duration(texts, timedelta(seconds=figures.first_answer))
        lines.append(texts.get("stats-first-answer", wait=wait))
    if figures.consultations is not None:
        lines.append(texts.get("stats-consultations", count=figures.consultations))
    return "" if figures.empty else "\n".join(lines)


def decimal(texts: Texts, number: float) -> str:
    """«4,5»."""
    return f"{number:.1f}".replace(".", texts.get("decimal-mark"))


def duration(texts: Texts, wait: timedelta) -> str:
    """«2 год 10 хв», «3 дн 4 год»: the two greatest units."""
    minutes = max(round(wait.total_seconds() / 60), 0)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return texts.get("duration-days", days=days, hours=hours)
    if hours:
        return texts.get("duration-hours", hours=hours, minutes=minutes % 60)
    return texts.get("duration-minutes", minutes=minutes)


def _table(texts: Texts, title: str, counts: Mapping[str, Counts], names: Mapping[str, str]) -> str:
    if not counts:
        return ""
    keys = ranked(counts)
    lines = [_line(texts, names[key], counts[key]) for key in keys[:SHOWN]]
    rest = keys[SHOWN:]
    if rest:
        left = sum((counts[key] for key in rest), Counts())
        lines.append(_line(texts, texts.get("stats-rest", count=len(rest)), left))
    return "\n".join([texts.get(title), *lines])


def ranked(counts: Mapping[str, Counts]) -> list[str]:
    """Keys, those with the most requests first."""
    return sorted(counts, key=lambda key: (-counts[key].taken, -counts[key].done, key))


def _line(texts: Texts, name: str, counts: Counts) -> str:
    share = counts.share
    return texts.get(
        "stats-line",
        name=shortened(name, NAME),
        taken=str(counts.taken),
        done=str(counts.done),
        share=texts.get("stats-line-share", share=str(share)) if share is not None else "",
        overdue=texts.get("stats-line-overdue", count=str(counts.overdue))
        if counts.overdue
        else "",
    )


def districts(texts: Texts, city: City, figures: Figures) -> dict[str, str]:
    """Code → name; those that nobody knows have one too."""
    known = city.places.districts.by_code
    unknown = texts.get("stats-no-district")
    return {key: known[key].name if key in known else unknown for key in figures.districts}


def services(texts: Texts, city: City, figures: Figures) -> dict[str, str]:
    """Code → name; an old request may have one that the catalogue lost."""
    del texts
    known = {key: city.catalogue.get(key) for key in figures.services}
    return {key: service.name if service else key for key, service in known.items()}


def executors(texts: Texts, city: City, figures: Figures) -> dict[str, str]:
    """Code of a department, or id of one of its people → name."""
    nobody = texts.get("stats-nobody")
    out = {}
    for key in figures.executors:
        department = city.departments.get(key)
        out[key] = figures.names.get(key) or (department.short if department else nobody)
    return out
