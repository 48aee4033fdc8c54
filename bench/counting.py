"""``python -m bench.counting``: what staff ask of a city with a million requests, in milliseconds.

Builds the database once for each kind: SQLite, and PostgreSQL where ``--postgres URL`` names an
empty one. A filled one is asked as it is (SQLite's is kept where ``--folder`` says). Commands go the whole way, from the raw update to the
commit of the answer; what is a job, or a list's further page, is asked of the database. The median
of those that found warm caches, the least and the most, and the processor time of this process
(which on SQLite is all of it).
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from itertools import count as numbers
from pathlib import Path
from statistics import median
from typing import Any, Final

from sqlalchemy import func, insert, select

from bench.each_database import run
from bench.million import NOW, OFTEN, build
from bench.program import Program
from bench.saying import RARE
from city import City
from flows.desk import Filter
from flows.domain import OPEN, Role
from flows.reports.period import Period
from flows.staff.lists import PAGE, WAITING_FOR_STAFF
from handlers.channel import Envelope
from handlers.telegram.envelope import envelope
from models.database import Database
from models.migrate import migrate
from models.queries import reports
from models.records import requests as stored
from models.tables import conversations, requests, staff

TIMES: Final = 7
MONTH: Final = Period(date(2026, 10, 1), date(2026, 10, 31))
YEAR: Final = Period(date(2026, 1, 1), date(2026, 11, 24))

HEAD, FITTER, RESIDENT = 900_001, 900_002, 900_003
"""Telegram's numbers of a coordinator, an executor, and the resident who has filed most."""
COMMANDS: Final = (
    (HEAD, "/queue"),
    (HEAD, "/queue прострочені"),
    (HEAD, "/queue Саксаганський вода прострочені"),
    (FITTER, "/queue"),
    (FITTER, "/my"),
    (RESIDENT, "/my"),
    (HEAD, "/find 500000"),
    (HEAD, "/find +380670004242"),
    (HEAD, "/find +380670000077"),
    (HEAD, "/find вода"),
    (FITTER, "/find вода"),
    (HEAD, f"/find {RARE}"),
    (HEAD, f"/find вода {RARE}"),
    (HEAD, "/find небувале"),
    (HEAD, "/find вулиця вода сусіди"),
    (HEAD, "/find проспект Мира 59"),
    (HEAD, "/find пр"),
    (HEAD, "/find 47.95, 33.40"),
    (HEAD, "/find 47.95, 33.40 2000"),
    (FITTER, "/find 47.95, 33.40 2000 вода"),
    (HEAD, "/find вода 2025"),
    (HEAD, "/find вода жовтень прострочені"),
    (HEAD, "/find +380670000077 вода"),
)

_ids: Final[Iterator[int]] = numbers(int(time.time() * 100) % 2_000_000_000)


def _said(who: int, words: str) -> Envelope:
    """A message on Telegram."""
    number = next(_ids)
    person = {"id": who, "first_name": "Олена"}
    command = {"type": "bot_command", "offset": 0, "length": len(words.split(maxsplit=1)[0])}
    message = {
        "message_id": number,
        "date": 1_795_000_000,
        "chat": {**person, "type": "private"},
        "from": {**person, "is_bot": False, "language_code": "uk"},
        "text": words,
        "entities": [command],
    }
    return envelope(json.dumps({"update_id": number, "message": message}).encode())


async def _people(database: Database) -> None:
    """Those who ask, where they are not there yet."""
    asking = ((HEAD, Role.COORDINATOR, ""), (FITTER, Role.EXECUTOR, "vodokanal"))
    talk = {"channel": "telegram", "is_group": False, "language": "uk", "reachable": True}
    talk |= {"state": {}}
    async with database.write() as connection:
        known = select(staff.c.id).where(staff.c.id == HEAD)
        if (await connection.execute(known)).first():
            return
        for who, role, department in asking:
            one = {"id": who, "name": "Хтось", "name_folded": "хтось", "role": role}
            one |= {"department": department, "active": True, "on_duty": False}
            await connection.execute(insert(staff), one)
            theirs = talk | {"address": str(who), "staff_id": who}
            await connection.execute(insert(conversations), theirs)
        theirs = talk | {"address": str(RESIDENT), "resident_id": OFTEN}
        await connection.execute(insert(conversations), theirs)


def _questions(database: Database, city: City) -> dict[str, Callable[[], Awaitable[Any]]]:
    """What is asked of the database, by name."""

    def figures(period: Period, department: str = "") -> Callable[[], Awaitable[Any]]:
        async def ask() -> None:
            async with database.read() as c:
                await reports.figures(c, period, city.timezone, NOW, department=department)

        return ask

    def listed(wanted: Filter, offset: int = 0) -> Callable[[], Awaitable[Any]]:
        async def ask() -> None:
            async with database.read() as c:
                await stored.queue(c, wanted, limit=PAGE, offset=offset)

        return ask

    waiting = Filter(statuses=WAITING_FOR_STAFF)
    return {
        "/stats of a month": figures(MONTH),
        "/stats of a month, a department": figures(MONTH, "vodokanal"),
        "/stats of a year": figures(YEAR),
        "/queue, the 2,000th page": listed(waiting, 2_000 * PAGE),
        "/my of somebody": listed(Filter(statuses=OPEN, holders=frozenset({7}))),
    }


async def _measured(name: str, ask: Callable[[], Awaitable[Any]]) -> None:
    taken, work = [], []
    for _ in range(TIMES + 1):
        start, used = time.perf_counter(), time.process_time()
        await ask()
        taken.append((time.perf_counter() - start) * 1000)
        work.append((time.process_time() - used) * 1000)
    first, *warm = taken
    print(
        f"  {name}: {median(warm):.0f} ms ({min(warm):.0f}–{max(warm):.0f}; first {first:.0f}),"
        f" processor {median(work[1:]):.0f} ms",
        flush=True,
    )


async def measured(database: Database, city: City, count: int) -> None:
    """Build where nothing is stored, and ask."""
    await migrate(database)
    async with database.read() as connection:
        known = (await connection.execute(select(func.max(requests.c.number)))).scalar()
    if known is None:
        begun = time.perf_counter()
        await build(database, city, count)
        print(f"  built {count} requests in {time.perf_counter() - begun:.0f} s")
    await _people(database)
    for name, ask in _questions(database, city).items():
        await _measured(name, ask)
    made = Program(Path(), database.url.render_as_string(hide_password=False))
    running = asyncio.create_task(made.engine.run())
    names = {HEAD: "coordinator", FITTER: "executor", RESIDENT: "resident"}
    for who, words in COMMANDS:
        await _measured(
            f"{words}, {names[who]}",
            lambda who=who, words=words: made.answer([_said(who, words)]),  # type: ignore[misc]
        )
    await made.engine.stop()
    await running
    await made.telegram.close()
    await made.database.close()
    await database.close()


if __name__ == "__main__":
    run("bench.counting", __doc__, measured)
