"""How long data of people are kept: the city's period, and the wish of those who leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from city.model import Periods
from flows.domain import OPEN
from models.database import Database
from models.keeping import erasing
from models.tables import (
    conversations,
    erasures,
    history,
    leavings,
    requests,
    residents,
    transcript,
)

AT_ONCE: Final = 50
"""Requests or people in one transaction: nobody waits long for the writer."""

MONTH: Final = timedelta(days=365.25 / 12)


@dataclass(frozen=True, slots=True)
class Limits:
    """``ended``: requests that ended before are erased. ``left``: those of people who leave."""

    ended: datetime
    left: datetime


def limits(periods: Periods, now: datetime) -> Limits:
    """From the city's periods to moments."""
    return Limits(now - periods.keep_months * MONTH, now - periods.objection)


@dataclass(frozen=True, slots=True)
class Due:
    """What is past its time: numbers of requests by resident, silent residents, old lines."""

    requests: dict[int, list[int]]
    residents: list[int]
    lines: int

    @property
    def numbers(self) -> list[int]:
        return sorted(n for numbers in self.requests.values() for n in numbers)


async def due(connection: AsyncConnection, at: Limits, most: int | None = None) -> Due:
    """What :func:`keep_to` would erase, at most so many requests and so many people."""
    found = await connection.execute(
        select(requests.c.resident_id, requests.c.number)
        .where(or_(_over(at.ended), and_(_over(at.left), _leaves())))
        .order_by(requests.c.number)
        .limit(most)
    )
    numbers: dict[int, list[int]] = defaultdict(list)
    for resident, number in found:
        numbers[resident].append(number)
    silent = await connection.execute(select(residents.c.id).where(_silent(at.ended)).limit(most))
    old = select(func.count()).where(transcript.c.at < at.ended)
    lines = int((await connection.execute(old)).scalar_one())
    return Due(dict(numbers), list(silent.scalars()), lines)


def _over(before: datetime) -> ColumnElement[bool]:
    """Ended, not erased, and nothing has happened to it since."""
    return and_(
        requests.c.created_at < before,
        requests.c.status.not_in(sorted(OPEN)),
        ~exists().where(erasures.c.request == requests.c.number),
        ~exists().where(history.c.request == requests.c.number, history.c.at >= before),
    )


def _leaves() -> ColumnElement[bool]:
    return exists().where(
        leavings.c.resident_id == requests.c.resident_id, leavings.c.at >= requests.c.created_at
    )


def _silent(before: datetime) -> ColumnElement[bool]:
    """Residents of whom something is known, without a request and without a word since."""
    theirs = conversations.c.resident_id == residents.c.id
    return and_(
        residents.c.created_at < before,
        or_(residents.c.name != "", residents.c.phone != ""),
        ~exists().where(requests.c.resident_id == residents.c.id),
        ~exists().where(theirs, conversations.c.last_inbound_at >= before),
    )


async def keep_to(database: Database, at: Limits, now: datetime) -> tuple[int, int]:
    """Erase what is past its time; how many requests and people that were."""
    erased, people = 0, 0
    while True:
        async with database.read() as connection:
            wanted = await due(connection, at, AT_ONCE)
        if not (wanted.requests or wanted.residents or wanted.lines):
            return erased, people
        async with database.write() as connection:
            wanted = await due(connection, at, AT_ONCE)
            for numbers in wanted.requests.values():
                await erasing.erase_requests(connection, numbers, now, erasing.TERM)
            for resident in wanted.residents:
                await erasing.erase_person(
                    connection, resident, now, keep_open=False, reason=erasing.TERM
                )
            await _forget(connection, at)
        erased += len(wanted.numbers)
        people += len(wanted.residents)


async def _forget(connection: AsyncConnection, at: Limits) -> None:
    """Old lines of chats, and wishes that have been fulfilled."""
    await connection.execute(delete(transcript).where(transcript.c.at < at.ended))
    left = exists().where(
        requests.c.resident_id == leavings.c.resident_id, requests.c.created_at <= leavings.c.at
    )
    await connection.execute(delete(leavings).where(~left))


def report(wanted: Due, *, shown: int = 20) -> Sequence[str]:
    """What a dry run prints: counts, and the first numbers."""
    numbers = [f"№ {number}" for number in wanted.numbers]
    more = f" and {len(numbers) - shown} more" if len(numbers) > shown else ""
    return (
        f"Requests to become anonymous: {len(numbers)}",
        *([f"  {', '.join(numbers[:shown])}{more}"] if numbers else []),
        f"People to be forgotten who have not written since: {len(wanted.residents)}",
        f"Lines of chats to be removed: {wanted.lines}",
    )
