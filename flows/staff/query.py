"""What is typed after ``/find``: a telephone, a place, a period, statuses, and words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from flows import access
from flows.context import Context
from flows.desk import Circle, Search
from flows.domain import OPEN, Status
from flows.reading import phones
from flows.reading.stems import asked
from flows.reports.period import parse_period
from flows.reports.words import period_words
from flows.staff import parse
from flows.staff.slots import seen, status_names
from flows.words import plain, shortened, status

FARTHEST: Final = 2_000
"""Metres: a wider circle is half a district."""
USUAL: Final = 300
"""Metres, where none are given."""
MOST_WORDS: Final = 8
ABOUT: Final = "="
"""Before a number: the telephone of this request. So no telephone has to stand in a button."""
READY: Final = "~"
"""Before what :func:`flows.reading.stems.asked` has made already."""

_METRES: Final = r"(?:[\s,;]+([0-9]{1,5})\s*(?:метрів|метри|метра|м|m)?\.?(?=\s|$))?"
_BESIDE: Final = re.compile(
    rf"(?:^|\s)(?:біля|коло|поруч\s+із?|поряд\s+із?|near)\s+(?:№\s*)?([0-9]{{1,9}}){_METRES}(?=\s|$)",
    re.IGNORECASE,
)
_POINT: Final = re.compile(
    rf"(?:^|\s)(-?[0-9]{{1,2}}\.[0-9]+)\s*[,;\s]\s*(-?[0-9]{{1,3}}\.[0-9]+){_METRES}(?=\s|$)"
)
_PHONE: Final = re.compile(r"(?:^|\s)(\+?\(?[0-9][0-9()\s.\-]{5,}[0-9])(?=\s|$)")
_SAME_PHONE: Final = re.compile(rf"(?:^|\s){ABOUT}([0-9]{{1,9}})(?=\s|$)")
_MONTH: Final = re.compile(r".*(?:ень|ня|ні|пад|пада|паді)|лют(?:ий|ого|ому)")
_LONGEST_PERIOD: Final = 4
_LONGEST_STATUS: Final = 3


class UnclearError(Exception):
    """The question cannot be answered; ``words`` say why."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


@dataclass(slots=True)
class Query:
    """What was understood so far, and what is left of the words."""

    rest: str
    search: Search = field(default_factory=Search)
    said: list[str] = field(default_factory=list)
    """How it was understood, for the title."""
    brief: list[str] = field(default_factory=list)
    """The same question in few letters, for a button; the telephone is not among them."""

    def take(self, span: tuple[int, int], said: str, **found: object) -> None:
        """Something was understood: those letters are used."""
        start, end = span
        if "phone" not in found:
            self.brief.append(self.rest[start:end].strip())
        self.rest = f"{self.rest[:start]} {self.rest[end:]}".strip()
        self.search = replace(self.search, **found)  # type: ignore[arg-type]
        self.said.append(said)


async def read(ctx: Context, args: str) -> Query:
    """Raises :class:`UnclearError`, and ``NotFoundError`` for a request that is not theirs."""
    query = Query(" ".join(args.split()))
    await _circle(ctx, query)
    _period(ctx, query)
    await _phone(ctx, query)
    _statuses(ctx, query)
    _words(query)
    if not query.search.leads:
        raise UnclearError(ctx.text("find-too-wide") if query.said else ctx.text("find-usage"))
    return query


def _words(query: Query) -> None:
    """All that is left; a button has beginnings of words, which are taken as they are."""
    words = query.rest.split()
    ready = [word.removeprefix(READY) for word in words if word.startswith(READY)]
    typed = " ".join(word for word in words if not word.startswith(READY))
    stems = tuple(dict.fromkeys([*filter(None, ready), *asked(typed)]))[:MOST_WORDS]
    if stems:
        query.search = replace(query.search, stems=stems)
        query.brief += [f"{READY}{stem}" for stem in stems]
        query.said.insert(0, shortened(" ".join([*(f"{stem}…" for stem in ready), typed])))


