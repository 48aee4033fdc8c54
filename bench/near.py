"""``python -m bench.near``: who has reported the same near by, among a million stored requests.

Twice for each database: with as many open requests as a city has, and with every one open, which
no city ever has. Beside it the same question put to the whole table, without the indexes.
"""

from __future__ import annotations

import random
import time
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import BigInteger, Text, bindparam, cast, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bench.each_database import run
from bench.million import PIECE, analyse, people, request
from bench.rates import median, percentile
from city import City
from flows.domain import Place
from models.database import Database
from models.migrate import migrate
from models.queries import neighbours
from models.tables import OPEN_STATUS, requests

ASKED: Final = 2_000
SCANS: Final = 3
_SCAN: Final = text(
    f"SELECT number FROM requests WHERE {OPEN_STATUS} AND status <> 'done'"  # noqa: S608 - ours
    " AND service || '' = :service AND lat + 0 BETWEEN :lat - 0.00135 AND :lat + 0.00135"
    " AND lon + 0 BETWEEN :lon - 0.00201 AND :lon + 0.00201"
)


async def build(database: Database, city: City, count: int) -> int:
    """Requests of all ages, each with the key of its house; how many there are.

    The database itself copies the first ones on. A copy stands elsewhere: the points are spread
    over the city by their numbers.
    """
    first_ones = min(PIECE, count)
    house = lru_cache(lambda place: city.place_in(place).house_key)
    rnd = random.Random(1520)
    rows = [request(rnd, city, n * count // first_ones, count) for n in range(first_ones)]
    for n, row in enumerate(rows):
        row |= {"number": n, "key": str(n), "house": house(row["place_text"])}
    others = [c for c in requests.c if c.name not in {"number", "key", "lat", "lon"}]
    step = bindparam("step", type_=BigInteger)
    fresh = requests.c.number + step
    moved = [
        fresh,
        cast(fresh, Text),
        47.7 + (fresh * 7919 % 500_000) / 1e6,
        33.2 + (fresh * 104_729 % 400_000) / 1e6,
    ]
    names = [requests.c[n] for n in ("number", "key", "lat", "lon")]
    known = select(*moved, *others).where(requests.c.number < PIECE)
    copy = insert(requests).from_select([*names, *others], known)
    async with database.write() as connection:
        await people(connection)
        await connection.execute(insert(requests), rows)
    for first in range(PIECE, count, PIECE):
        async with database.write() as connection:
            await connection.execute(copy, {"step": first})
    await analyse(database)
    return first_ones * -(-count // PIECE)


async def measured(database: Database, city: City, count: int) -> None:
    """Build, ask, open everything, ask again."""
    await migrate(database)
    begun = time.perf_counter()
    await build(database, city, count)
    print(f"  built {count} requests in {time.perf_counter() - begun:.0f} s")
    await _asked(database, city, "as many open as a city has")
    everything = "UPDATE requests SET status = 'assigned', outcome = NULL"
    async with database.write() as connection:
        await connection.exec_driver_sql(everything)
    await analyse(database)
    await _asked(database, city, "every one open")
    await database.close()


async def _asked(database: Database, city: City, name: str) -> None:
    rnd = random.Random(1057)
    services = [s.code for s in city.catalogue.services if s.is_ours]
    taken, found = [], 0
    async with database.read() as connection:
        for _ in range(ASKED):
            where = Place("", 47.7 + rnd.random() * 0.5, 33.2 + rnd.random() * 0.4)
            house = f"вулволодимиравеликого {rnd.randrange(180)}" if rnd.random() < 0.5 else ""
            start = time.perf_counter()
            near = await neighbours.find(
                connection, rnd.choice(services[:8]), where, house, city.near_m
            )
            taken.append(time.perf_counter() - start)
            found += bool(near)
        scan = [await _scanned(connection, services[0], rnd) for _ in range(SCANS)]
    print(
        f"  {name}: median {median(taken) * 1e3:.2f} ms, p99 {percentile(taken, 0.99) * 1e3:.2f} ms,"
        f" {found / ASKED:.0%} found something; the whole table: {median(scan) * 1e3:.0f} ms,"
        f" {median(scan) / median(taken):.0f} times as long"
    )


async def _scanned(connection: AsyncConnection, service: str, rnd: random.Random) -> float:
    values: dict[str, Any] = {"service": service, "lat": 47.7 + rnd.random() * 0.5, "lon": 33.4}
    start = time.perf_counter()
    (await connection.execute(_SCAN, values)).all()
    return time.perf_counter() - start


if __name__ == "__main__":
    run("bench.near", __doc__, measured)
