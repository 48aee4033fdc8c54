"""The program beside other ways of writing a bot: the same conversation, turn by turn.

The same residents send the same raw updates to each: to the whole program (durable: each event
and each answer is committed), to a loop of one SQLite commit per step, to aiogram's dispatcher
with its states in memory, to aiogram with a SQLAlchemy session per update, and to
python-telegram-bot's ConversationHandler. The other ways say the very texts that the program
says, to a service inside the process that answers at once; they understand nothing, know no
city, and remember no event. The program's step ends when its answers are committed; sending has
a bench of its own (``python -m bench``).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import select

from bench.bare import Bare
from bench.loop import run
from bench.program import Program, program
from bench.rates import Rate
from bench.report import machine, rates, table
from bench.residents import LAP, OnTelegram
from bench.ways.conversation_handler import InConversationHandler
from bench.ways.in_memory import InMemory
from bench.ways.script import Reply, Script, Way
from bench.ways.session_per_update import SessionPerUpdate
from flows.messages import Message
from models.tables import outbox


class Ours:
    """The whole program as one of the ways."""

    name = "the program"

    def __init__(self, made: Program, residents: Sequence[OnTelegram]) -> None:
        self._program = made
        self._residents = residents
        self._writing: list[OnTelegram] = []
        self.last: list[bytes] = []

    async def step(self, begun: int) -> list[bytes]:
        """What those who have begun do next; each is one at a position of its own."""
        self._writing = [one for one in self._residents if one.number % LAP < begun]
        offers = await self._program.offers(self._writing)
        self.last = [one.raw(offers.get(one.key, ())) for one in self._writing]
        return self.last

    async def take(self, raws: Sequence[bytes]) -> None:
        await self._program.take(self._writing, raws)

    async def check(self) -> None:
        """Every lap that was finished is a request, and the guide's."""
        await self._program.check(sum(one.laps for one in self._residents) + 1)


class Theirs:
    """Another way, and residents who tap the buttons of its script."""

    def __init__(self, way: Way, script: Script, residents: Sequence[OnTelegram]) -> None:
        self._way = way
        self._offers = script.offers
        self._residents = residents
        self.name = way.name

    async def step(self, begun: int) -> list[bytes]:
        return [one.raw(self._offers) for one in self._residents if one.number % LAP < begun]

    async def take(self, raws: Sequence[bytes]) -> None:
        await self._way.take(raws)

    async def check(self) -> None:
        """Every lap that was finished was filed."""
        laps, filed = sum(one.laps for one in self._residents), await self._way.filed()
        if filed != laps:
            raise AssertionError(f"{self.name}: {filed} filed instead of {laps}")


class Loop:
    """The bare loop: what the program has taken last, stored once more."""

    name = "loop of one SQLite commit per step"

    def __init__(self, made: Program, bare: Bare, ours: Ours) -> None:
        self._program, self._bare, self._ours = made, bare, ours
        self._states: list[str] = []
        self._messages: list[str] = []

    async def step(self, begun: int) -> list[bytes]:
        self._states, self._messages = await self._program.examples()
        return self._ours.last

    async def take(self, raws: Sequence[bytes]) -> None:
        self._bare.loop(raws, self._states, self._messages)

    async def check(self) -> None:
        """It cannot go astray."""


Party: TypeAlias = Ours | Theirs | Loop


async def script_of(made: Program, guide: OnTelegram) -> Script:
    """Let one resident take a lap of the program, and note what it says."""
    steps: list[tuple[Reply, ...]] = []
    last = 0
    for _ in range(LAP):
        offers = await made.offers([guide])
        await made.take([guide], [guide.raw(offers.get(guide.key, ()))])
        wanted = select(outbox.c.id, outbox.c.message).where(outbox.c.id > last)
        async with made.database.read() as connection:
            rows = (await connection.execute(wanted.order_by(outbox.c.id))).all()
        last = max(row[0] for row in rows)
        said = [Message.from_json(row[1]) for row in rows]
        steps.append(tuple(Reply(one.text, tuple(one.offers())) for one in said))
    return Script(tuple(steps))


async def _rate(party: Party, begun: int) -> float:
    raws = await party.step(begun)
    start = time.perf_counter()
    await party.take(raws)
    return len(raws) / (time.perf_counter() - start)


@asynccontextmanager
async def _parties(folder: Path, residents: int) -> AsyncIterator[list[Party]]:
    """The program first, then the others; all are at the same positions of the conversation."""
    async with program(folder) as made:
        script = await script_of(made, OnTelegram(residents, made.city))
        ways: list[Way] = [
            InMemory(script),
            await SessionPerUpdate.on_sqlite(script, folder),
            await InConversationHandler.started(script),
        ]
        crowds = [[OnTelegram(n, made.city) for n in range(residents)] for _ in (None, *ways)]
        ours, bare = Ours(made, crowds.pop()), Bare(folder)
        others = [Theirs(way, script, crowd) for way, crowd in zip(ways, crowds, strict=True)]
        parties: list[Party] = [ours, Loop(made, bare, ours), *others]
        for wave in range(1, LAP + 1):
            for party in parties:
                await _rate(party, wave)
        yield parties
        for party in parties:
            await party.check()
        for way in ways:
            await way.close()
        bare.close()


async def compared(folder: Path, residents: int, rounds: int) -> dict[str, Rate]:
    """The program beside each other way, by its name; who begins a turn changes."""
    async with _parties(folder, residents) as parties:
        found: dict[str, list[float]] = {party.name: [] for party in parties}
        for number in range(rounds):
            first = number % len(parties)
            for party in parties[first:] + parties[:first]:
                found[party.name].append(await _rate(party, LAP))
        program_ = found.pop(Ours.name)
        return {name: Rate(program_, theirs) for name, theirs in found.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """``python -m bench.compare``."""
    made = argparse.ArgumentParser(prog="python -m bench.compare", description=__doc__)
    made.add_argument("--residents", type=int, default=500, help="who write at once")
    made.add_argument("--rounds", type=int, default=21, help="steps that each of them takes")
    made.add_argument("--disk", type=Path, help="a folder on the disk to measure on")
    wanted = made.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=wanted.disk) as folder:
        found = run(compared(Path(folder), wanted.residents, wanted.rounds))
    print(machine())
    print(f"steps a second, {wanted.residents} residents at once, {wanted.rounds} turns")
    print(table([rates(name, rate) for name, rate in found.items()]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