async def _circle(ctx: Context, query: Query) -> None:
    if found := _POINT.search(query.rest):
        metres = _metres(found[3])
        circle = Circle(float(found[1]), float(found[2]), metres)
        if abs(circle.lat) <= 90 and abs(circle.lon) <= 180:
            said = ctx.text("find-around-point", metres=str(metres))
            query.take(found.span(), said, circle=circle)
    elif found := _BESIDE.search(query.rest):
        place, metres = (await seen(ctx, int(found[1]))).place, _metres(found[2])
        if place.lat is None or place.lon is None:
            raise UnclearError(ctx.text("find-no-point", number=str(found[1])))
        said = ctx.text("find-around", number=str(found[1]), metres=str(metres))
        query.take(found.span(), said, circle=Circle(place.lat, place.lon, metres))


def _metres(typed: str | None) -> int:
    return max(1, min(int(typed), FARTHEST)) if typed else USUAL


def _period(ctx: Context, query: Query) -> None:
    """The longest run of words that is a period; «травня» of «9 Травня» is a street."""
    words = list(re.finditer(r"\S+", query.rest))
    for count in range(min(len(words), _LONGEST_PERIOD), 0, -1):
        for first in range(len(words) - count + 1):
            start, end = words[first].start(), words[first + count - 1].end()
            before = words[first - 1][0] if first else ""
            text = query.rest[start:end]
            if not _may_be_a_period(text, before):
                continue
            if period := parse_period(ctx, text):
                zone = ctx.city.timezone
                query.take(
                    (start, end),
                    period_words(ctx.texts, period),
                    since=period.since(zone),
                    until=period.until(zone),
                )
                return


def _may_be_a_period(text: str, before: str) -> bool:
    """Not a house («15/2») and not a tree («липа»), which the reports take for dates."""
    first = text.split(maxsplit=1)[0].casefold()
    if parse.month_named(first):
        return _MONTH.fullmatch(first) is not None and not before.isdigit()
    return "/" not in text


async def _phone(ctx: Context, query: Query) -> None:
    if same := _SAME_PHONE.search(query.rest):
        phone, span = (await seen(ctx, int(same[1]))).phone, same.span()
    elif typed := _PHONE.search(query.rest):
        phone, span = phones.parse(typed[1], ctx.city.area_code) or "", typed.span()
    else:
        return
    if not phone:
        return
    if not access.may(ctx.staff, "phone"):
        raise UnclearError(ctx.text("find-phone-not-yours"))
    if ctx.conversation.group:
        raise UnclearError(ctx.text("find-phone-private"))
    query.take(span, ctx.text("find-by-phone", phone=phones.masked(phone)), phone=phone)


def _statuses(ctx: Context, query: Query) -> None:
    """Statuses by their names, «відкриті», «прострочені»; of several one is enough."""
    names = parse.table((name, one) for one in Status for name, *_ in status_names(ctx, one))
    late = tuple(plain(stem) for stem in ctx.text("queue-overdue-words").split(","))
    still = {plain(word) for word in ctx.text("find-open-words").split(",")}
    statuses: set[Status] = set()
    words, kept = query.rest.split(), []
    while words:
        count, found = _status_at(words, names)
        if found:
            statuses.add(found)
            query.said.append(status(ctx, found))
            query.brief.append(" ".join(words[:count]))
        elif plain(words[0]).startswith(late):
            query.search = replace(query.search, overdue_at=ctx.now)
            query.said.append(words[0])
            query.brief.append(words[0])
            statuses |= OPEN - {Status.DONE}
        elif plain(words[0]) in still:
            query.said.append(words[0])
            query.brief.append(words[0])
            statuses |= OPEN
        else:
            kept.append(words[0])
        words = words[count:]
    query.rest = " ".join(kept)
    query.search = replace(query.search, statuses=frozenset(statuses))


def _status_at(words: list[str], names: dict[str, Status]) -> tuple[int, Status | None]:
    for count in range(min(len(words), _LONGEST_STATUS), 0, -1):
        if found := names.get(plain(" ".join(words[:count]))):
            return count, found
    return 1, None
