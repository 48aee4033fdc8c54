"""Every command with arguments that nobody sane would type: answered, never set aside.

The engine, the conversation and the database are real; what is typed comes cleaned, as every
channel brings it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import access, commands
from flows.events import Tap, Text
from handlers.text import clean
from tests.exploring.people import Person
from tests.exploring.world import World, build, copied

from .spoiling import ODD_WORDS, fuzz

EVERY = sorted({*access.COMMANDS, *commands.EVERYBODY, "join", "start", "unknown"})
STAFF = ("Андрій", "Галина", "Оксана", "Богдан")
PIECES = [
    "1001", "№ 1001", "1001,", "0", "-1", "99999999999999999999", "1e3", "1001.0", "#1001", "1001-1002", "1001 1001",
    "2", "Андрій", "Міськсвітло", "ДТЕК", "Саксаганський", "яма", "roads.pothole", "*", "%", "_", "all", "усі",
    "2026-02-30", "31.02", "99.99.9999", "0001-01-01", "9999-12-31", "завтра 25:61", "через 999999999999 днів",
    "2026-13", "-1 день", "3 дні", "вчора", "1 тиждень 99 год", "до 12:00", "до 24:00", "=1+1", "+380671234567", "067",
    "executor", "admin", "executor Міськсвітло", "так", "ні", "off", "add", "del 1", "more", "end", "x" * 64, "…", "/queue",
    "/done 1001 /done", "m:new", "r:1001:take", "q:1:1:yes", "47.9,33.4", "48.999999999999999999999 33", "91 181",
    "https://maps.google.com/?q=nan,inf", "на карті", "ꙮ", "Ⅷ",
]  # fmt: skip
WORDS = st.sampled_from(PIECES) | st.sampled_from(ODD_WORDS) | st.text(max_size=30)
LINES = st.builds(
    lambda command, words: clean(" ".join(["/" + command, *words])),
    st.sampled_from(EVERY),
    st.lists(WORDS, max_size=4),
)
TAPS = st.builds(
    lambda parts: clean(":".join(parts), 64),
    st.lists(
        st.sampled_from(["m", "r", "q", "f", "1001", "1", "0", "-1", "take", "done", "my", "queue", "all",
                         "undo", "yes", "no", "cancel-yes", "9" * 19, "9" * 30, "٣", ""])
        | st.sampled_from(ODD_WORDS) | st.text(max_size=6),
        max_size=6,
    ),
)  # fmt: skip
BODIES = st.one_of(LINES, LINES, LINES, WORDS.map(clean)).map(Text) | TAPS.map(Tap)


class Office:
    """A world in which Olena has filed a request, on a loop of its own."""

    def __init__(self, folder: Path) -> None:
        self._runner = asyncio.Runner()
        self._runner.run(build(folder / "template"))
        self.world: World = copied(folder / "template", folder / "office")
        self._runner.run(self._opened())

    async def _opened(self) -> None:
        olena = self.world.people["Олена"]
        for line in (
            "/new", "Не горять ліхтарі вже третій день", "Так", "вул. Дзвінкова, 7", "Саксаганський",
            "067 123 00 01", "Надіслати",
        ):  # fmt: skip
            await self.world.says(olena, line)
        assert self.world.rows("SELECT number FROM requests") == [(1001,)]

    def does(self, who: str, body: Text | Tap) -> None:
        """Somebody acts; there is an answer, and nothing is set aside."""
        person: Person = self.world.people[who]
        before = len(person.told)
        self._runner.run(self.world.act(person, body))
        aside = self.world.rows("SELECT id, parked_reason FROM inbox WHERE state <> 'done'")
        assert aside == [], f"{who}: {body}"
        assert len(person.told) > before, f"{who} heard nothing: {body}"

    def close(self) -> None:
        self._runner.run(self.world.close())
        self._runner.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    (folder / "template").mkdir()
    made = Office(folder)
    yield made
    made.close()


@pytest.mark.parametrize("who", [*STAFF, "Олена", "Тарас"])
@pytest.mark.fault(24)
@given(acts=st.lists(BODIES, min_size=1, max_size=4))
@fuzz(30)
def test_whatever_is_typed_is_answered_and_nothing_is_set_aside(
    office: Office, who: str, acts: list[Text | Tap]
) -> None:
    for body in acts:
        office.does(who, body)


def test_every_command_bears_odd_words(office: Office) -> None:
    for number, command in enumerate(EVERY):
        for place in (number, number + 1):
            who = STAFF[place % len(STAFF)]
            word = PIECES[number % len(PIECES)] if place % 2 else "ж" * 5000
            office.does(who, Text(clean(f"/{command} 1001 {word}")))
            office.does(who, Text("Скасувати"))
