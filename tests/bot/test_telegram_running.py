import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.edges.menus import RESIDENT
from tests.bot.program import PATIENCE, bot, command, environment
from tests.fakes.telegram import TelegramFake
from tests.ports import free_port

pytestmark = pytest.mark.process


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramFake]:
    fake = TelegramFake()
    await fake.start()
    yield fake
    await fake.stop()


def settings(telegram: TelegramFake) -> dict[str, str]:
    return {"TELEGRAM_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url}


@contextlib.asynccontextmanager
async def program(
    folder: Path, telegram: TelegramFake, **more: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *command(),
        cwd=folder,
        env=environment(folder, PORT=str(free_port()), **settings(telegram), **more),
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def seen(telegram: TelegramFake, look: Callable[[], bool]) -> None:
    found = await telegram.service.signal.until(lambda: look() or None, PATIENCE)
    assert found, "it was never seen"


async def test_the_program_answers_by_long_polling_and_ends_when_asked(
    telegram: TelegramFake, tmp_path: Path
) -> None:
    olena = telegram.person("Олена")
    async with program(tmp_path, telegram) as process:
        await olena.says("/start")
        await seen(telegram, lambda: any(m.from_bot and "1520" in m.text for m in olena.chat))
        await seen(telegram, lambda: olena.commands == list(RESIDENT))
        process.send_signal(signal.SIGTERM)
        _, said = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 0
    assert telegram.token.encode() not in said
    assert b"ERROR" not in said


async def test_with_a_public_address_the_webhook_is_set(
    telegram: TelegramFake, tmp_path: Path
) -> None:
    address = {"PUBLIC_URL": "https://1520.example", "TELEGRAM_SECRET": "s-e-c-r-e-t"}
    async with program(tmp_path, telegram, **address):
        await seen(telegram, lambda: telegram.service.webhook.url != "")
    assert telegram.service.webhook.url == "https://1520.example/telegram/webhook"
    assert telegram.service.webhook.secret == "s-e-c-r-e-t"


async def test_an_invitation_has_its_deep_link_and_check_names_the_bot(
    telegram: TelegramFake, tmp_path: Path
) -> None:
    invited = await asyncio.to_thread(bot, tmp_path, "invite", "admin", **settings(telegram))
    code = invited.stdout.split()[4]
    assert f"Telegram: https://t.me/kontakt1520_bot?start={code}" in invited.stdout
    checked = await asyncio.to_thread(bot, tmp_path, "check", **settings(telegram))
    assert "ok      Telegram  @kontakt1520_bot" in checked.stdout
