"""Does a step cost more when more is stored? The same residents beside 10³, 10⁵ and 10⁶ requests.

One database of each size is filled (``bench.near``: requests with their places, and as many open as a
city has), and the whole program works on each of them in turns: a step is an event from its raw input
to the commit of its answer. The figure is a step's time beside the one of the smallest database.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from bench.loop import run
from bench.near import build
from bench.program import FILE, Program, program
from bench.rates import median
from bench.report import machine
from bench.residents import LAP, Resident, crowd
from city import City, load_named
from models.database import Database
from models.migrate import migrate

SIZES: Final = (1_000, 100_000, 1_000_000)
FLAT: Final = 1.2
"""The aim: at most so many times the time of the smallest."""


class Town:
    """The program on a database of some size, and people who file requests."""

    def __init__(self, made: Program, stored: int, residents: Sequence[Resident]) -> None:
        self._program = made
        self._stored = stored
        self._residents = residents

    async def turn(self, begun: int = LAP) -> float:
        """Milliseconds for a step of each who has begun."""
        writing = [one for one in self._residents if one.number % LAP < begun]
        offers = await self._program.offers(writing)
        raws = [one.raw(offers.get(one.key, ())) for one in writing]
        start = time.perf_counter()
        await self._program.take(writing, raws)
        return (time.perf_counter() - start) / len(raws) * 1000

    async def check(self) -> None:
        """Nothing that was filed is missing."""
        await self._program.check(self._stored + sum(one.laps for one in self._residents))


async def fill(folder: Path, city: City, count: int) -> int:
    """Make the database; how many requests it has."""
    database = Database(f"sqlite:///{folder / FILE}")
    await migrate(database)
    stored = await build(database, city, count)
    await database.close()
    return stored


@asynccontextmanager
async def _town(folder: Path, city: City, count: int, residents: int) -> AsyncIterator[Town]:
    stored = await fill(folder, city, count)
    async with program(folder) as made:
        town = Town(made, stored, crowd(residents, made.city))
        for wave in range(1, LAP + 1):
            await town.turn(wave)
        yield town
        await town.check()


async def grown(
    folder: Path, sizes: Sequence[int], residents: int, rounds: int
) -> list[list[float]]:
    """Milliseconds of a step for each size, turn by turn; who begins changes."""
    city = load_named("kryvyi_rih")
    async with AsyncExitStack() as stack:
        towns = [
            await stack.enter_async_context(_town(folder / str(size), city, size, residents))
            for size in sizes
        ]
        taken: list[list[float]] = [[] for _ in towns]
        for number in range(rounds):
            for place in range(len(towns)):
                which = (place + number) % len(towns)
                taken[which].append(await towns[which].turn())
        return taken


def main(arguments: Sequence[str] | None = None) -> int:
    """``python -m bench.growth``."""
    made = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    made.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="requests stored")
    made.add_argument("--residents", type=int, default=200, help="who write at once")
    made.add_argument("--rounds", type=int, default=21, help="turns of each size")
    made.add_argument("--disk", type=Path, help="a folder on the disk to measure on")
    wanted = made.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=wanted.disk) as folder:
        taken = run(grown(Path(folder), wanted.sizes, wanted.residents, wanted.rounds))
    print(machine())
    for size, times in zip(wanted.sizes, taken, strict=True):
        ratios = [mine / least for mine, least in zip(times, taken[0], strict=True)]
        print(
            f"{size:>9,} stored: a step {median(times):.2f} ms ({min(times):.2f}–{max(times):.2f});"
            f" ratio {median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
