"""``python -m bench.counting``: what staff ask of a city with a million requests, in seconds.

Builds the database once for each kind (SQLite, and PostgreSQL where ``--postgres URL`` names an
empty one) and asks each question a few times; the median of the answers that found warm caches.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import date
from statistics import median
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bench.each_database import run
from bench.million import NOW, build
from city import City
from flows.desk import Circle, Filter, Search, Sight
from flows.domain import OPEN
from flows.reading.stems import asked
from flows.reports.period import Period
from flows.staff.lists import PAGE, WAITING_FOR_STAFF
from models.database import Database
from models.migrate import migrate
from models.queries import reports, search
from models.records import requests as stored

TIMES: Final = 5
MONTH: Final = Period(date(2026, 10, 1), date(2026, 10, 31))
YEAR: Final = Period(date(2026, 1, 1), date(2026, 11, 24))

WIDE: Final = Circle(47.95, 33.4, 2_000)
LIGHT: Final = Sight(frozenset({7}), frozenset({"light"}))

Question = Callable[[AsyncConnection], Awaitable[Any]]


def questions(city: City) -> dict[str, Question]:
    """What is asked, by the name that stands in the table."""
    zone = city.timezone

    def queue(**more: Any) -> Question:
        wanted = Filter(statuses=WAITING_FOR_STAFF, **more)
        return lambda c: stored.queue(c, wanted, limit=PAGE, offset=0)

    def figures(period: Period, department: str = "") -> Question:
        return lambda c: reports.figures(c, period, zone, NOW, department=department)

    def found(words: str = "", sight: Sight | None = None, **more: Any) -> Question:
        wanted = Search(stems=asked(words), **more)
        return lambda c: search.find(c, wanted, sight, limit=PAGE, offset=0)

    return {
        "/queue of the city, first page with count": queue(),
        "/queue of a department": queue(department="light"),
        "/queue overdue in a district": queue(
            district=next(iter(city.places.districts.by_code)), overdue_at=NOW
        ),
        "/my of somebody": lambda c: stored.queue(
            c, Filter(statuses=OPEN, assignee=7), limit=PAGE, offset=0
        ),
        "/stats of a month": figures(MONTH),
        "/stats of a month, a department": figures(MONTH, "light"),
        "/stats of a year": figures(YEAR),
        "look-up by number": lambda c: stored.get(c, 500_000),
        "requests of a resident": lambda c: stored.of_resident(
            c, 77, limit=PAGE, offset=0, only_open=False
        ),
        "/find a telephone": found(phone="+380670004242"),
        "/find a street and a house": found("Володимира Великого 15"),
        "/find words that all have": found("приїхати полагодити швидше"),
        "/find words that all have, an executor": found("приїхати полагодити", LIGHT),
        "/find a beginning, status, overdue": found(
            "прох", statuses=WAITING_FOR_STAFF, overdue_at=NOW
        ),
        "/find words in a month": found(
            "полагодити", since=MONTH.since(zone), until=MONTH.until(zone)
        ),
        "/find within 300 m": found(circle=Circle(47.95, 33.4, 300)),
        "/find within 2000 m, an executor": found("великого", LIGHT, circle=WIDE),
    }


async def measured(database: Database, city: City, count: int) -> dict[str, float]:
    """Build, and ask: question → seconds."""
    await migrate(database)
    begun = time.perf_counter()
    await build(database, city, count)
    print(f"built {count} requests in {time.perf_counter() - begun:.0f} s")
    out = {}
    for name, ask in questions(city).items():
        taken = []
        for _ in range(TIMES + 1):
            async with database.read() as connection:
                start = time.perf_counter()
                await ask(connection)
                taken.append(time.perf_counter() - start)
        out[name] = median(taken[1:])
        print(f"{name}: {out[name] * 1000:.0f} ms (first {taken[0] * 1000:.0f} ms)")
    await database.close()
    return out


if __name__ == "__main__":
    run("bench.counting", __doc__, measured)
