"""Figures of a period, counted by the database. Reads only; what each means: docs/statistics.md.

Each measure is two statements. An index on the moment that counts gives the rows of each day, and
those of the period, which are grouped by district, service and executor together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import mean
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    and_,
    case,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
    text,
    values,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import Outcome, Status
from flows.life.lifecycle import Verb
from flows.reports.figures import Counts, Figures
from flows.reports.period import Period
from models.schema import literal
from models.tables import ANSWERS, OPEN_STATUS, consultations, history, requests, staff
from models.types import Seconds, Utc

Parts: TypeAlias = Counter[str]
"""Fields of ``Counts``."""

NEVER_LATE: Final = (
    Status.REJECTED,
    Status.REDIRECTED,
    Status.CANCELLED,
    Status.MERGED,
    Status.PLANNED,
    Status.WAITING,
)
"""Where the deadline promises nothing: no work to come, or the clock stands."""

_late: Final = and_(
    requests.c.status.not_in(NEVER_LATE),
    or_(requests.c.done_at.is_(None), requests.c.done_at > requests.c.due_at),
)
_in_time: Final = case((requests.c.done_at <= requests.c.due_at, 1), else_=0)
_none: Final = literal_column("0", Integer)
_department: Final = requests.c.department

MEASURES: Final[dict[str, tuple[Any, ColumnElement[bool] | None, Any]]] = {
    "taken": (requests.c.created_at, None, _none),
    "done": (requests.c.done_at, None, _in_time),
    "overdue": (requests.c.due_at, _late, _none),
}
"""Measure → the moment that counts, what else must hold, and what is summed beside it."""


async def figures(
    connection: AsyncConnection,
    period: Period,
    zone: ZoneInfo,
    now: datetime,
    *,
    department: str = "",
) -> Figures:
    """All figures of the period, of the whole city or of one department."""
    scope = [requests.c.department == department] if department else []
    person = bool(department)
    days: defaultdict[str, Parts] = defaultdict(Counter)
    groups: tuple[defaultdict[str, Parts], ...] = tuple(defaultdict(Counter) for _ in range(3))
    for measure in MEASURES:
        for day, count, good in await _by_day(connection, measure, period, zone, now, scope):
            days[day].update(_parts(measure, count, good))
        rows = await _by_group(connection, measure, period, zone, now, scope, person=person)
        for *keys, count, good in rows:
            for group, key in zip(groups, keys, strict=True):
                group[key].update(_parts(measure, count, good))
    districts, services, executors = ({k: Counts(**v) for k, v in g.items()} for g in groups)
    since, until = period.since(zone), period.until(zone)
    return Figures(
        period,
        tuple(Counts(**days[str(at)]) for at in range(period.days)),
        districts,
        services,
        executors,
        reworks=await _reworks(connection, since, until, scope),
        consultations=None if department else await _consultations(connection, since, until),
        names=await _names(connection, executors) if person else {},
        **await _closed(connection, since, until, scope),
        **await _first_answers(connection, since, until, scope),
        **await _now(connection, now, scope),
    )


def _parts(measure: str, count: int, good: int) -> dict[str, int]:
    return {measure: count, "in_time": good} if measure == "done" else {measure: count}


async def _by_day(
    connection: AsyncConnection,
    measure: str,
    period: Period,
    zone: ZoneInfo,
    now: datetime,
    scope: Sequence[ColumnElement[bool]],
) -> Iterable[Any]:
    """Rows of (day, how many, how many of them in time), each day looked up in an index."""
    at, holds, good = MEASURES[measure]
    days = _days(period, zone)

    def of_day(what: ColumnElement[Any]) -> ColumnElement[Any]:
        of_it = and_(at >= days.c.since, at < days.c.until, *scope, *_also(at, holds, now))
        return select(what).select_from(requests).where(of_it).correlate(days).scalar_subquery()

    sums = _none if good is _none else func.coalesce(of_day(func.sum(good)), 0)
    return await connection.execute(select(cast(days.c.day, Text), of_day(func.count()), sums))


async def _by_group(
    connection: AsyncConnection,
    measure: str,
    period: Period,
    zone: ZoneInfo,
    now: datetime,
    scope: Sequence[ColumnElement[bool]],
    *,
    person: bool,
) -> Iterable[Any]:
    """Rows of (district, service, executor, how many, how many of them in time)."""
    at, holds, good = MEASURES[measure]
    executor = func.coalesce(cast(requests.c.assignee_id, Text), "") if person else _department
    groups = (requests.c.district, requests.c.service, executor)
    in_period = (at >= period.since(zone), at < period.until(zone))
    return await connection.execute(
        select(*groups, func.count(), func.sum(good))
        .where(*in_period, *scope, *_also(at, holds, now))
        .group_by(*groups)
    )


def _also(
    at: ColumnElement[Any], holds: ColumnElement[bool] | None, now: datetime
) -> Sequence[ColumnElement[bool]]:
    return () if holds is None else (holds, at <= now)


def _days(period: Period, zone: ZoneInfo) -> Any:
    """The days of the period as a table: two of a year have 23 and 25 hours."""
    firsts = [period.first + timedelta(days=at) for at in range(period.days)]
    rows = [
        (at, Period(day, day).since(zone), Period(day, day).until(zone))
        for at, day in enumerate(firsts)
    ]
    return (
        values(column("day", Integer), column("since", Utc), column("until", Utc), name="days")
        .data(rows)
        .cte("days")
    )


async def _closed(
    connection: AsyncConnection,
    since: datetime,
    until: datetime,
    scope: Sequence[ColumnElement[bool]],
) -> dict[str, Any]:
    """How requests were closed in the period, and what residents thought of them."""
    wanted = (
        select(requests.c.outcome, requests.c.rating, func.count())
        .where(requests.c.closed_at >= since, requests.c.closed_at < until, *scope)
        .group_by(requests.c.outcome, requests.c.rating)
    )
    rows = (await connection.execute(wanted)).all()
    stars = tuple(sum(n for _, rating, n in rows if rating == one) for one in range(1, 6))
    return {
        "confirmed": sum(n for outcome, _, n in rows if outcome == Outcome.CONFIRMED),
        "unanswered": sum(n for outcome, _, n in rows if outcome == Outcome.UNANSWERED),
        "ratings": stars,
    }


async def _reworks(
    connection: AsyncConnection,
    since: datetime,
    until: datetime,
    scope: Sequence[ColumnElement[bool]],
) -> int:
    objected = select(func.count()).where(
        history.c.verb == literal(Verb.OBJECT), history.c.at >= since, history.c.at < until
    )
    if scope:
        objected = objected.join_from(
            history, requests, requests.c.number == history.c.request
        ).where(*scope)
    return int((await connection.execute(objected)).scalar_one())


async def _consultations(connection: AsyncConnection, since: datetime, until: datetime) -> int:
    given = select(func.count()).where(consultations.c.at >= since, consultations.c.at < until)
    return int((await connection.execute(given)).scalar_one())


async def _first_answers(
    connection: AsyncConnection,
    since: datetime,
    until: datetime,
    scope: Sequence[ColumnElement[bool]],
) -> dict[str, Any]:
    """How long those who wrote in the period waited for the first word of a person."""
    first = (
        select(func.min(history.c.at, type_=Utc))
        .where(
            history.c.request == requests.c.number,
            text(ANSWERS),
        )
        .correlate(requests)
        .scalar_subquery()
    )
    waits = (
        select(Seconds(requests.c.created_at, first).label("wait"))
        .where(requests.c.created_at >= since, requests.c.created_at < until, *scope)
        .cte("waits")
    )
    known = select(func.count(waits.c.wait)).scalar_subquery()
    # The one in the middle, or the two there; the waits are found once, being named twice.
    middle = (
        select(waits.c.wait, known)
        .where(waits.c.wait.is_not(None))
        .order_by(waits.c.wait)
        .limit(2)
        .offset((known - 1) // 2)
    )
    rows = (await connection.execute(middle)).all()
    answered = rows[0][1] if rows else 0
    both = [wait for wait, _ in rows[: 2 - answered % 2]]
    return {"answered": answered, "first_answer": mean(both) if both else None}


async def _now(
    connection: AsyncConnection, now: datetime, scope: Sequence[ColumnElement[bool]]
) -> dict[str, Any]:
    late = func.sum(case((and_(_late, requests.c.due_at < now), 1), else_=0))
    wanted = select(func.count(), late).select_from(requests).where(text(OPEN_STATUS), *scope)
    count, overdue = (await connection.execute(wanted)).one()
    return {"open_now": count, "late_now": overdue or 0}


async def _names(connection: AsyncConnection, executors: Iterable[str]) -> dict[str, str]:
    people = [int(key) for key in executors if key]
    if not people:
        return {}
    wanted = select(staff.c.id, staff.c.name).where(staff.c.id.in_(people))
    return {str(number): name for number, name in await connection.execute(wanted)}
