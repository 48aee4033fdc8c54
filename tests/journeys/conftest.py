"""Every journey is played on every channel, and on both databases.

On Viber its requests are in PostgreSQL, elsewhere in SQLite; ``--database postgresql`` plays all of
them there.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import pytest

from tests.databases import on_postgres, postgres
from tests.stage import CHANNELS, Stage

__all__ = ["postgres"]

DATABASE: Final = {"viber": "postgresql"}


@pytest.fixture(params=CHANNELS)
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    chosen = request.config.getoption("--database")
    async with AsyncExitStack() as stack:
        url = ""
        if (chosen or DATABASE.get(request.param)) == "postgresql":
            server = request.getfixturevalue("postgres")
            url = await stack.enter_async_context(on_postgres(server))
        yield await stack.enter_async_context(Stage(tmp_path, request.param, url))


@pytest.fixture
def many_above_one(stage: Stage) -> Iterator[None]:
    """More than one receiver is many; the city is shared by all stages and put back."""
    city = stage.app.city
    before = city.second_person_above
    object.__setattr__(city, "second_person_above", 1)
    yield
    object.__setattr__(city, "second_person_above", before)
