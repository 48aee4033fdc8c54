"""The strict fake and a channel that talks to it over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers.channel import File
from handlers.telegram import TelegramChannel
from tests.fakes.telegram import JPEG, TOKEN, ManualClock, Person, Rates, TelegramFake

SECRET = "s3cret-of_the-webhook"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass
class Pauses:
    """Waits that take no time; ``seconds`` are those that were asked for."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
async def fake(clock: ManualClock) -> AsyncIterator[TelegramFake]:
    async with TelegramFake(
        clock=clock, rates=Rates(enabled=False), allow_loopback_webhook=True
    ) as server:
        yield server


@pytest.fixture
async def channel(fake: TelegramFake, pauses: Pauses) -> AsyncIterator[TelegramChannel]:
    made = TelegramChannel(
        TOKEN,
        fake.url,
        SECRET,
        lambda: NOW,
        lost_files=lambda names: f"Не надіслано: {', '.join(names)}",
        pause=pauses,
    )
    yield made
    await made.close()


@pytest.fixture
async def olena(fake: TelegramFake) -> Person:
    person = fake.person("Олена Коваль")
    await person.starts()
    return person


@pytest.fixture
def stored(tmp_path: Path) -> Callable[..., File]:
    """Makes a stored file; by default a photo."""
    numbers = iter(range(1, 1000))

    def store(
        kind: str = "photo",
        mime: str = "image/jpeg",
        content: bytes = JPEG,
        *,
        name: str = "",
        size: int | None = None,
    ) -> File:
        number = next(numbers)
        path = tmp_path / f"file{number}"
        path.write_bytes(content)
        return File(
            number,
            path,
            mime,
            name or f"{kind}{number}",
            kind,
            len(content) if size is None else size,
        )

    return store
