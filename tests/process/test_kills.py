"""Killed with SIGKILL inside its steps, the program loses nothing and does nothing twice."""

import asyncio
import sys
from collections import Counter
from pathlib import Path

import pytest

from .journey import Fate, play
from .oracle import judge
from .points import KINDS

pytestmark = [pytest.mark.process, pytest.mark.timeout(400)]

SEEDS = (1520, 1521)
KILLS = 40


@pytest.mark.fault(1)
async def test_killed_inside_its_steps_nothing_is_lost_or_doubled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [tmp_path / str(seed) for seed in SEEDS]
    for folder in folders:
        folder.mkdir()
    async with asyncio.TaskGroup() as group:
        runs = [
            group.create_task(play(folder, Fate.by(seed)))
            for folder, seed in zip(folders, SEEDS, strict=True)
        ]
    deaths = [death for run in runs for death in run.result().deaths]
    landed = Counter(death.point for death in deaths)
    inside = sum(death.inside for death in deaths)
    lines = [f"{count:5} {point}" for point, count in sorted(landed.items())]
    with capsys.disabled():
        words = f"\n{len(deaths)} kills, {inside} of them inside a step:"
        sys.stdout.write("\n".join([words, *lines, ""]))
    for run in runs:
        judge(run.result())
    assert inside >= KILLS
    assert set(landed) == KINDS
