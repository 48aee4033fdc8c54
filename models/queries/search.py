"""Finding requests by words, telephone, place and period, with bounded work.

Each thing that is asked could lead: its index gives numbers of requests. How many is counted as
far as :data:`COUNTED`; the one with the fewest leads, the others are looked up for what it gave.
Where even the fewest are more, the newest (or nearest) :data:`AT_MOST` are looked at and it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    delete,
    exists,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk import Circle, Found, Search, Sight
from flows.domain import Remark, ServiceRequest
from flows.reading.stems import is_whole, stored
from models.queries.neighbours import DEGREE_M, around
from models.records.requests import COLUMNS, from_row
from models.tables import history, requests, search_words

AT_MOST: Final = 3_000
"""Requests that are looked at for one question."""
COUNTED: Final = 50_000
"""How far is counted, so that of several common words the rarer one leads."""
BESIDE: Final = 1_000
"""Numbers before and after a period's that may be of it too."""
VARIANTS: Final = 24
"""Words with one beginning that are looked for."""

_word, _request = search_words.c.word, search_words.c.request
_INSERT: Final = {
    "sqlite": sqlite.insert(search_words).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(search_words).on_conflict_do_nothing(),
}


async def note(connection: AsyncConnection, words: Iterable[tuple[int, str]]) -> None:
    """Let requests be found by more words."""
    rows = [{"request": number, "word": word} for number, word in sorted(words)]
    if rows:
        await connection.execute(_INSERT[connection.dialect.name], rows)


async def renew(connection: AsyncConnection, request: ServiceRequest) -> None:
    """Let a request whose words or place were changed be found by the new ones only."""
    number = request.number
    said = select(history.c.text).where(
        history.c.request == number, history.c.by == "resident", history.c.verb != Remark.RATING
    )
    added = (await connection.execute(said)).scalars()
    await forget(connection, [number])
    kept = stored(request.text, request.place.text, *added)
    await note(connection, ((number, word) for word in kept))


async def forget(connection: AsyncConnection, numbers: Sequence[int]) -> None:
    """Let requests not be found by words any more."""
    await connection.execute(delete(search_words).where(_request.in_(numbers)))


@dataclass(frozen=True, slots=True)
class _Lead:
    """One of the things asked: numbers that an index gives, the best ones first."""

    first: Select[Any]
    """At most :data:`AT_MOST` numbers."""
    any: Select[Any]
    """One row for each number, in no order: to be counted."""


async def find(
    connection: AsyncConnection, wanted: Search, sight: Sight | None, *, limit: int, offset: int
) -> Found:
    """See :meth:`flows.desk.search.SearchDesk.find`."""
    words = [await _beginning(connection, stem) for stem in wanted.stems]
    if not all(words):
        return Found((), 0)
    numbers, partly = await numbers_of(connection, wanted, words, sight)
    page = numbers[offset : offset + limit]
    if not page:
        return Found((), len(numbers), partly)
    rows = await connection.execute(select(*COLUMNS).where(requests.c.number.in_(page)))
    found = {request.number: request for request in map(from_row, rows)}
    return Found(tuple(found[n] for n in page), len(numbers), partly)


async def numbers_of(
    connection: AsyncConnection,
    wanted: Search,
    words: Sequence[Sequence[str]],
    sight: Sight | None,
) -> tuple[list[int], bool]:
    """All numbers that are found, in order, and whether that is only a part.

    ``words`` are the stored words for each of the stems.
    """
    span = await _span(connection, wanted)
    if span is None:
        return [], False
    counted = [(await _count(connection, lead), lead) for lead in _leads(wanted, words, span)]
    fewest, lead = min(counted, key=lambda one: one[0])
    chosen = (
        select(requests.c.number)
        .where(
            requests.c.number.in_(lead.first),
            *(_has(each) for each in words),
            *_narrow(wanted, sight),
        )
        .order_by(*_order(wanted.circle))
    )
    numbers = list((await connection.execute(chosen)).scalars())
    return numbers, fewest > AT_MOST


async def _span(
    connection: AsyncConnection, wanted: Search
) -> Sequence[ColumnElement[bool]] | None:
    """What the numbers of the period are like, so that no word gives newer ones; None: it has none.

    Numbers grow as time does, but for what several processes have stored at the same moment.
    """
    period = _period(wanted)
    if not period:
        return ()
    when, number = requests.c.created_at, requests.c.number
    ends = [
        (await connection.execute(select(number).where(*period).order_by(one).limit(1))).scalar()
        for one in (when, when.desc())
    ]
    first, last = ends
    if first is None or last is None:
        return None
    return (_request.between(first - BESIDE, last + BESIDE),)


