"""Whatever goes wrong, the log tells nothing that is anybody's."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from .sim.fate import Fate
from .sim.playing import play
from .sim.stories import STORIES
from .test_seeds import story_of

SEEDS = range(40, 52)


@pytest.mark.fault(25)
async def test_no_word_and_no_telephone_is_in_any_record_even_at_debug(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("aiosqlite").setLevel(
        logging.WARNING
    )  # as the program sets it, see bot.observing.log
    said: set[str] = set()
    for seed in SEEDS:
        simulation = await play(story_of(seed), Fate.by(seed), tmp_path / str(seed))
        said |= {words for one in simulation.people for words in one.edge.words}  # type: ignore[attr-defined]
        said |= {one.phone for one in simulation.people}
    assert {story_of(seed) for seed in SEEDS} == set(STORIES)
    assert len(said) > 15
    assert [words for words in said if len(words) > 8 and words in caplog.text] == []
    assert "ліхтар" not in caplog.text
