"""Delivery, measured apart: from the outbox to the service, beside the bare client."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bench.rates import Rate
from bot.sending.delivery import IN_FLIGHT, Delivery
from bot.steps.engine import utc_now
from flows.conversation import Conversation
from flows.events import Event
from flows.messages import Choice, Lane, Message
from handlers.channel import Abilities, Accept, File, Outcome
from handlers.telegram.channel import TelegramChannel
from models.database import Database
from models.migrate import migrate
from models.queues import outbox
from models.records import conversations
from tests.fakes.telegram import Person, Rates, TelegramFake

_TEXT: Final = "Де це? Надішліть точку на карті або напишіть адресу: вулицю й будинок."
_LABELS: Final = ("Назад", "Скасувати")


class Unhurried:
    """Telegram without its limits, which would be all that this measures."""

    def __init__(self, channel: TelegramChannel) -> None:
        self._channel = channel

    @property
    def name(self) -> str:
        return self._channel.name

    @property
    def abilities(self) -> Abilities:
        return replace(self._channel.abilities, per_second=1e6, chat_interval=0)

    def translate(self, raw: bytes) -> Event | None:
        return self._channel.translate(raw)

    async def send(self, address: str, message: Message, files: Sequence[File]) -> Outcome:
        return await self._channel.send(address, message, files)

    def fetch(self, source: str) -> AsyncIterator[bytes]:
        return self._channel.fetch(source)

    async def run(self, accept: Accept) -> None:
        await self._channel.run(accept)

    async def close(self) -> None:
        await self._channel.close()


class Office:
    """The program's delivery and the bare client, each to the same people."""

    def __init__(self, database: Database, fake: TelegramFake, people: Sequence[Person]) -> None:
        self._database = database
        channel = Unhurried(TelegramChannel(fake.token, fake.url, "", utc_now))
        self._channel = channel
        self._delivery = Delivery(database, {channel.name: channel}, no_files)
        self._bot = Bot(fake.token, AiohttpSession(api=TelegramAPIServer.from_base(fake.url)))
        self._chats = [Conversation(0, channel.name, str(person.id)) for person in people]

    async def move_in(self) -> None:
        """Store the conversations."""
        async with self._database.write() as connection:
            await conversations.create(connection, self._chats, utc_now())

    async def deliver(self) -> float:
        """Messages per second from the outbox until each outcome is committed."""
        keys = tuple(Choice(label, f"q:1:1:{label}") for label in _LABELS)
        message = Message(_TEXT, (keys,))
        rows = [
            outbox.row(chat.id, chat.channel, message, Lane.ANSWER, utc_now(), question=True)
            for chat in self._chats
        ]
        async with self._database.write() as connection:
            await outbox.put(connection, rows)
        begun = time.perf_counter()
        left = await self._delivery.drain()
        if left.count:
            raise AssertionError(f"{left.count} letters were not delivered")
        return len(rows) / (time.perf_counter() - begun)

    async def bare(self) -> float:
        """Messages per second of the client library alone, as many at once."""
        keys = [InlineKeyboardButton(text=label, callback_data=label) for label in _LABELS]
        markup = InlineKeyboardMarkup(inline_keyboard=[keys])
        waiting = iter(self._chats)

        async def send() -> None:
            for chat in waiting:
                await self._bot.send_message(int(chat.address), _TEXT, reply_markup=markup)

        begun = time.perf_counter()
        await asyncio.gather(*(send() for _ in range(IN_FLIGHT)))
        return len(self._chats) / (time.perf_counter() - begun)

    async def close(self) -> None:
        """Give back connections."""
        await self._channel.close()
        await self._bot.session.close()


async def no_files(ids: Sequence[int]) -> list[File]:
    """There are none."""
    del ids
    return []


async def sending(folder: Path, people: int, rounds: int) -> Rate:
    """So many rounds of one message to each of ``people``, both ways in turn."""
    rate = Rate([], [])
    database = Database(f"sqlite:///{folder / 'sending.sqlite3'}")
    await migrate(database)
    async with TelegramFake(rates=Rates(enabled=False)) as fake:
        everybody = [fake.person(f"Мешканець {number}") for number in range(people)]
        for person in everybody:
            await person.starts()
        office = Office(database, fake, everybody)
        await office.move_in()
        for _ in range(rounds):
            rate.program.append(await office.deliver())
            rate.bare.append(await office.bare())
        await office.close()
    await database.close()
    return rate
