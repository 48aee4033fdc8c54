"""What people do, as rules that hypothesis chooses among."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from flows.events import Contact, Edited, Media, MediaKind, MediaRef, Text
from flows.residents.my_data.page import ACTIONS

from . import words
from .answers import Pick
from .blocking import blocked
from .calls import calls
from .crew import works_in_a_group
from .leaving import leaves
from .linking import one_persons_news
from .people import SECRET, Person
from .play import Play
from .together import outage, together
from .tours import LEGS, Leg, tour
from .world import build, copied

RESIDENTS: Final = ("Олена", "Тарас", "Олена вдома")
STAFF: Final = ("Андрій", "Галина", "Оксана", "Богдан")
EVERYBODY: Final = (*RESIDENTS, *STAFF)

residents = st.sampled_from(RESIDENTS)
staff = st.sampled_from(STAFF)
everybody = st.sampled_from(EVERYBODY)
nth = st.integers(0, 60)
"""Which of the things that are there, counted from the newest."""
ways = st.lists(st.integers(0, 30), min_size=12, max_size=12)
"""Which of several ways to go, again and again."""

some_legs = st.lists(st.sampled_from(LEGS), min_size=2, max_size=4, unique=True)


@cache
def template() -> Path:
    """A database with staff in it, made once; it goes when the program ends."""
    folder = Path(_place().name) / "template"
    folder.mkdir()
    asyncio.run(build(folder))
    return folder


@cache
def _place() -> tempfile.TemporaryDirectory[str]:
    made = tempfile.TemporaryDirectory()
    atexit.register(made.cleanup)
    return made


def picking(choices: list[int]) -> Pick:
    """Goes the ways in ``choices``, round and round."""
    left = list(choices)

    def pick(count: int) -> int:
        left.append(left.pop(0))
        return left[-1] % count

    return pick


class Conversing(RuleBasedStateMachine):
    """One world; each rule is one or several acts of somebody."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp(dir=_place().name))
        self.play = Play(copied(template(), self.folder / "world"))
        self.people = self.play.world.people

    def teardown(self) -> None:
        self.run(self.play.world.close())
        self.runner.close()
        shutil.rmtree(self.folder)

    def run(self, act: Coroutine[Any, Any, object]) -> None:
        self.runner.run(act)

    legs: ClassVar[Sequence[Leg]] = ()
    orders_to_ask: ClassVar[Sequence[str]] = ()
    own_data: ClassVar[Sequence[str]] = ()
    links: ClassVar[bool] = False
    announcing: ClassVar[bool] = False
    telephone: ClassVar[bool] = False

    @initialize(choices=ways, who=residents, busy=st.booleans())
    def begins(self, choices: list[int], who: str, busy: bool) -> None:
        """Each kind of world begins with its share of what has to be visited."""
        pick = picking(choices)
        self.run(self.play.files(self.people[who], pick))
        if numbers := self.play.numbers(self.people[who]):
            self.run(self.play.says(self.people["Галина"], f"/note {numbers[0]} {SECRET}"))
            self.run(self.play.taps(self.people[who], f"r:{numbers[0]}:card"))
            self.run(self.play.unheard(self.people[who], numbers[0], wanted=busy))
        if busy:
            self.run(self.play.floods(self.people[who]))
        for action in self.own_data:
            self.run(self._own_data(self.people[who], action, pick))
        if self.announcing:
            self.run(self._announces(pick, deaf=True))
        for command in self.orders_to_ask:
            self.run(self.play.says(self.people["Богдан"], f"/{command}"))
            for _ in range(3):
                self.run(self.play.goes_on(self.people["Богдан"], pick))
        self.sends(who, MediaKind.PHOTO, 1, "", "")
        self.run(self.play.refused_file(self.people[who], "broken"))
        filer, other = (self.people[name] for name in RESIDENTS[:2][:: -1 if busy else 1])
        self.run(together(self.play, filer, other, pick))
        self._only_here(filer, other, pick)
        self.run(outage(self.play, filer, left_alone=busy))
        self.travels(who, list(self.legs), choices, busy)

    def _only_here(self, filer: Person, other: Person, pick: Pick) -> None:
        """What one or a few kinds of worlds begin with."""
        if self.links:
            chats = (self.people["Олена"], self.people["Олена вдома"])
            self.run(one_persons_news(self.play, *chats, pick))
        if "remove" in self.orders_to_ask:
            self.run(leaves(self.play))
        if "chat" in self.orders_to_ask:
            self.run(works_in_a_group(self.play, pick))
        if "block" in self.orders_to_ask:
            self.run(blocked(self.play, filer, other, pick))
        if self.telephone:
            self.run(calls(self.play, filer, pick))

    async def _own_data(self, person: Person, action: str, pick: Pick) -> None:
        await self.play.says(person, f"/data {action}")
        for _ in range(2):
            await self.play.goes_on(person, pick)

    async def _announces(self, pick: Pick, *, deaf: bool) -> None:
        """From the form over a second person's word to the report; Олена may not be reachable."""
        boss, second = self.people["Галина"], self.people["Богдан"]
        await self.play.says(boss, "/broadcast")
        for _ in range(2):
            await self.play.goes_on(boss, pick)
        sends = [data for _, _, data in boss.buttons() if ":send:" in data]
        if not sends:
            return
        await self.play.taps(boss, sends[0])
        approves = [data for _, _, data in second.buttons() if data.endswith(":approve")]
        if deaf:
            await self.play.blocks(self.people["Олена"], told=False)
        if approves:
            await self.play.taps(second, approves[0])
        await self.play.passes(timedelta(seconds=30))

    @rule(choices=ways, deaf=st.booleans())
    def announces(self, choices: list[int], deaf: bool) -> None:
        self.run(self._announces(picking(choices), deaf=deaf))

    @rule(who=residents, action=st.sampled_from(["", *ACTIONS]), choices=ways)
    def sees_to_own_data(self, who: str, action: str, choices: list[int]) -> None:
        self.run(self._own_data(self.people[who], action, picking(choices)))

    def _button(self, who: str, which: int) -> tuple[str, str, str]:
        """A button of theirs, old or new: message, label, data."""
        buttons = self.people[who].buttons()
        if not buttons:
            return "", "Нова заявка", "m:new"
        told, label, data = buttons[which % len(buttons)]
        return told.id, label, data

    # -- people say and press anything ---------------------------------------------------
    @rule(who=everybody, text=st.sampled_from(words.NONSENSE), marked=st.booleans())
    def says(self, who: str, text: str, marked: bool) -> None:
        person = self.people[who]
        self.run(self.play.says(person, f"{text} {person.mark}" if marked else text))

    @rule(who=everybody, command=st.sampled_from(words.COMMANDS))
    def commands(self, who: str, command: str) -> None:
        self.run(self.play.says(self.people[who], command))

    @rule(who=everybody, which=nth)
    def presses(self, who: str, which: int) -> None:
        told, _, data = self._button(who, which)
        self.run(self.play.taps(self.people[who], data, told))

    @rule(who=everybody, which=nth, odd=st.sampled_from([str.upper, str.lower, "  {}. ".format]))
    def types_a_label(self, who: str, which: int, odd: Any) -> None:
        self.run(self.play.says(self.people[who], odd(self._button(who, which)[1])))

    @rule(who=everybody, which=nth, way=nth)
    def forges(self, who: str, which: int, way: int) -> None:
        data = words.mutated(self._button(who, which)[2], way)
        self.run(self.play.taps(self.people[who], data))

    @rule(who=everybody, body=st.sampled_from(words.BODIES))
    def shares(self, who: str, body: Any) -> None:
        person = self.people[who]
        if isinstance(body, Contact) and body.phone == words.OWN:
            # What is proved to be one's own can be nobody else's.
            body = replace(body, phone=person.phone)
        self.run(self.play.act(person, body))

    @rule(
        who=everybody,
        kind=st.sampled_from(MediaKind),
        count=st.integers(1, 12),
        caption=st.sampled_from(["", "", "підпис", "/done 1001 готово", "/new"]),
        album=st.sampled_from(["", "a", "b"]),
    )
    def sends(self, who: str, kind: MediaKind, count: int, caption: str, album: str) -> None:
        person = self.people[who]
        items = tuple(MediaRef(kind, f"file{n}", "фото.jpg", 1000) for n in range(count))
        said = f"{caption} {person.mark}" if caption else ""
        self.run(self.play.act(person, Media(items, said, album)))

    @rule(who=everybody, which=nth, photo=st.booleans())
    def replies(self, who: str, which: int, photo: bool) -> None:
        person = self.people[who]
        told = person.told[-1 - which % len(person.told)]
        items = (MediaRef(MediaKind.PHOTO, "reply"),)
        body = Media(items) if photo else Text(f"{person.mark} відповідає")
        self.run(self.play.act(person, body, reply_to=told.id))

    @rule(who=everybody, which=nth, text=st.sampled_from(["{} виправляє", "", "🙂", "/new"]))
    def edits(self, who: str, which: int, text: str) -> None:
        person = self.people[who]
        message = person.sent[-1 - which % len(person.sent)] if person.sent else "unknown"
        self.run(self.play.act(person, Edited(message, text.format(person.mark))))

    # -- people get on ------------------------------------------------------------------
    @rule(who=everybody, times=st.integers(1, 6), choices=ways)
    def goes_on(self, who: str, times: int, choices: list[int]) -> None:
        pick = picking(choices)
        for _ in range(times):
            self.run(self.play.goes_on(self.people[who], pick))

    @rule(who=residents, choices=ways)
    def files(self, who: str, choices: list[int]) -> None:
        if len(self.play.numbers(self.people[who])) < 4:
            self.run(self.play.files(self.people[who], picking(choices)))

    @rule(who=residents, which=nth, word=st.sampled_from(["keep", "spot:name", "spot:drop"]))
    def says_of_a_place(self, who: str, which: int, word: str) -> None:
        """A place of a request, or one that was kept, is kept, renamed or let go."""
        numbers = self.play.numbers(self.people[who])
        ids = numbers[which % len(numbers) :] if word == "keep" and numbers else [1 + which % 6]
        self.run(self.play.taps(self.people[who], f"m:{word}:{ids[0]}"))

    @rule(
        who=residents,
        which=nth,
        word=st.sampled_from(
            ["card", "comment", "cancel", "cancel-yes", "cancel-no", "appeal", "yes", "no"]
        ),
    )
    def says_of_a_request(self, who: str, which: int, word: str) -> None:
        if numbers := self.play.numbers(self.people[who]):
            number = numbers[which % len(numbers)]
            self.run(self.play.taps(self.people[who], f"r:{number}:{word}"))

    @rule(who=residents, choices=ways)
    def reports_what_is_known(self, who: str, choices: list[int]) -> None:
        filer = next(name for name in RESIDENTS if name != who)
        if len(self.play.numbers(self.people[filer])) < 4:
            self.run(together(self.play, self.people[filer], self.people[who], picking(choices)))

    @rule(who=residents, legs=some_legs, choices=ways, busy=st.booleans())
    def travels(self, who: str, legs: list[Leg], choices: list[int], busy: bool) -> None:
        """A request of theirs is brought through these rows of the table.

        Who is ``busy`` writes a new one meanwhile, and forgets it for days.
        """
        pick = picking(choices)
        for leg in legs:
            if busy:
                self.run(self.play.says(self.people[who], "/new"))
                self.run(self.play.goes_on(self.people[who], pick))
            self.run(tour(self.play, self.people[who], leg, pick))
            if busy and pick(2):
                self.run(self.play.passes(timedelta(days=3)))
