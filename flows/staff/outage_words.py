"""«Саксаганський вода до 18:00 ремонт магістралі»: where, what, until when, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final

from flows.context import Context
from flows.staff import finding, parse
from flows.words import local, plain

WHOLE_CITY: Final = "all"
_UNTIL: Final = re.compile(r"(?:^|\s)до\s+(?=\S)", re.IGNORECASE)
_CLOCK: Final = re.compile(r"^(?:о\s+|об\s+)?([0-9]{1,2})[:.]([0-9]{2})\b[,.;]?\s*(.*)$", re.DOTALL)
_HOUR: Final = re.compile(
    r"^(?:о\s+|об\s+)?([0-9]{1,2})(?:\s*(?:год\w*|ї))?(?:[,;.]|\s|$)\s*(.*)$", re.DOTALL
)
_DAYS: Final = {"сьогодні": 0, "завтра": 1, "післязавтра": 2}


def moment(ctx: Context, text: str) -> tuple[datetime, str] | None:
    """A moment ahead at the start, with or without «до», and the rest.

    «18:00» is today, or tomorrow when that has passed; a day without an hour means its end.
    """
    said = re.sub(r"^\s*до\s+", "", text.strip(), flags=re.IGNORECASE)
    now = local(ctx, ctx.now)
    first, _, after = said.partition(" ")
    shift = _DAYS.get(first.strip(",").casefold())
    day, rest = now.date(), said
    if shift is not None:
        day, rest = day + timedelta(days=shift), after.strip()
    elif _clock(said, bare=False) is None and (found := parse.day(said, day)):
        day, rest = found
    clock = _clock(rest, bare=rest == said or shift is not None)
    if clock is None:
        if rest == said:
            return None
        clock = time(23, 59), rest
    at = datetime.combine(day, clock[0], ctx.city.timezone)
    if at <= now and day == now.date() and shift is None:
        at = datetime.combine(day + timedelta(days=1), clock[0], ctx.city.timezone)
    return (at.astimezone(UTC), clock[1].strip()) if at > now else None


def _clock(text: str, *, bare: bool) -> tuple[time, str] | None:
    """«18:00», and with ``bare`` also «18»."""
    found = _CLOCK.match(text)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2])), found[3]
    found = _HOUR.match(text) if bare else None
    return (time(int(found[1])), found[2]) if found and int(found[1]) < 24 else None


def areas(ctx: Context, text: str) -> tuple[list[str] | None, str]:
    """District codes that are named, [] for the whole city, None for none; and the other words."""
    codes: list[str] = []
    rest = text
    while True:
        code, rest = finding.district(ctx, rest)
        if not code:
            break
        codes.append(code)
    if codes:
        return sorted(set(codes)), rest
    whole = [plain(words) for words in ctx.text("whole-city-words").split(",")]
    words = rest.split()
    for count in (2, 1):
        for place in range(len(words) - count + 1):
            if plain("".join(words[place : place + count])) in whole:
                return [], " ".join([*words[:place], *words[place + count :]])
    return None, rest


def topics(ctx: Context) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What an outage can be of: group or service code → its name and service codes."""
    out: dict[str, tuple[str, tuple[str, ...]]] = {}
    for group in ctx.city.catalogue.groups:
        codes = tuple(s.code for s in group.services if s.outage)
        if codes:
            out[group.code] = group.name, codes
    for service in ctx.city.catalogue.services:
        if service.outage:
            out[service.code] = service.name, (service.code,)
    return out


def topic(ctx: Context, text: str) -> tuple[str, str] | None:
    """The key of :func:`topics` that the first words name for certain, and the rest."""
    known = topics(ctx)
    words = text.split()
    for count in range(min(len(words), 6), 0, -1):
        wanted = plain(" ".join(words[:count]))
        found = _named(wanted, [(key, name) for key, (name, _) in known.items()])
        if text.strip() in known:
            found = text.strip()
        if wanted and found:
            return found, " ".join(words[count:])
    return None


def _named(wanted: str, names: Sequence[tuple[str, str]]) -> str:
    """By the whole name, by its beginning, or by a word that only one has; else nothing.

    A part of a word is no name: «світло» is not «світлофор».
    """
    if len(wanted) < len("жек"):
        return ""
    whole = [key for key, name in names if plain(name) == wanted]
    begins = [key for key, name in names if plain(name.split()[0]) == wanted]
    begins = begins or [key for key, name in names if plain(name).startswith(wanted)]
    holds = [key for key, name in names if wanted in map(plain, name.split())]
    for found in (whole, begins, holds):
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def split(text: str) -> tuple[str, str]:
    """What stands before «до», and from there on."""
    found = _UNTIL.search(text)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")
