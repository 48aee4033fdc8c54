"""Several processes of the program on one PostgreSQL: they share the work, and one may die."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.neighbours import receiving, sending
from models.database import Database
from tests.fakes.telegram import TelegramFake
from tests.journeys.scenes import files

from .house import House
from .people import PATIENCE, Live

pytestmark = [pytest.mark.process, pytest.mark.postgres, pytest.mark.timeout(300)]

HOLDER = text(
    """SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
       WHERE locktype = 'advisory' AND granted AND objid::bigint =
             (hashtext(:lease)::bigint + 4294967296) % 4294967296"""
)


@pytest.fixture
def url(postgres_database: Database) -> str:
    return postgres_database.url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture
async def houses(
    tmp_path: Path, telegram: TelegramFake, url: str
) -> AsyncIterator[tuple[House, ...]]:
    """Two of them, with one database and one folder of data."""
    async with AsyncExitStack() as stack:
        running = House.running(tmp_path, telegram, DATABASE_URL=url)
        first = await stack.enter_async_context(running)
        running = House.running(tmp_path, telegram, DATABASE_URL=url)
        yield first, await stack.enter_async_context(running)


async def holder(database: Database, lease: str, *, but: int = 0) -> int:
    """The process that holds a lease, once one does that is not ``but``."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with database.read() as connection:
                found = (await connection.execute(HOLDER, {"lease": lease})).scalar()
            if found and (pid := int(found.split()[1])) != but:
                return pid
            await asyncio.sleep(0.2)  # another process decides


async def acts(olena: Live, andrii: Live, number: int, word: str) -> None:
    """Staff write, the resident reads and answers."""
    await andrii.says(f"/reply {number} {word}")
    await andrii.sees("надіслано")
    await olena.sees(word)
    await olena.says("/my")
    await olena.sees("у роботі")


@pytest.mark.fault(11)
async def test_one_holder_hangs_and_one_dies_and_everything_goes_on(
    houses: tuple[House, ...], telegram: TelegramFake, postgres_database: Database
) -> None:
    first, second = houses
    andrii, olena, ivan = (
        first.person("Андрій"),
        first.person("Олена"),
        await second.visitor("Іван"),
    )
    await first.joins(andrii, "executor", "Міськсвітло")
    number = await files(olena)
    await andrii.sees("Нова заявка", f"№ {number}")
    await andrii.taps("Взяти в роботу")
    await olena.sees("взято в роботу")
    await files(ivan, where="вул. Тиха, 3")
    await acts(olena, andrii, number, "Слово перше")

    hung = await holder(postgres_database, sending("telegram"))
    os.kill(hung, signal.SIGSTOP)
    try:
        await holder(postgres_database, sending("telegram"), but=hung)
        await holder(postgres_database, receiving("telegram"), but=hung)
        await acts(olena, andrii, number, "Слово друге")
    finally:
        os.kill(hung, signal.SIGCONT)
    await acts(olena, andrii, number, "Слово третє")

    dying = await holder(postgres_database, sending("telegram"))
    os.kill(dying, signal.SIGKILL)
    await holder(postgres_database, sending("telegram"), but=dying)
    await acts(olena, andrii, number, "Слово четверте")

    words = Counter(
        word
        for word in ("Слово перше", "Слово друге", "Слово третє", "Слово четверте")
        for message in telegram.all_messages()
        if word in message.text and f"№ {number}" in message.text
    )
    assert set(words.values()) == {1}
    assert telegram.too_many == 0
    await _each_request_once(postgres_database)


async def _each_request_once(database: Database) -> None:
    unsent = text("SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')")
    async with asyncio.timeout(PATIENCE):
        while True:
            async with database.read() as connection:
                if (await connection.execute(unsent)).scalar_one() == 0:
                    break
            await asyncio.sleep(0.2)  # outcomes are written down after the messages are seen
    async with database.read() as connection:
        unconfirmed = text("SELECT count(*) FROM outbox WHERE state <> 'sent'")
        assert (await connection.execute(unconfirmed)).scalar_one() == 0
        assert (await connection.execute(text("SELECT count(*) FROM requests"))).scalar_one() == 2


async def test_processes_of_one_machine_share_a_port_and_are_kept_alive(
    tmp_path: Path, telegram: TelegramFake, url: str, postgres_database: Database
) -> None:
    async with House.running(tmp_path, telegram, DATABASE_URL=url, PROCESSES="2") as house:
        olena, ivan = house.person("Олена"), await house.visitor("Іван")
        await olena.says("/start")
        await olena.sees("Вітаємо")
        dying = await holder(postgres_database, sending("telegram"))
        os.kill(dying, signal.SIGKILL)
        await house.says("starts again in")
        await olena.says("/new")
        await olena.sees("Опишіть проблему")
        await ivan.says("/new")
        await ivan.sees("Опишіть проблему")
        assert await house.closes() == 0
    with pytest.raises(ProcessLookupError):
        os.kill(dying, 0)
    async with postgres_database.read() as connection:
        left = await connection.execute(
            text(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'contact-centre%'"
            )
        )
        assert left.scalar_one() == 0
