"""A dead Viber beside Telegram and the web chat: how much slower does it make those two?

Measured in turns in one run: with nothing for Viber to do, and with a Viber that takes every
connection and never answers while letters wait for as many people.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from sqlalchemy import delete

from bench.program import Program, program
from bench.rates import Rate, median
from bench.report import machine
from bench.sending import Unhurried, no_files
from bot.sending.delivery import Delivery
from bot.steps.engine import utc_now
from flows.conversation import Conversation
from flows.messages import Lane, Message
from handlers.channel import Channel, Envelope, File, Outcome
from handlers.telegram.channel import TelegramChannel
from handlers.viber.channel import ViberChannel
from handlers.viber.links import Links
from handlers.web import inbound
from models.queues import outbox
from models.records import conversations
from models.tables import outbox as letters
from tests.fakes.telegram import Rates, TelegramFake

_WORDS: Final = "№ 1057: взято в роботу. Виконати до 2 грудня."
_HEAD_START: Final = 1.5
"""Seconds in which as many letters as Viber may have at once are on their way to it (by its pace)."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rates beside a dead Viber (``program``) and beside none (``bare``)."""

    telegram: Rate
    web: Rate

    def lines(self) -> list[str]:
        """A line for each of the two neighbours."""
        named = (
            ("Telegram, messages a second", self.telegram),
            ("web chat, steps a second", self.web),
        )
        return [
            f"{name}: {median(rate.program):,.0f} beside a dead Viber, {median(rate.bare):,.0f}"
            f" without; ratio {median(rate.ratios):.2f}"
            f" ({min(rate.ratios):.2f}–{max(rate.ratios):.2f})"
            for name, rate in named
        ]


class Counter(Unhurried):
    """Telegram without its limits, and an eye on how many messages it has taken."""

    _left = 0
    _arrived = asyncio.Event()

    def expect(self, count: int) -> asyncio.Event:
        """Set when so many more have arrived."""
        self._left, self._arrived = count, asyncio.Event()
        return self._arrived

    async def send(self, address: str, message: Message, files: Sequence[File]) -> Outcome:
        outcome = await super().send(address, message, files)
        self._left -= 1
        if self._left == 0:
            self._arrived.set()
        return outcome


class Street:
    """The program at work, and people on every channel."""

    def __init__(self, made: Program, fake: TelegramFake, viber: str, people: int) -> None:
        self._program = made
        self._counter = Counter(TelegramChannel(fake.token, fake.url, "", utc_now))
        links = Links(b"a key for the bench, long enough", "https://bench.example", utc_now)
        self._channels: dict[str, Channel] = {
            "telegram": self._counter,
            "viber": ViberChannel("token", viber, "1520", links, lambda _: Message(_WORDS)),
        }
        self._accounts = [fake.person(f"Мешканець {n}") for n in range(people)]
        self._telegram = [Conversation(0, "telegram", str(one.id)) for one in self._accounts]
        self._viber = [Conversation(0, "viber", f"v{n}") for n in range(people)]
        self._web = [f"w{n:021}" for n in range(people)]

    async def move_in(self) -> None:
        """Everybody has begun a conversation."""
        for account in self._accounts:
            await account.starts()
        async with self._program.database.write() as connection:
            await conversations.create(connection, [*self._telegram, *self._viber], utc_now())
        await self._visit()

    async def turn(self, *, dead: bool) -> tuple[float, float]:
        """Messages a second to Telegram's people, then steps a second in the web chat."""
        delivery = Delivery(self._program.database, self._channels, no_files)
        running = asyncio.create_task(delivery.run())
        if dead:
            await self._write(self._viber, delivery)
        await asyncio.sleep(_HEAD_START)
        sent = await self._deliver(delivery)
        worked = await self._visit()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        async with self._program.database.write() as connection:
            await connection.execute(delete(letters))
        return sent, worked

    async def _deliver(self, delivery: Delivery) -> float:
        arrived = self._counter.expect(len(self._telegram))
        begun = time.perf_counter()
        await self._write(self._telegram, delivery)
        await arrived.wait()
        return len(self._telegram) / (time.perf_counter() - begun)

    async def _write(self, chats: Sequence[Conversation], delivery: Delivery) -> None:
        rows = [
            outbox.row(
                chat.id, chat.channel, Message(_WORDS), Lane.ANSWER, utc_now(), question=False
            )
            for chat in chats
        ]
        async with self._program.database.write() as connection:
            await outbox.put(connection, rows)
        delivery.wake()

    async def _visit(self) -> float:
        begun = time.perf_counter()
        await self._program.answer([_asks(address) for address in self._web])
        return len(self._web) / (time.perf_counter() - begun)

    async def close(self) -> None:
        """Give back connections."""
        for channel in self._channels.values():
            await channel.close()


def _asks(address: str) -> Envelope:
    """What the page posts for ``/help``."""
    event = inbound.validate({"id": str(uuid4()), "kind": "text", "text": "/help"})
    return inbound.envelope(address, event, datetime.now(UTC))


@asynccontextmanager
async def never_answers() -> AsyncIterator[str]:
    """The address of a service that takes connections and says nothing."""
    open_ends: list[asyncio.StreamWriter] = []

    async def take(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_ends.append(writer)

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for writer in open_ends:
            writer.close()


async def neighbours(folder: Path, people: int, rounds: int) -> Found:
    """The whole measurement on a new database in ``folder``."""
    telegram, web = Rate([], []), Rate([], [])
    async with (
        never_answers() as viber,
        TelegramFake(rates=Rates(enabled=False)) as fake,
        program(folder) as made,
    ):
        street = Street(made, fake, viber, people)
        await street.move_in()
        await street.turn(dead=False)  # warms up
        for number in range(rounds):
            for dead in (False, True) if number % 2 else (True, False):
                sent, worked = await street.turn(dead=dead)
                (telegram.program if dead else telegram.bare).append(sent)
                (web.program if dead else web.bare).append(worked)
        await street.close()
    return Found(telegram, web)


def main(arguments: Sequence[str] | None = None) -> int:
    """``python -m bench.neighbours``."""
    made = argparse.ArgumentParser(prog="python -m bench.neighbours", description=__doc__)
    made.add_argument("--people", type=int, default=200, help="on each channel")
    made.add_argument("--rounds", type=int, default=12, help="turns of each kind")
    wanted = made.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(neighbours(Path(folder), wanted.people, wanted.rounds))
    print(machine())
    print("\n".join(found.lines()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
