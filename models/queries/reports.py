"""Figures of a period, counted by the database. Reads only; what each means: docs/statistics.md.

Each measure is one statement: the rows of the period are found once, by an index on the moment
that counts, and then grouped by day, district, service and executor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Final
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
    union_all,
    values,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import Outcome, Remark, Status
from flows.life.lifecycle import By, Verb
from flows.reports.figures import Counts, Figures
from flows.reports.period import Period
from models.schema import literal
from models.tables import OPEN_STATUS, consultations, history, requests, staff
from models.types import Utc

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

MEASURES: Final[dict[str, tuple[Any, ColumnElement[bool] | None, Any]]] = {
    "taken": (requests.c.created_at, None, _none),
    "done": (requests.c.done_at, None, _in_time),
    "overdue": (requests.c.due_at, _late, _none),
}
"""Measure → the moment that counts, what else must hold, and what is summed beside it."""

_NOT_ANSWERS: Final = (
    Remark.NOTE, Remark.UNREACHABLE, Remark.ABSORBED, Remark.SPLIT, Verb.REGISTER
)  # fmt: skip
"""What staff do that the resident does not hear."""


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
    groups: dict[str, defaultdict[str, dict[str, int]]] = {}
    for measure in MEASURES:
        rows = await _grouped(connection, measure, period, zone, now, scope, person=person)
        for what, key, count, good in rows:
            parts = groups.setdefault(what, defaultdict(dict))[key]
            parts[measure] = count
            if measure == "done":
                parts["in_time"] = good
    tables = {what: {k: Counts(**v) for k, v in parts.items()} for what, parts in groups.items()}
    days = tables.get("day", {})
    executors = tables.get("executor", {})
    since, until = period.since(zone), period.until(zone)
    return Figures(
        period,
        tuple(days.get(str(at), Counts()) for at in range(period.days)),
        tables.get("district", {}),
        tables.get("service", {}),
        executors,
        reworks=await _reworks(connection, since, until, scope),
        consultations=None if department else await _consultations(connection, since, until),
        names=await _names(connection, executors) if person else {},
        **await _closed(connection, since, until, scope),
        **await _first_answers(connection, since, until, scope),
        **await _now(connection, now, scope),
    )


async def _grouped(
    connection: AsyncConnection,
    measure: str,
    period: Period,
    zone: ZoneInfo,
    now: datetime,
    scope: Sequence[ColumnElement[bool]],
    *,
    person: bool,
) -> Iterable[Any]:
    """Rows of (what, key, how many, how many of them in time)."""
    at, holds, good = MEASURES[measure]
    days = _days(period, zone)
    executor = requests.c.assignee_id if person else requests.c.department
    found = (
        select(
            cast(days.c.day, Text).label("day"),
            requests.c.district,
            requests.c.service,
            func.coalesce(cast(executor, Text), "").label("executor"),
            good.label("good"),
        )
        .select_from(days.join(requests, and_(at >= days.c.since, at < days.c.until)))
        # The whole period as well: PostgreSQL would look for the days in all that is stored.
        .where(at >= period.since(zone), at < period.until(zone), *scope)
        .where(*([holds, at <= now] if holds is not None else []))
        .cte("found")
    )
    parts = [
        select(
            literal(name).label("what"),
            found.c[name].label("key"),
            func.count(),
            func.sum(found.c.good),
        ).group_by(found.c[name])
        for name in ("day", "district", "service", "executor")
    ]
    return await connection.execute(union_all(*parts))


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
            history.c.by == By.STAFF,
            history.c.verb.not_in(_NOT_ANSWERS),
        )
        .correlate(requests)
        .scalar_subquery()
    )
    wanted = select(requests.c.created_at, first).where(
        requests.c.created_at >= since, requests.c.created_at < until, *scope
    )
    waits = [
        (answered - created).total_seconds()
        for created, answered in await connection.execute(wanted)
        if answered is not None
    ]
    return {"answered": len(waits), "first_answer": median(waits) if waits else None}


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
