"""Everything goes wrong together, as a seed decides: deaths, sends, repeats, the disk, the clock.

One seed again: ``make test ARGS="-k test_seeds --seed 17"``; what it prints names the seed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .sim.fate import Fate
from .sim.playing import play
from .sim.stories import STORIES

SEEDS = 2_000
PARTS = 40


def story_of(seed: int) -> str:
    return list(STORIES)[seed % len(STORIES)]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.timeout(600)
@pytest.mark.fault(13, 14)
async def test_whatever_goes_wrong_nothing_is_lost_or_doubled(
    part: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    chosen = request.config.getoption("--seed")
    seeds = range(part, SEEDS, PARTS) if chosen is None else [chosen][: part == 0]
    for seed in seeds:
        try:
            await play(story_of(seed), Fate.by(seed), tmp_path / str(seed))
        except BaseException:
            print(f"seed {seed}, story {story_of(seed)}")  # noqa: T201 - how to see it again
            raise
