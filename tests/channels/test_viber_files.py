"""Files between Viber and the rest: within its sizes, and to other messengers and back."""

from __future__ import annotations

import io
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from tests.channels.test_viber_only import account
from tests.journeys.scenes import describes, files, lighting, photo
from tests.stage import Stage

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, "viber") as running:
        yield running
        assert [(call.status, call.detail) for call in running.viber.refused] == []


def noise() -> tuple[str, bytes]:
    """A photograph that no compression makes small."""
    held = io.BytesIO()
    dots = random.Random(1520).randbytes(2000 * 2000 * 3)
    Image.frombytes("RGB", (2000, 2000), dots).save(held, "JPEG", quality=90)
    return "photo", held.getvalue()


async def test_large_pictures_come_in_a_smaller_copy_and_files_as_they_are(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.sends(noise(), ("document", PDF))
    await olena.says("вул. Вигадана 3")
    await olena.taps("Не знаю")
    await olena.shares_phone()
    await olena.taps("Надіслати")
    await andrii.sees("Нова заявка")
    kinds = {m.body["type"]: m for m in account(andrii).chat if m.content}
    assert set(kinds) == {"picture", "file"}
    assert 200_000 < len(kinds["picture"].content) <= 1_000_000
    assert kinds["file"].content == PDF


async def test_photos_both_ways(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/take {number}")
    await andrii.sends(photo("green"), caption=f"/done {number} Світить")
    await olena.sees("Світить", "Проблему вирішено?")
    assert account(olena).chat[-1].content.startswith(b"\xff\xd8")
    await olena.taps("Так")
    await olena.sees("Оцініть")


async def test_a_photo_from_viber_is_seen_in_telegram_and_back(stage: Stage) -> None:
    andrii = await stage.staff("Андрій", "executor", "Міськсвітло", channel="telegram")
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.sends(photo("blue"))
    await olena.says("вул. Вигадана 3")
    await olena.taps("Не знаю")
    await olena.shares_phone()
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано")
    await andrii.sees("Нова заявка")
    card = await andrii.message("Нова заявка")
    assert (await andrii.edge.file_of(card, 0)).startswith(b"\xff\xd8")
    await andrii.says(f"/take {olena.number}")
    await andrii.sends(photo("green"), caption=f"/done {olena.number} Світить")
    await olena.sees("Світить", "Проблему вирішено?")
    assert account(olena).chat[-1].content.startswith(b"\xff\xd8")
    assert stage.telegram.too_many == 0
