"""A database with so many requests: a city of some years, made quickly and always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bench.saying import Saying
from city import City
from flows.reading.stems import stored
from models.database import Database
from models.tables import followers, history, requests, residents, staff

NOW: Final = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
YEARS: Final = 4
PIECE: Final = 20_000
OPEN_DAYS: Final = 30
"""Requests of so many last days are still open, three in four of them; a few older ones too."""
OFTEN: Final = 77
"""The resident who has filed most."""

Row = dict[str, Any]


async def build(database: Database, city: City, count: int) -> None:
    """Fill a migrated, empty database."""
    rnd, saying = random.Random(1520), Saying(city)
    async with database.write() as connection:
        await people(connection)
    for first in range(0, count, PIECE):
        numbers = range(first, min(first + PIECE, count))
        filed = [request(rnd, city, number, count) for number in numbers]
        filed = [row | saying.of(rnd, row) | _often(rnd) for row in filed]
        async with database.write() as connection:
            await connection.execute(insert(requests), filed)
            await connection.execute(insert(history), list(_history(rnd, filed)))
            await connection.exec_driver_sql(_WORDS[connection.dialect.name], _words(filed))
            await connection.execute(insert(followers), _joined(rnd, filed))
    await analyse(database)


async def analyse(database: Database) -> None:
    """As a database that has grown over years knows how much it holds."""
    if database.sqlite:
        return  # the program never asks SQLite to; PostgreSQL does so by itself
    async with database.write() as connection:
        await connection.exec_driver_sql("ANALYZE")


async def people(connection: AsyncConnection) -> None:
    """Residents who file, and staff who work."""
    folk = [
        {"id": n, "language": "uk", "created_at": NOW, "phone": f"+38067{n:07}"}
        for n in range(1, 20_001)
    ]
    await connection.execute(insert(residents), folk)
    team = [
        {"id": n, "name": f"Працівник {n}", "name_folded": f"працівник {n}", "role": "executor",
         "department": "light", "active": True, "on_duty": False}
        for n in range(1, 131)
    ]  # fmt: skip
    await connection.execute(insert(staff), team)


def _common(rnd: random.Random, values: Sequence[Any]) -> Any:
    """The first of them often, the last seldom."""
    return values[min(int(rnd.expovariate(6 / len(values))), len(values) - 1)]


def request(rnd: random.Random, city: City, number: int, count: int) -> Row:
    """A row of the table; the later the number, the newer the request."""
    age = timedelta(days=365 * YEARS * (1 - number / count))
    created = NOW - age - timedelta(seconds=rnd.randrange(3600))
    fresh = age < timedelta(days=OPEN_DAYS)
    is_open = rnd.random() < (0.75 if fresh else 0.002)
    took = timedelta(hours=rnd.expovariate(1 / 120))
    done = None if is_open else min(created + took, NOW)
    service = _common(rnd, [s for s in city.catalogue.services if s.is_ours])
    return {
        "number": 1001 + number, "key": f"k{number}", "version": 1,
        "status": rnd.choice(["registered", "assigned", "in_progress"]) if is_open else "closed",
        "resident_id": rnd.randint(1, 20_000), "service": service.code,
        "text": f"Не працює вже {number % 9} день, прохання приїхати й полагодити якнайшвидше",
        "place_text": f"вул. Володимира Великого, {number % 180}", "lat": 47.7 + rnd.random() * 0.5,
        "lon": 33.2 + rnd.random() * 0.4,
        "district": _common(rnd, list(city.places.districts.by_code)),
        "phone": f"+38067{number % 20_000:07}", "department": service.department or "",
        "created_at": created, "due_at": created + timedelta(days=10), "due_to_hour": False,
        "urgent": rnd.random() < 0.05, "assignee_id": rnd.randint(1, 130), "reworks": 0,
        "objections": 0, "rating": None if is_open or rnd.random() < 0.6 else rnd.randint(1, 5),
        "rating_comment": "", "outcome": None if is_open else rnd.choice(["confirmed", "unanswered"]),
        "done_at": done, "closed_at": done and done + timedelta(hours=20),
    }  # fmt: skip


def _history(rnd: random.Random, filed: Sequence[Row]) -> Iterator[Row]:
    """Registered, taken by somebody, finished; one in ten comes back."""
    for row in filed:
        steps = [("register", "resident", row["created_at"])]
        steps.append(("take", "staff", row["created_at"] + timedelta(hours=rnd.random() * 30)))
        if row["done_at"]:
            steps.append(("finish", "staff", row["done_at"]))
            if rnd.random() < 0.1:
                steps.append(("object", "resident", row["done_at"]))
        for verb, by, at in steps:
            yield {
                "request": row["number"], "at": at, "by": by, "actor": 1, "verb": verb, "text": "",
                "attachments": [],
            }  # fmt: skip


def _often(rnd: random.Random) -> Row:
    """One in a hundred comes from the head of a block who reports everything."""
    often = rnd.random() < 0.01
    many = rnd.randint(2, 20) if rnd.random() < 0.05 else 1
    return {"affected": many} | ({"resident_id": OFTEN, "phone": "+380670000077"} if often else {})


def _joined(rnd: random.Random, filed: Sequence[Row]) -> list[Row]:
    return [
        {
            "request": row["number"], "resident_id": resident, "place_text": row["place_text"],
            "lat": None, "lon": None, "district": row["district"], "since": row["created_at"],
        }
        for row in filed
        for resident in rnd.sample(range(100, 20_000), row["affected"] - 1)
    ]  # fmt: skip


def _words(filed: Sequence[Row]) -> list[tuple[Any, ...]]:
    """In the order of the table, which takes them faster so."""
    parts = [(row["number"], f"{row['text']}, {row['place_text']}".split(", ")) for row in filed]
    return sorted({(word, number) for number, said in parts for p in said for word in _stems(p)})


_stems: Final = lru_cache(maxsize=50_000)(stored)
# The driver's own statement: most of the time went into SQLAlchemy's parameters.
_WORDS: Final = {
    "sqlite": "INSERT INTO search_words (word, request) VALUES (?, ?)",
    "postgresql": "INSERT INTO search_words (word, request) VALUES ($1, $2)",
}
