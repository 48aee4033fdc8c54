"""Everything here starts the program as its own process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.databases import postgres, postgres_database
from tests.fakes.telegram import Rates, TelegramFake

from .house import House

__all__ = ["postgres", "postgres_database"]


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramFake]:
    """Strict, with the real clock and one message a second to a chat, without any burst."""
    async with TelegramFake(rates=Rates(chat_burst=1)) as fake:
        yield fake


@pytest.fixture
async def house(tmp_path: Path, telegram: TelegramFake) -> AsyncIterator[House]:
    async with House.running(tmp_path, telegram) as running:
        yield running