async def _beginning(connection: AsyncConnection, stem: str) -> list[str]:
    """Stored words that begin so, found by jumping from one to the next in the index."""
    if is_whole(stem):
        known = select(_word).where(_word == stem).limit(1)
        return list((await connection.execute(known)).scalars())
    end = f"{stem}\uffff"
    least = func.min(_word)
    jump = select(least.label("word")).where(_word >= stem, _word < end).cte("jump", recursive=True)
    following = select(least).where(_word > jump.c.word, _word < end).scalar_subquery()
    jump = jump.union_all(select(following).where(jump.c.word.is_not(None)))
    known = select(jump.c.word).where(jump.c.word.is_not(None)).limit(VARIANTS)
    return list((await connection.execute(known)).scalars())


async def _count(connection: AsyncConnection, lead: _Lead) -> int:
    some = lead.any.limit(COUNTED).subquery("some")
    return int((await connection.execute(select(func.count()).select_from(some))).scalar_one())


def _leads(
    wanted: Search, words: Sequence[Sequence[str]], span: Sequence[ColumnElement[bool]]
) -> list[_Lead]:
    leads = [_of_words(each, span) for each in words]
    if wanted.phone:
        leads.append(_where(requests.c.number.desc(), requests.c.phone == wanted.phone))
    if wanted.circle:
        leads.append(_where(_away(wanted.circle), *_square(wanted.circle)))
    if period := _period(wanted):
        leads.append(_where(requests.c.created_at.desc(), *period))
    return leads


def _where(order: ColumnElement[Any], *conditions: ColumnElement[bool]) -> _Lead:
    numbers = select(requests.c.number).where(*conditions)
    return _Lead(numbers.order_by(order).limit(AT_MOST), numbers)


def _of_words(words: Sequence[str], span: Sequence[ColumnElement[bool]]) -> _Lead:
    """The newest requests of each word, of which the newest are taken: no word is read whole."""
    newest = [
        select(_request)
        .where(_word == word, *span)
        .order_by(_request.desc())
        .limit(AT_MOST)
        .subquery(f"newest_{at}")
        for at, word in enumerate(words)
    ]
    every = union_all(*(select(one.c.request) for one in newest)).subquery("every")
    first = select(every.c.request).distinct().order_by(every.c.request.desc()).limit(AT_MOST)
    return _Lead(first, select(_request).where(_word.in_(words), *span))


def _has(words: Sequence[str]) -> ColumnElement[bool]:
    return exists().where(_request == requests.c.number, _word.in_(words))


def _narrow(wanted: Search, sight: Sight | None) -> list[ColumnElement[bool]]:
    out = _period(wanted)
    if wanted.phone:
        out.append(requests.c.phone == wanted.phone)
    if wanted.circle:
        out.append(_away(wanted.circle) <= (wanted.circle.metres / DEGREE_M) ** 2)
    if wanted.statuses:
        out.append(requests.c.status.in_(sorted(wanted.statuses)))
    if wanted.overdue_at is not None:
        out.append(requests.c.due_at < wanted.overdue_at)
    if sight is not None:
        theirs = [requests.c.assignee_id.in_(sorted(sight.holders))]
        if sight.departments:
            theirs.append(requests.c.department.in_(sorted(sight.departments)))
        out.append(or_(*theirs))
    return out


def _period(wanted: Search) -> list[ColumnElement[bool]]:
    if wanted.since is None or wanted.until is None:
        return []
    return [requests.c.created_at >= wanted.since, requests.c.created_at < wanted.until]


def _square(circle: Circle) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    edge = around(circle.lat, circle.lon, circle.metres)
    return (
        requests.c.lat.between(edge["south"], edge["north"]),
        requests.c.lon.between(edge["west"], edge["east"]),
    )


def _away(circle: Circle) -> ColumnElement[float]:
    """The square of the distance, in degrees of latitude."""
    shorter = around(circle.lat, circle.lon, circle.metres)["shorter"]
    north, east = requests.c.lat - circle.lat, requests.c.lon - circle.lon
    return north * north + east * east * shorter


def _order(circle: Circle | None) -> list[ColumnElement[Any]]:
    newest = requests.c.number.desc()
    return [_away(circle), newest] if circle else [newest]
