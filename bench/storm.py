"""Many residents at once, and one at a time: each beside the bare loop, turn by turn."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bench.bare import Bare
from bench.program import Program, program
from bench.rates import Latency, Rate
from bench.residents import LAP, Resident, crowd
from bench.slower import slower


class Storm:
    """Residents at all positions of the conversation, and the loop that has it easier."""

    def __init__(self, made: Program, bare: Bare, residents: Sequence[Resident]) -> None:
        self._program = made
        self._bare = bare
        self._residents = residents
        self._acts = 0

    async def spread(self) -> None:
        """Let the residents begin one after the other, until they are at all positions."""
        for wave in range(LAP):
            await self._wave([r for r in self._residents if r.number % LAP <= wave])

    async def rounds(self, count: int) -> Rate:
        """So many rounds in which every resident takes one step."""
        rate = Rate([], [])
        states, messages = await self._program.examples()
        for number in range(count):
            raws = await self._raws(self._residents)
            if number % 2:
                rate.bare.append(self._loop(raws, states, messages))
            rate.program.append(await self._timed(self._residents, raws))
            if not number % 2:
                rate.bare.append(self._loop(raws, states, messages))
        return rate

    async def alone(self, count: int) -> Latency:
        """So many steps, each begun when the one before is over."""
        states, messages = await self._program.examples()
        took = Latency([], [])
        for number in range(count):
            one = [self._residents[number % len(self._residents)]]
            raws = await self._raws(one)
            took.program.append(1 / await self._timed(one, raws))
            took.bare.append(1 / self._loop(raws, states[number:] or states, messages))
        return took

    async def check(self) -> None:
        """Everybody has as many requests as they have finished laps."""
        await self._program.check(sum(r.laps for r in self._residents))

    async def _wave(self, residents: Sequence[Resident]) -> None:
        await self._program.take(residents, await self._raws(residents))

    async def _raws(self, residents: Sequence[Resident]) -> list[bytes]:
        offers = await self._program.offers(residents)
        return [resident.raw(offers.get(resident.key, ())) for resident in residents]

    async def _timed(self, residents: Sequence[Resident], raws: Sequence[bytes]) -> float:
        begun = time.perf_counter()
        await self._program.take(residents, raws)
        return len(raws) / (time.perf_counter() - begun)

    def _loop(self, raws: Sequence[bytes], states: Sequence[str], messages: Sequence[str]) -> float:
        begun = time.perf_counter()
        self._bare.loop(raws, states, messages)
        return len(raws) / (time.perf_counter() - begun)


async def steps(folder: Path, residents: int, rounds: int, alone: int) -> tuple[Rate, Latency]:
    """The whole measurement on new databases in ``folder``."""
    async with _storm(folder, residents) as storm:
        return await storm.rounds(rounds), await storm.alone(alone)


async def slower_steps(folder: Path, residents: int, rounds: int, delay: float) -> Rate:
    """The crowd once more, as on a disk whose commits take ``delay`` seconds longer."""
    with slower(delay):
        async with _storm(folder, residents, delay) as storm:
            return await storm.rounds(rounds)


@asynccontextmanager
async def _storm(folder: Path, residents: int, delay: float = 0.0) -> AsyncIterator[Storm]:
    bare = Bare(folder, delay)
    async with program(folder) as made:
        storm = Storm(made, bare, crowd(residents, made.city))
        await storm.spread()
        yield storm
        await storm.check()
    bare.close()
