"""The program on PostgreSQL, in one, two and four processes on one database, turn by turn.

Residents' raw updates are shared out among the processes that take part in a turn; each stores its
share, and all work whatever waits, until nothing is left. A step is an event from its raw input to
the commit of its answer. Beside them a loop of one commit per step on the same server: one asyncpg
connection, three statements, nothing else. Without ``--postgres URL`` (an empty database) a server
of the bench's own is started.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

import asyncpg

from bench.loop import run
from bench.program import POLLED, Program
from bench.rates import Rate
from bench.report import machine, rates, table
from bench.residents import LAP, OnTelegram
from handlers.telegram.envelope import envelope
from models.migrate import migrate
from tests.migrated import postgres_server

ROOT: Final = Path(__file__).parents[1]
PROCESSES: Final = (1, 2, 4)
_TABLES: Final = """
CREATE TABLE bare_inbox (id BIGSERIAL PRIMARY KEY, event TEXT NOT NULL UNIQUE, raw BYTEA NOT NULL);
CREATE TABLE bare_conversations (address TEXT PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE bare_outbox (id BIGSERIAL PRIMARY KEY, address TEXT NOT NULL, message TEXT NOT NULL);
"""
_EVENT: Final = "INSERT INTO bare_inbox (event, raw) VALUES ($1, $2)"
_STATE: Final = (
    "INSERT INTO bare_conversations (address, state) VALUES ($1, $2)"
    " ON CONFLICT (address) DO UPDATE SET state = excluded.state"
)
_MESSAGE: Final = "INSERT INTO bare_outbox (address, message) VALUES ($1, $2)"


class Bare:
    """The loop of one commit per step."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._events = 0

    async def loop(
        self, raws: Sequence[bytes], states: Sequence[str], messages: Sequence[str]
    ) -> None:
        """A step for each of ``raws``, each of another conversation."""
        for number, raw in enumerate(raws):
            self._events += 1
            async with self._connection.transaction():
                execute = self._connection.execute
                await execute(_EVENT, f"u{self._events}", raw)
                await execute(_STATE, f"a{number}", states[number % len(states)])
                await execute(_MESSAGE, f"a{number}", messages[number % len(messages)])


class Worker:
    """A process of its own that takes lines of updates and answers each with a line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def ready(self) -> None:
        """It has started, or has done what it was told."""
        if self._process.stdout is None or not await self._process.stdout.readline():
            raise AssertionError("a process of the program has ended")

    async def take(self, raws: Sequence[bytes]) -> None:
        """Store these, and work until nothing waits."""
        if self._process.stdin is None:
            raise AssertionError("it was started without a way to be told")
        line = json.dumps([base64.b64encode(raw).decode() for raw in raws])
        self._process.stdin.write(line.encode() + b"\n")
        await self._process.stdin.drain()
        await self.ready()


@asynccontextmanager
async def _worker(url: str) -> AsyncIterator[Worker]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.processes", "--work", url),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Worker(process)
    finally:
        if process.stdin:
            process.stdin.close()
        await process.wait()


async def work(url: str) -> None:
    """What such a process does, until its input ends."""
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder), url)
        program.city.reader.warm_up()
        await program.engine.drain()
        print(flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            envelopes = [envelope(base64.b64decode(raw)) for raw in json.loads(line)]
            for start in range(0, len(envelopes), POLLED):
                await program.engine.accept(envelopes[start : start + POLLED])
                await program.engine.drain()
            print(flush=True)
        await program.database.close()


class Together:
    """Residents, and as many processes as a turn wants."""

    def __init__(self, program: Program, workers: Sequence[Worker], count: int) -> None:
        self.program = program
        self._workers = workers
        self._residents = [OnTelegram(number, program.city) for number in range(count)]
        self.last: list[bytes] = []

    async def raws(self, begun: int = LAP) -> list[bytes]:
        """What those who have begun do next."""
        writing = [one for one in self._residents if one.number % LAP < begun]
        offers = await self.program.offers(writing)
        self.last = [one.raw(offers.get(one.key, ())) for one in writing]
        return self.last

    async def take(self, raws: Sequence[bytes], processes: int) -> float:
        """Steps a second, by so many processes."""
        begun = time.perf_counter()
        shares = enumerate(self._workers[:processes])
        await asyncio.gather(*(one.take(raws[n::processes]) for n, one in shares))
        return len(raws) / (time.perf_counter() - begun)

    async def check(self) -> None:
        """Every lap that was finished is a request."""
        await self.program.check(sum(one.laps for one in self._residents))


async def measured(url: str, processes: Sequence[int], count: int, rounds: int) -> dict[str, Rate]:
    """Each number of processes beside the bare loop and beside one process, by its name."""
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder), url)
        await migrate(program.database)
        bare = await asyncpg.connect(url)
        await bare.execute(_TABLES)
        async with AsyncExitStack() as stack:
            workers = [await stack.enter_async_context(_worker(url)) for _ in range(max(processes))]
            await asyncio.gather(*(one.ready() for one in workers))
            together = Together(program, workers, count)
            for wave in range(1, LAP + 1):
                await together.take(await together.raws(wave), len(workers))
            found = await _turns(together, Bare(bare), processes, rounds)
            await together.check()
        await bare.close()
        await program.telegram.close()
        await program.database.close()
    return found


async def _turns(
    together: Together, bare: Bare, processes: Sequence[int], rounds: int
) -> dict[str, Rate]:
    states, messages = await together.program.examples()
    loop: list[float] = []
    taken: dict[int, list[float]] = {many: [] for many in processes}
    for number in range(rounds):
        first = number % len(processes)
        for many in (*processes[first:], *processes[:first]):
            taken[many].append(await together.take(await together.raws(), many))
        raws = together.last
        begun = time.perf_counter()
        await bare.loop(raws, states, messages)
        loop.append(len(raws) / (time.perf_counter() - begun))
    least = processes[0]
    beside_loop = {f"{many} of them, beside the loop": Rate(taken[many], loop) for many in taken}
    return beside_loop | {
        f"{many} of them, beside {least}": Rate(taken[many], taken[least]) for many in processes[1:]
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """``python -m bench.processes``."""
    made = argparse.ArgumentParser(prog="python -m bench.processes", description=__doc__)
    made.add_argument("--residents", type=int, default=500, help="who write at once")
    made.add_argument("--rounds", type=int, default=9, help="turns of each number of processes")
    made.add_argument("--processes", type=int, nargs="+", default=PROCESSES)
    made.add_argument("--postgres", metavar="URL", help="an empty PostgreSQL database")
    made.add_argument("--work", metavar="URL", help=argparse.SUPPRESS)
    wanted = made.parse_args(arguments)
    if wanted.work:
        run(work(wanted.work))
        return 0
    with ExitStack() as stack:
        url = wanted.postgres or stack.enter_context(postgres_server()).get_uri()
        found = run(measured(url, wanted.processes, wanted.residents, wanted.rounds))
    print(machine())
    print(f"steps a second on PostgreSQL, {wanted.residents} residents, {wanted.rounds} turns")
    print(table([rates(name, rate) for name, rate in found.items()]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
