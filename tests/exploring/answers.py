"""A sensible answer to any question: the way forward, and the guide of the exploration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from flows.conversation import Form
from flows.events import Body, Contact, Point, Tap, Text
from flows.form import BACK, CANCEL
from flows.intake import details

from .people import Person

Pick: TypeAlias = Callable[[int], int]
"""From a number of ways to the one to go, from 0."""

INSIDE: Final = Point(47.9435, 33.3983)
BORDER: Final = Point(47.85, 33.303)
OUTSIDE: Final = Point(50.45, 30.52)


def first(ways: int) -> int:
    """Always the first way."""
    del ways
    return 0


def answer(
    person: Person, form: Form, slot: str, offered: Sequence[str], now: datetime, pick: Pick = first
) -> Body:
    """What somebody who wants to get on says to the question of ``slot``."""
    ways = _WAYS.get(slot, _choices)(person, form, offered, now)
    way = ways[pick(len(ways))]
    return Tap(f"q:{form.id}:{form.revision}:{way}") if isinstance(way, str) else way


Way: TypeAlias = str | Body


def _choices(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    del person, form, now
    aside = {BACK, CANCEL, "other", "privacy"}
    return [value for value in offered if value not in aside and not value.startswith("edit:")]


def _words(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    del now
    said: list[Way] = [Text(f"{person.mark}: не горить ліхтар, форма {form.id}")]
    return [*said, *(["skip"] if "skip" in offered else [])]


def _caller(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    del person, form, offered, now
    return [Text("+380671239999"), Text("067 123 99 98")]


def _caller_name(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    del person, form, offered, now
    return [Text("Ганна Петрівна"), "skip"]


def _said(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    """What a bot may understand much, little, or nothing of; and a danger to life."""
    del offered, now
    told = ("щось не так, {}, форма {}", "На Володимира Великого 15 не горять ліхтарі, {}, форма {}",
            "Сильний запах газу в під’їзді, {}, форма {}", "Яма на дорозі, {}, форма {}",
            "Не працює ліфт на Козацькій 15, {}, форма {}", "Водій маршрутки хамить, {}, форма {}")  # fmt: skip
    return [Text(text.format(person.mark, form.id)) for text in told]


def _place(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    del form, offered, now
    street = f"вулиця {person.mark.capitalize()}"
    return [Text(f"{street}, 15"), INSIDE, BORDER, Text(street)]


def _phone(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    del form, now
    if "known" in offered:
        return ["known"]
    return [Text(person.phone), Contact(person.phone, own=True, name=person.name)]


def _group(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    """Every group; often the one that is not the city's, whose question is rare."""
    alien: list[Way] = ["g:out"] if "g:out" in offered else []
    return [*_choices(person, form, offered, now), *alien * 8]


def _insist(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    del person, form, offered, now
    return ["yes", "yes", "yes", "no"]


def _same(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    """Another problem, mostly: who joins gets no number of their own."""
    del person, form, now
    return ["other", "other", *(value for value in offered if value.isdigit())]


def _detail(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    """A number, words, one of the choices, or nothing at all."""
    return [*_choices(person, form, offered, now), Text("3"), Text("не знаю")]


def _name(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    return [*_choices(person, form, offered, now), Text("Дача")]


def _review(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    """Sent; where there are details to add, they are added first."""
    del person, now
    adds = "edit:details" in offered and details.ALL not in form.draft
    return ["edit:details"] if adds else ["yes"]


def _outage(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    """A known outage keeps nobody from filing."""
    del person, form, offered, now
    return ["file", "file", "tell", "thanks"]


def _moment(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    del form, offered, now
    return [Text(f"завтра 12:00 слова {person.mark}"), Text("до 23:30")]


def _day(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    del person, form, offered
    return [Text(f"{now + timedelta(days=12):%Y-%m-%d}"), Text(f"{now + timedelta(days=3):%d.%m}")]


def _until(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    del person, form, offered, now
    return [Text("через 2 тижні"), Text("весна 2028")]


def _term(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    return [*_choices(person, form, offered, now), Text("тиждень")]


def _number(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    return [*_choices(person, form, offered, now), Text("№ 1001"), Text("1002")]


def _status(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    return _choices(person, form, offered, now) or [Text("у роботі")]


def _address(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    del person, form, offered, now
    return [Text("вулиця Вигадана, 3"), Text("Карачуни, біля магазину"), Text("Покровський район")]


def _service(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    return _choices(person, form, offered, now) or [Text("яма на дорозі")]


def _code(person: Person, form: Form, offered: Sequence[str], now: datetime) -> list[Way]:
    """One that was made for them; without it, one that never was."""
    del form, offered, now
    return [Text(person.code or "ABCD-2345")]


_WAYS: Final[dict[str, Callable[[Person, Form, Sequence[str], datetime], list[Way]]]] = {
    "caller": _caller,
    "caller_name": _caller_name,
    "said": _said,
    "address": _address,
    "service": _service,
    "place": _place,
    "house": _words,
    "phone": _phone,
    "group": _group,
    "insist": _insist,
    "same": _same,
    **dict.fromkeys(details.NAMES, _detail),
    "confirmed": _review,
    "name": _name,
    "outage": _outage,
    "moment": _moment,
    "opinion": _words,
    "left": _words,
    "announcement": _words,
    "words": _words,
    "text": _words,
    "day": _day,
    "until": _until,
    "term": _term,
    "objection": _words,
    "request": _number,
    "duplicate": _number,
    "status": _status,
    "code": _code,
}
