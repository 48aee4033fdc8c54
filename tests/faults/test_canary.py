"""With a protection switched off the harness has to go red, and by the right name."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.sending.outcomes import Ledger
from flows.context import Context
from flows.domain import ServiceRequest
from flows.life import requests
from models.queues import inbox

from .sim.fate import Fate
from .sim.oracle import Violation
from .sim.playing import play
from .sim.stories import STORIES

_numbers = itertools.count()


def without_deduplication(patch: pytest.MonkeyPatch) -> None:
    """Every update is taken for a new one."""
    plain = inbox.received

    def received(channel: str, event_id: str, *rest: Any) -> dict[str, Any]:
        return plain(channel, f"{event_id}#{next(_numbers)}", *rest)

    patch.setattr(inbox, "received", received)


def without_repeating(patch: pytest.MonkeyPatch) -> None:
    """An attempt of which nobody knows the end counts as a success."""
    patch.setattr(Ledger, "_ambiguous", lambda self, letter, reason: self._end(letter, "sent", ""))


def without_counting(patch: pytest.MonkeyPatch) -> None:
    """What was sent is not remembered as sent, and leaves again."""
    from datetime import timedelta  # noqa: PLC0415

    plain = Ledger._sent
    sent: set[int] = set()

    def again(self: Ledger, letter: Any, ids: tuple[str, ...], **rest: Any) -> None:
        if letter.id in sent:
            plain(self, letter, ids, **rest)
        else:
            sent.add(letter.id)
            self._again(letter, timedelta(), "")

    patch.setattr(Ledger, "_sent", again)


def without_ownership(patch: pytest.MonkeyPatch) -> None:
    """Whoever names a number may do what its owner may."""

    async def anybodys(ctx: Context, number: int) -> ServiceRequest:
        found = await ctx.desk.request(number)
        assert found is not None
        return found

    patch.setattr(requests, "mine", anybodys)


SWITCHES: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], Fate, str]] = {
    "deduplication": (without_deduplication, Fate(repeats=1.0), "word doubled"),
    "repeating": (without_repeating, Fate(sends=0.5), "message lost"),
    "counting": (without_counting, Fate(), "message doubled"),
    "ownership": (without_ownership, Fate(), "stranger"),
}


@pytest.mark.parametrize("switch", SWITCHES)
@pytest.mark.fault(20)
async def test_a_protection_that_is_off_is_found_by_name(
    switch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_off, fate, predicted = SWITCHES[switch]
    turn_off(monkeypatch)
    found = set()
    for story in STORIES:
        try:
            await play(story, fate, tmp_path / story)
        except Violation as violation:
            found.add(violation.name)
    assert found == {predicted}


async def test_with_all_protections_on_the_same_fates_are_survived(tmp_path: Path) -> None:
    for switch, (_, fate, _) in SWITCHES.items():
        for story in STORIES:
            again = Fate(seed=fate.seed, sends=fate.sends, repeats=fate.repeats)
            await play(story, again, tmp_path / switch / story)
