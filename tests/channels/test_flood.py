"""Who sends too much at once, on the messengers: told once, heard again, nobody else delayed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.steps import flood
from tests.journeys.scenes import files
from tests.stage import Stage


@pytest.fixture(params=["telegram", "viber"])
async def stage(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Stage]:
    monkeypatch.setattr(flood, "CAP", 25)
    async with Stage(tmp_path, request.param) as running:
        yield running


def left_out(stage: Stage) -> float | None:
    labels = {"channel": stage.channel}
    return stage.app.metrics.registry.get_sample_value("contact_centre_left_out_total", labels)


async def test_a_flood_is_told_once_and_ends_by_itself(stage: Stage) -> None:
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    await olena.starts()
    stage.now = stage.now.replace(second=0) + flood.WINDOW
    await olena.says(*(f"алло {n}" for n in range(40)))
    await olena.sees("надто багато повідомлень одразу", "112", "1520")
    assert await olena.heard("надто багато") == 1
    assert left_out(stage) == 15
    assert all(attempt.status == 200 for attempt in stage.viber.callbacks.attempts)
    await files(taras)
    await stage.passes(minutes=2)
    await olena.says("/cancel")
    await files(olena)
    assert left_out(stage) == 15
