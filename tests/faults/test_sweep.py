"""A death at every commit and every send of every story: one in each act, each at every place.

An act is what one person does, and all that follows until nothing is left to do. What is lost by
a death is lost in its own act, so the acts of one play can die each for itself.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import City
from .sim.fate import Fate
from .sim.playing import play
from .sim.stories import STORIES

PARTS = 2
"""Each story's points are swept in so many tests, for as many processors."""


async def acts(story: str, folder: Path) -> list[list[str]]:
    """What the program passes when nothing goes wrong, act by act."""
    fate = Fate()
    await play(story, fate, folder / "well")
    return fate.acts


async def dies(story: str, point: int, well: list[list[str]], folder: Path, url: str = "") -> None:
    """Play the story with a death at that point of each act that has so many."""
    fate = Fate(die_at=point)
    await play(story, fate, folder / str(point), url)
    # What a death has put off, as a job, may add a death to a later act.
    due = {(n, act[point - 1]) for n, act in enumerate(well) if len(act) >= point}
    assert due <= set(fate.died), f"nobody died at {due.difference(fate.died)}"


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("story", STORIES)
@pytest.mark.timeout(600)
@pytest.mark.fault(1)
async def test_killed_at_any_point_nothing_is_lost_or_doubled(
    story: str, part: int, tmp_path: Path
) -> None:
    well = await acts(story, tmp_path)
    assert sum(map(len, well)) > 80
    for point in range(1 + part, max(map(len, well)) + 1, PARTS):
        await dies(story, point, well, tmp_path)


@pytest.mark.postgres
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("story", STORIES)
@pytest.mark.timeout(600)
@pytest.mark.fault(1)
async def test_on_postgresql_too(story: str, part: int, tmp_path: Path, copies: City) -> None:
    well = await acts(story, tmp_path)
    for point in range(1 + part, max(map(len, well)) + 1, PARTS):
        async with copies() as url:
            await dies(story, point, well, tmp_path, url)


async def test_the_stories_pass_every_kind_of_point(tmp_path: Path) -> None:
    passed = {point for story in STORIES for act in await acts(story, tmp_path) for point in act}
    for place in ("Acceptor._store", "Engine._round", "Delivery._settle", "fire_timers", "send"):
        assert {f"before {place}", f"after {place}"} <= passed
