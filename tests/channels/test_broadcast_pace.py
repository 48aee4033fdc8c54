"""An announcement uses what the channel allows itself, and is never refused for haste."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from handlers.telegram.channel import ABILITIES
from tests.stage import Stage

PEOPLE = 120


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, "telegram") as running:
        yield running


async def test_the_limit_of_the_channel_is_used_to_95_percent_without_a_429(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss = await stage.staff("Галина", "coordinator")
    for n in range(PEOPLE):
        await stage.telegram.person(f"Мешканець {n}").starts("")
    await stage.settle()
    await boss.says("/broadcast усім")
    await boss.says("Свято міста у суботу")
    await boss.sees(f"Отримувачів: {PEOPLE}")
    await stage.passes(seconds=3)
    limiter = stage.telegram.service.limiter
    refused, times = limiter.refused, _watched(stage, monkeypatch)
    await boss.taps("Надіслати всім їм")
    await stage.passes(seconds=10)
    await boss.sees("Оголошення надіслано", f"Доставлено: {PEOPLE}")
    assert limiter.refused == refused
    sending = times[: PEOPLE + 1]
    before_the_last = [time for time in sending if time < sending[-1]]
    seconds = (sending[-1] - sending[0]).total_seconds()
    assert len(before_the_last) / seconds >= 0.95 * ABILITIES.per_second


def _watched(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """When each message was let through by the service."""
    limiter, times = stage.telegram.service.limiter, []
    take = limiter.take

    def watched(chat: int, count: int = 1, *, group: bool) -> None:
        take(chat, count, group=group)
        times.append(stage.now)

    monkeypatch.setattr(limiter, "take", watched)
    return times
