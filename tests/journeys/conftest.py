"""Every journey is played on every channel."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stage import CHANNELS, Stage


@pytest.fixture(params=CHANNELS)
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, request.param) as running:
        yield running
