"""The same measurement on SQLite and, where an empty database is named, on PostgreSQL."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from city import City, load_named
from models.database import Database


def run(
    name: str,
    about: str | None,
    measured: Callable[[Database, City, int], Awaitable[object]],
    *,
    count: int = 1_000_000,
    what: str = "requests",
) -> None:
    """Read the arguments of ``python -m name`` and measure on each kind of database."""
    made = argparse.ArgumentParser(prog=f"python -m {name}", description=about)
    made.add_argument(f"--{what}", dest="count", type=int, default=count)
    made.add_argument("--postgres", metavar="URL", help="an empty PostgreSQL database")
    made.add_argument("--folder", type=Path, help="where SQLite's file is kept, to ask it again")
    wanted = made.parse_args()
    city = load_named("kryvyi_rih")
    with tempfile.TemporaryDirectory() as passing:
        folder = wanted.folder or Path(passing)
        for url in filter(None, (f"sqlite:///{folder / '1520.db'}", wanted.postgres)):
            print(url.partition(":")[0])
            asyncio.run(_measure(measured, url, city, wanted.count))


async def _measure(
    measured: Callable[[Database, City, int], Awaitable[object]], url: str, city: City, count: int
) -> None:
    await measured(Database(url), city, count)
