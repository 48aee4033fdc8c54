"""A death at every commit and every send of every story, one at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import City
from .sim.fate import Fate
from .sim.playing import play
from .sim.stories import STORIES

PARTS = 4
"""Each story's points are swept in so many tests, for as many processors."""


async def points(story: str, folder: Path) -> list[str]:
    """What the program passes when nothing goes wrong."""
    fate = Fate()
    await play(story, fate, folder / "well")
    return fate.points


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("story", STORIES)
@pytest.mark.timeout(600)
@pytest.mark.fault(1)
async def test_killed_at_any_point_nothing_is_lost_or_doubled(
    story: str, part: int, tmp_path: Path
) -> None:
    total = len(await points(story, tmp_path))
    assert total > 80
    for point in range(1 + part, total + 1, PARTS):
        simulation = await play(story, Fate(die_at=point), tmp_path / str(point))
        assert simulation.lives == 2, f"nobody died at point {point}"


@pytest.mark.postgres
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("story", STORIES)
@pytest.mark.timeout(600)
@pytest.mark.fault(1)
async def test_on_postgresql_too(story: str, part: int, tmp_path: Path, copies: City) -> None:
    total = len(await points(story, tmp_path))
    for point in range(1 + part, total + 1, PARTS):
        async with copies() as url:
            simulation = await play(story, Fate(die_at=point), tmp_path / str(point), url)
            assert simulation.lives == 2, f"nobody died at point {point}"


async def test_the_stories_pass_every_kind_of_point(tmp_path: Path) -> None:
    passed = {point for story in STORIES for point in await points(story, tmp_path)}
    for place in ("Acceptor._store", "Engine._round", "Delivery._settle", "fire_timers", "send"):
        assert {f"before {place}", f"after {place}"} <= passed
