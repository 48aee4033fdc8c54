"""What waited for the morning in Viber comes as one message, which is counted once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from models.tables import charges
from tests.journeys.scenes import describes, files, lighting
from tests.stage import Person, Stage

NIGHT = datetime(2026, 11, 24, 21, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 25, 6, 1, tzinfo=UTC)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, "viber") as running:
        yield running


async def files_again(olena: Person) -> int:
    """A second request of somebody whose number is known."""
    await describes(olena, "Темно біля лікарні")
    await olena.says("вул. Володимира Великого, 90")
    await olena.taps("Саксаганський")
    await olena.taps("+380")
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано")
    return olena.number


async def test_the_news_of_a_night_is_one_message(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    first = await files(olena)
    second = await files_again(olena)
    await stage.comes(NIGHT)
    await olena.forgets()
    for number in (first, second):
        await andrii.says(f"/take {number}")
    await andrii.says(f"/ask {first} Який номер опори?")
    await olena.sees_nothing_new()
    await stage.comes(MORNING)
    seen = [one for one in await olena.fresh() if "взято в роботу" in one.text]
    assert len(seen) == 1
    assert f"№ {first}" in seen[0].text
    assert f"№ {second}" in seen[0].text
    await olena.sees("Який номер опори?")
    async with stage.app.database.read() as connection:
        about = select(charges.c.message).where(charges.c.request.in_([first, second]))
        assert len((await connection.execute(about)).all()) == len(await olena.fresh())
    # Each request is found by its own button, and has the receipt of the one message.
    await olena.taps(f"Відповісти щодо № {second}")
    await olena.says("Дякую, це біля лікарні")
    await olena.sees(f"№ {second}")
    for number in (first, second):
        await andrii.says(f"/show {number}")
        await andrii.sees("Останнє повідомлення заявникові: доставлено")
