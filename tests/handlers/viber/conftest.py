"""The strict fake, and a channel that talks to it over HTTP and is called back by it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web

from flows.messages import Choice, Message
from handlers.channel import Envelope, File
from handlers.viber import ViberChannel
from handlers.viber.links import Links
from tests.fakes.telegram import JPEG, ManualClock
from tests.fakes.viber import TOKEN, Person, ViberFake

PUBLIC = "https://1520.example"
KEY = b"a key that is long enough for tests"


@dataclass
class Desk:
    """What the channel hands on. ``broken`` makes both raise."""

    envelopes: list[Envelope] = field(default_factory=list)
    receipts: list[tuple[str, str]] = field(default_factory=list)
    files: dict[int, File] = field(default_factory=dict)
    broken: bool = False

    async def accept(self, envelopes: Sequence[Envelope]) -> None:
        if self.broken:
            raise OSError("секретний текст")
        self.envelopes += envelopes

    async def note(self, event: str, message: str, at: datetime) -> None:
        if self.broken:
            raise OSError("секретний текст")
        assert at.year >= 2026
        self.receipts.append((event, message))

    async def stored(self, ids: Sequence[int]) -> list[File]:
        return [self.files[one] for one in ids if one in self.files]


@dataclass
class Pauses:
    """Waits that take no time; ``seconds`` are those that were asked for."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def welcome(said: str) -> Message:
    data = said or "m:new"
    return Message("Вітаємо", ((Choice("Почати", data),),))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def links(clock: ManualClock) -> Links:
    return Links(KEY, PUBLIC, lambda: datetime.fromtimestamp(clock(), UTC))


@pytest.fixture
async def fake(clock: ManualClock) -> AsyncIterator[ViberFake]:
    async with ViberFake(clock=clock) as running:
        yield running


@pytest.fixture
async def channel(fake: ViberFake, links: Links, pauses: Pauses) -> AsyncIterator[ViberChannel]:
    made = ViberChannel(
        TOKEN,
        fake.url,
        "Контакт-центр 1520 міста, якого немає",
        links,
        welcome,
        lost_files=lambda names: f"Не надіслано: {', '.join(names)}",
        pause=pauses,
    )
    yield made
    await made.close()


@pytest.fixture
async def url(fake: ViberFake, channel: ViberChannel, desk: Desk) -> AsyncIterator[str]:
    """Where the channel's routes are; the fake knows them by ``PUBLIC``."""
    app = web.Application()
    app.add_routes(channel.routes(desk.accept, desk.stored, desk.note))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    fake.callbacks.proxy[PUBLIC] = base
    yield base
    await runner.cleanup()


@pytest.fixture
async def olena(fake: ViberFake, channel: ViberChannel, url: str) -> Person:
    assert url
    await channel.register(PUBLIC)
    person = fake.person("Олена", "+380671234567")
    await person.says("Добрий день")
    return person


def keep(desk: Desk, folder: Path, content: bytes = JPEG, mime: str = "image/jpeg") -> File:
    """A stored file, by default a photo."""
    number = len(desk.files) + 1
    path = folder / f"file{number}"
    path.write_bytes(content)
    kind, name = ("photo", "Фото.jpg") if mime == "image/jpeg" else ("document", "Акт.pdf")
    desk.files[number] = File(number, path, mime, name, kind, len(content))
    return desk.files[number]
