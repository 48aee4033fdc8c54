"""How long a resident waits for an answer: in a storm, and when nobody else writes.

In the storm as many residents as are asked for write at moments of their own within one second,
each at another place of the conversation. What is measured is the time from a message's arrival to
the commit of its answer. The same messages then arrive in the same way at aiogram's dispatcher with
its states in memory, where the time ends with the answer of the service, which comes at once. Storms
follow each other in turns. Idle, one message comes at a time, with a pause before the next.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from pathlib import Path
from typing import Final

from bench.compare import script_of
from bench.loop import run
from bench.program import Program, program
from bench.rates import Latency, median, percentile
from bench.report import machine
from bench.residents import LAP, OnTelegram
from bench.ways.in_memory import InMemory
from bench.ways.script import Script

Take = Callable[[OnTelegram, bytes], Awaitable[None]]

SPAN: Final = 1.0
PAUSE: Final = 0.02


class Waiting:
    """Residents of the program, each of whom waits for the answer."""

    def __init__(self, made: Program, count: int) -> None:
        self._program = made
        self.residents = [OnTelegram(number, made.city) for number in range(count)]
        self._open: dict[str, asyncio.Event] = {}
        made.engine.on_answer(self._answered)

    def _answered(self, addresses: Collection[str]) -> None:
        for address in addresses:
            if address in self._open:
                self._open.pop(address).set()

    async def take(self, resident: OnTelegram, raw: bytes) -> None:
        """Returns when the answer is committed."""
        answered = self._open[resident.key[1]] = asyncio.Event()
        await self._program.engine.accept([resident.envelope(raw)])
        await answered.wait()

    async def raws(
        self, begun: int = LAP, most: int | None = None
    ) -> list[tuple[OnTelegram, bytes]]:
        """What those who have begun do next, at most so many of them."""
        writing = [one for one in self.residents if one.number % LAP < begun][:most]
        offers = await self._program.offers(writing)
        return [(one, one.raw(offers.get(one.key, ()))) for one in writing]


class InMemoryToo:
    """The same residents, who write to aiogram's dispatcher."""

    def __init__(self, script: Script, made: Program, count: int) -> None:
        self._way = InMemory(script)
        self._offers = script.offers
        self.residents = [OnTelegram(number, made.city) for number in range(count)]

    async def take(self, resident: OnTelegram, raw: bytes) -> None:
        """Returns when the handler does."""
        del resident
        await self._way.take([raw])

    async def raws(
        self, begun: int = LAP, most: int | None = None
    ) -> list[tuple[OnTelegram, bytes]]:
        """What those who have begun do next, at most so many of them."""
        writing = [one for one in self.residents if one.number % LAP < begun][:most]
        return [(one, one.raw(self._offers)) for one in writing]


async def storm(take: Take, pairs: Sequence[tuple[OnTelegram, bytes]]) -> list[float]:
    """Seconds that each has waited; all arrive within :data:`SPAN`, at the same moments each time."""
    rnd = random.Random(1520)
    start = time.perf_counter()

    async def one(resident: OnTelegram, raw: bytes, at: float) -> float:
        await asyncio.sleep(max(start + at - time.perf_counter(), 0))
        await take(resident, raw)
        return time.perf_counter() - start - at

    return await asyncio.gather(*(one(*pair, rnd.random() * SPAN) for pair in pairs))


async def idle(take: Take, pairs: Sequence[tuple[OnTelegram, bytes]]) -> list[float]:
    """Seconds that each has waited, one after the other."""
    taken = []
    for resident, raw in pairs:
        await asyncio.sleep(PAUSE)
        begun = time.perf_counter()
        await take(resident, raw)
        taken.append(time.perf_counter() - begun)
    return taken


async def measured(
    folder: Path, count: int, storms: int, alone: int
) -> tuple[list[Latency], Latency]:
    """Latencies of each storm, and of the quiet hours."""
    async with program(folder) as made:
        made.city.reader.warm_up()
        script = await script_of(made, OnTelegram(count, made.city))
        ours, theirs = Waiting(made, count), InMemoryToo(script, made, count)
        for wave in range(1, LAP + 1):
            for party in (ours, theirs):
                await asyncio.gather(*(party.take(*pair) for pair in await party.raws(wave)))
        stormy: list[Latency] = []
        for number in range(storms):
            found = {}
            for party in (ours, theirs) if number % 2 else (theirs, ours):
                found[party] = await storm(party.take, await party.raws())
            stormy.append(Latency(found[ours], found[theirs]))
        quiet = Latency(
            await idle(ours.take, await ours.raws(most=alone)),
            await idle(theirs.take, await theirs.raws(most=alone)),
        )
        await made.check(sum(one.laps for one in ours.residents) + 1)
        return stormy, quiet


def lines(stormy: Sequence[Latency], quiet: Latency) -> list[str]:
    """A line for each figure: median of the storms, the best and the worst of them."""
    out = []
    for share in (0.5, 0.99):
        ours = [percentile(one.program, share) * 1000 for one in stormy]
        theirs = [percentile(one.bare, share) * 1000 for one in stormy]
        out.append(
            f"storm, p{share * 100:.0f}: {_spread(ours)}; aiogram in memory {_spread(theirs)};"
            f" ratio {median([a / b for a, b in zip(ours, theirs, strict=True)]):.2f}"
        )
    for share in (0.5, 0.99):
        a, b = (percentile(one, share) * 1000 for one in (quiet.program, quiet.bare))
        out.append(f"idle, p{share * 100:.0f}: {a:.1f} ms; aiogram in memory {b:.1f} ms")
    return out


def _spread(values: Sequence[float]) -> str:
    return f"{median(values):,.0f} ms ({min(values):,.0f}–{max(values):,.0f})"


def main(arguments: Sequence[str] | None = None) -> int:
    """``python -m bench.latency``."""
    made = argparse.ArgumentParser(prog="python -m bench.latency", description=__doc__)
    made.add_argument("--residents", type=int, default=1000, help="who write within a second")
    made.add_argument("--storms", type=int, default=9)
    made.add_argument("--idle", type=int, default=200, help="messages that come alone")
    made.add_argument("--disk", type=Path, help="a folder on the disk to measure on")
    wanted = made.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=wanted.disk) as folder:
        found = run(measured(Path(folder), wanted.residents, wanted.storms, wanted.idle))
    print(machine())
    print(f"{wanted.residents} residents write within a second; {wanted.storms} storms in turns")
    print("\n".join(lines(*found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
