"""Every journey is played on every channel."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.stage import CHANNELS, Stage


@pytest.fixture(params=CHANNELS)
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, request.param) as running:
        yield running


@pytest.fixture
def many_above_one(stage: Stage) -> Iterator[None]:
    """More than one receiver is many; the city is shared by all stages and put back."""
    city = stage.app.city
    before = city.second_person_above
    object.__setattr__(city, "second_person_above", 1)
    yield
    object.__setattr__(city, "second_person_above", before)
