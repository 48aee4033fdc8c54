"""Killed with SIGKILL inside its steps, the program loses nothing and does nothing twice."""

import asyncio
import os
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.fakes.telegram import TelegramFake

from .dying import DyingHouse
from .journey import Fate, play
from .oracle import judge
from .points import KINDS

pytestmark = [pytest.mark.process, pytest.mark.timeout(400)]

SEED = 1520
KILLS = 20
PATIENCE = 380.0


@pytest.mark.fault(1)
async def test_killed_inside_its_steps_nothing_is_lost_or_doubled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with asyncio.timeout(PATIENCE):
        played = await play(tmp_path, Fate.by(SEED))
    deaths = played.deaths
    landed = Counter(death.point for death in deaths)
    inside = sum(death.inside for death in deaths)
    lines = [f"{count:5} {point}" for point, count in sorted(landed.items())]
    with capsys.disabled():
        words = f"\n{len(deaths)} kills, {inside} of them inside a step:"
        sys.stdout.write("\n".join([words, *lines, ""]))
    judge(played)
    assert inside >= KILLS
    assert set(landed) == KINDS


async def test_an_order_that_comes_with_a_death_is_for_this_life_or_the_next(
    tmp_path: Path,
) -> None:
    async with TelegramFake() as telegram:
        house = DyingHouse(tmp_path, telegram)
        try:
            await house.invite("admin")
            await house.opens()
            for _ in range(10):
                await dies(house)
            assert house.codes == [-signal.SIGKILL] * 10
        finally:
            await house.clears()


async def dies(house: DyingHouse) -> None:
    """Killed by somebody else, right as an order is written; returns when it lives again."""
    dead = house._pid
    os.kill(dead, signal.SIGKILL)
    house._order("kill", 0, "nothing")
    await house._until(lambda: house._pid not in {0, dead})
