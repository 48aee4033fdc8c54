"""Dates, statuses and other small words, the same everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Final

from city import City
from city.catalogue import Authority
from flows.context import Context
from flows.domain import Place, ServiceRequest, Status
from flows.events import Text

_NOT_WORD: Final = re.compile(r"[^\w]+")
SHORT: Final = 60


def tidy(text: str) -> str:
    """Without the empty lines that empty values leave behind."""
    return "\n".join(line for line in text.splitlines() if line.strip())


def local(ctx: Context, at: datetime) -> datetime:
    """The moment on the city's clock."""
    return at.astimezone(ctx.city.timezone)


def day(ctx: Context, at: datetime, *, year: bool = False) -> str:
    """«2 грудня», with ``year`` «2 грудня 2026 року»."""
    when = local(ctx, at)
    key = "date-with-year" if year else "date"
    return ctx.text(key, day=str(when.day), month=when.month, year=str(when.year))


def numbers(whom: City | Authority) -> str:
    """«1520, 499-1520»: whom to call, without the notes."""
    return ", ".join(phone.number for phone in whom.phones)


def hour(ctx: Context, at: datetime) -> str:
    """«14:05»."""
    return f"{local(ctx, at):%H:%M}"


def moment(ctx: Context, at: datetime) -> str:
    """«2 грудня, 14:05»."""
    return ctx.text("moment", day=day(ctx, at), hour=hour(ctx, at))


def due(ctx: Context, request: ServiceRequest, *, year: bool = False) -> str:
    """Until when: a date that still counts, or for an emergency the hour."""
    if request.due_to_hour:
        return moment(ctx, request.due_at)
    return day(ctx, request.due_at, year=year)


def status(ctx: Context, value: Status) -> str:
    """The status as people read it."""
    return ctx.text(f"status-{value.value.replace('_', '-')}")


def topic(ctx: Context, code: str) -> str:
    """The name of a service; an old request may have one that the catalogue lost."""
    service = ctx.city.catalogue.get(code)
    return service.name if service else code


def district(ctx: Context, code: str) -> str:
    """«Саксаганський район», or nothing."""
    known = ctx.city.places.districts.by_code.get(code)
    return ctx.text("district", name=known.name) if known else ""


def place(ctx: Context, where: Place) -> str:
    """One line: the address as written, and the district; a bare point is called so."""
    text = where.text or (ctx.text("place-point") if where.lat is not None else "")
    parts = [part for part in (text, district(ctx, where.district)) if part]
    return ", ".join(parts) or ctx.text("place-none")


def department(ctx: Context, code: str) -> str:
    """The short name of an executor, or who will choose one."""
    known = ctx.city.departments.get(code)
    return known.short if known else ctx.text("department-none")


def shortened(text: str, limit: int = SHORT) -> str:
    """At most ``limit`` characters of one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[:limit].rsplit(" ", 1)[0] if " " in line[:limit] else line[:limit]
    return f"{cut}…"


def after(text: str, count: int) -> str:
    """What follows the first ``count`` words, as it was written."""
    parts = text.split(None, count)
    return parts[count] if len(parts) > count else ""


def plain(text: str) -> str:
    """For comparing what was typed with a label: no case, marks, signs or spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NOT_WORD.sub("", folded)


def yes_or_no(ctx: Context) -> str:
    """``yes`` or ``no`` for a typed word that means it, otherwise nothing."""
    return next((meaning for meaning in ("yes", "no") if says(ctx, meaning)), "")


def says(ctx: Context, meaning: str) -> bool:
    """Whether the event is one of the locale's words for ``meaning`` and nothing else."""
    body = ctx.event.body
    said = plain(body.text) if isinstance(body, Text) else ""
    return bool(said) and said in _plain_words(ctx.text(f"{meaning}-words"))


@lru_cache(maxsize=64)
def _plain_words(listed: str) -> frozenset[str]:
    """The words of a list in the locales; there are few lists, and they are asked at every step."""
    return frozenset(plain(word) for word in listed.split(","))


def kind_word(ctx: Context) -> str | None:
    """``thanks`` or ``greeting`` where that is all that was said."""
    return next((kind for kind in ("thanks", "greeting") if says(ctx, kind)), None)


def details(city: City, answers: Mapping[str, str]) -> str:
    """«Під’їзд: 3 · Поверх: 5»: answers to a topic's own questions; empty where there are none."""
    questions = city.catalogue.questions
    labels = {code: questions[code].label if code in questions else code for code in answers}
    return " · ".join(f"{labels[code]}: {value}" for code, value in answers.items())


def is_number(text: str, digits: int = 9) -> bool:
    """Whether a button's data hold a number of ours: so many ASCII digits, and nothing else.

    ``int('١٢٣')`` would be 123, and a longer one than the database knows no number at all.
    """
    return text.isascii() and text.isdigit() and len(text) <= digits


LONGEST_NAME: Final = 64


def name_in(text: str) -> str:
    """What somebody is called, in one line; empty where there is nothing to read."""
    name = " ".join(text.split())[:LONGEST_NAME]
    return name if has_words(name) else ""


def has_words(text: str) -> bool:
    """Whether there is anything to read: two letters in a row at least."""
    return re.search(r"[^\W\d_]{2}", text) is not None
