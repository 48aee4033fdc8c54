"""The running program and Viber: registered at the start, answering, silent about its secrets."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.program import PATIENCE, bot, command, environment
from tests.fakes.viber import ViberFake
from tests.ports import free_port

pytestmark = pytest.mark.process

PUBLIC = "https://1520.example"


@pytest.fixture
async def fake() -> AsyncIterator[ViberFake]:
    async with ViberFake() as running:
        yield running


def settings(fake: ViberFake, **more: str) -> dict[str, str]:
    given = {"VIBER_TOKEN": fake.token, "VIBER_API_URL": fake.url, "PUBLIC_URL": PUBLIC}
    return given | more


async def test_the_program_registers_answers_and_ends_when_asked(
    fake: ViberFake, tmp_path: Path
) -> None:
    port = free_port()
    fake.callbacks.proxy[PUBLIC] = f"http://127.0.0.1:{port}"
    process = await asyncio.create_subprocess_exec(
        *command(),
        cwd=tmp_path,
        env=environment(tmp_path, **settings(fake, PORT=str(port))),
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        olena = fake.person("Олена", "+380671234567")
        assert await fake.signal.until(lambda: fake.callbacks.url or None, PATIENCE)
        await olena.opens()
        await olena.taps("Контакти")
        found = await fake.signal.until(lambda: olena.sees("499-1520") or None, PATIENCE)
        assert found, "it was never seen"
        process.send_signal(signal.SIGTERM)
        _, said = await asyncio.wait_for(process.communicate(), PATIENCE)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
    assert process.returncode == 0
    assert fake.refused == []
    assert fake.token.encode() not in said
    assert olena.id.encode() not in said
    assert b"ERROR" not in said


async def test_an_invitation_has_its_deep_link_and_check_names_the_account(
    fake: ViberFake, tmp_path: Path
) -> None:
    invited = await asyncio.to_thread(bot, tmp_path, "invite", "admin", **settings(fake))
    code = invited.stdout.split()[4]
    assert f"Viber: viber://pa?chatURI=kontakt1520&context={code}" in invited.stdout
    checked = await asyncio.to_thread(bot, tmp_path, "check", **settings(fake))
    assert "ok      Viber     Контакт-центр 1520" in checked.stdout
    wrong = settings(fake, VIBER_TOKEN="another")
    refused = await asyncio.to_thread(bot, tmp_path, "check", **wrong)
    assert "Viber does not know this token: check VIBER_TOKEN" in refused.stdout
    invited = await asyncio.to_thread(bot, tmp_path, "invite", "admin", **wrong)
    assert "(no link: Viber does not know this token" in invited.stdout
