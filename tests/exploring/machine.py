"""All that can happen: what people do, what staff do, and what the world does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from flows import access
from flows.domain import Status
from flows.events import Media, MediaKind, MediaRef, Point, Tap, Text
from flows.life.lifecycle import By, verbs
from flows.residents.my_data.page import ACTIONS
from flows.staff.slots import VERBS

from . import words
from .answers import BORDER, INSIDE, OUTSIDE, Pick
from .conversing import STAFF, Conversing, everybody, nth, picking, residents, staff, ways
from .leaving import comes_back
from .linking import link, unlink
from .people import Person
from .tours import LEGS, arguments


class Exploration(Conversing):
    """One world; each rule is one or several acts of somebody."""

    # -- staff work ---------------------------------------------------------------------
    @rule(which=nth, way=nth, who=nth, bare=st.booleans(), choices=ways)
    def works(self, which: int, way: int, who: int, bare: bool, choices: list[int]) -> None:
        """Something that is legal now, in one line or question by question."""
        numbers = self.play.numbers()
        if not numbers:
            return
        number = numbers[which % len(numbers)]
        [(status,)] = self.play.world.rows("SELECT status FROM requests WHERE number = ?", number)
        able = [
            (person, command)
            for person in map(self.people.__getitem__, STAFF)
            for command in _legal(person, Status(status))
        ]
        commands = sorted({name for _, name in able})
        command = commands[way % len(commands)]
        workers = [person for person, name in able if name == command]
        self.run(self._work(workers[who % len(workers)], command, number, bare, picking(choices)))

    async def _work(
        self, person: Person, command: str, number: int, bare: bool, pick: Pick
    ) -> None:
        if not bare:
            await self.play.says(
                person, f"/{command} {number}{arguments(self.play, person, command)}"
            )
            if not pick(3):
                await self.play.says(person, "/undo")
            return
        await self.play.says(person, f"/{command}")
        for _ in range(pick(8)):
            await self.play.goes_on(person, pick)

    @rule(
        who=staff,
        command=st.sampled_from(sorted(access.COMMANDS)),
        args=st.sampled_from(words.STAFF_ARGS),
    )
    def orders(self, who: str, command: str, args: str) -> None:
        self.run(self.play.says(self.people[who], f"/{command} {args}".strip()))

    @rule(
        line=st.sampled_from(
            ["/invite operator", "/invite executor Міськсвітло", "/invite", "/staff", "/remove 3",
             "/remove @Оксана", "/remove 4", "/duty", "/my", "/queue", "/route",
             "/route Саксаганський → Благоустрій", "/route ліхтарі Міськсвітло", "/route прибрати 1",
             "/audit", "/audit Галина", "/audit тиждень", "/audit 1001", "/audit щось дивне",
             "/staff Оксана роль виконавець Міськсвітло", "/staff 3 роль оператор", "/staff Оксана",
             "/away Галина до 30.12 заміна Богдан", "/away Галина ні", "/duty хто",
             "/duty щодня 17:00–09:00 Андрій", "/duty прибрати 1", "/remove @Андрій",
             "/away Андрій до 30.12 заміна Галина"]
        ),
        back=st.booleans(),
    )  # fmt: skip
    def manages(self, line: str, back: bool) -> None:
        """The administrator's own work; who was sent away may come back."""
        self.run(self.play.says(self.people["Богдан"], line))
        if back:
            for name in ("Оксана", "Андрій"):
                self.run(comes_back(self.play, name))

    @rule(
        who=everybody,
        body=st.sampled_from(
            [Text("/my"), Text("/queue"), Text("слово"), Text("/done 1001"), Text("/phone 1001"),
             Text("/show 1001"), Text("/take 1001"), Text("/note 1001 потайне"), Text("/join ABC"),
             Tap("r:1001:take"), Tap("r:1001:done"), Tap("r:1001:show"), Tap("m:my"), Tap("m:my:0"),
             Tap("m:queue::8"), Tap("q:1:1:yes"), Tap("r:1001:card"), Text("/start"), Tap("m:new")]
        ),
        which=nth,
        reply=st.booleans(),
    )  # fmt: skip
    def in_group(self, who: str, body: Any, which: int, reply: bool) -> None:
        told = self.people["Група"].told
        to = told[-1 - which % len(told)].id if reply and told else ""
        self.run(self.play.in_group(self.people[who], body, reply_to=to))

    @rule(
        who=staff,
        line=st.sampled_from(
            ["", "світло", "Саксаганський", "місто ліхтарі до завтра 12:00", "вода до 23:00 ремонт",
             "end 1", "more 1", "more 1 до завтра 20:00", "end 2", "more 99",
             "announce 1", "announce 2", "drop 1", "drop 3"]
        ),
        choices=ways,
    )  # fmt: skip
    def announces_an_outage(self, who: str, line: str, choices: list[int]) -> None:
        self.run(self.play.says(self.people[who], f"/outage {line}".strip()))
        pick = picking(choices)
        for _ in range(pick(4)):
            self.run(self.play.goes_on(self.people[who], pick))

    @rule(
        who=residents,
        which=nth,
        word=st.sampled_from(
            ["card", "comment", "leave", "leave-yes", "leave-no", "dissent", "cancel-yes", "no"]
        ),
    )
    def says_of_a_joined_request(self, who: str, which: int, word: str) -> None:
        if numbers := self.play.joined(self.people[who]):
            number = numbers[which % len(numbers)]
            self.run(self.play.taps(self.people[who], f"r:{number}:{word}"))

    # -- the rest of the world -----------------------------------------------------------
    @rule(
        time=st.sampled_from(
            [timedelta(minutes=5), timedelta(hours=2), timedelta(hours=11), timedelta(days=1),
             timedelta(days=2), timedelta(days=5), timedelta(days=8), timedelta(days=25)]
        )
    )  # fmt: skip
    def time_passes(self, time: timedelta) -> None:
        self.run(self.play.passes(time))

    @rule(which=nth)
    def repeats(self, which: int) -> None:
        if posted := self.play.world.posted:
            self.run(self.play.repeats(posted[-1 - which % len(posted)]))

    @rule(back=st.booleans(), part=st.booleans(), choices=ways)
    def links_chats(self, back: bool, part: bool, choices: list[int]) -> None:
        one, other = self.people["Олена"], self.people["Олена вдома"]
        self.run(link(self.play, *((other, one) if back else (one, other)), picking(choices)))
        if part:
            self.run(unlink(self.play, one))

    @rule(who=residents, told=st.booleans())
    def blocks(self, who: str, told: bool) -> None:
        self.run(self.play.blocks(self.people[who], told=told))

    @rule(who=residents, reason=st.sampled_from(["too-large", "broken", "unheard-of"]))
    def file_refused(self, who: str, reason: str) -> None:
        self.run(self.play.refused_file(self.people[who], reason))

    @rule(who=residents, at=st.sampled_from([INSIDE, BORDER, OUTSIDE]), choices=ways)
    def photo_with_a_place(self, who: str, at: Point, choices: list[int]) -> None:
        """Sent at any moment; sometimes known to be somewhere only when the place is asked for."""
        person, pick = self.people[who], picking(choices)
        items = (MediaRef(MediaKind.DOCUMENT, "shot"),)
        self.run(self.play.act(person, Media(items, f"{person.mark}: ось тут")))
        for _ in range(pick(4)):
            self.run(self.play.goes_on(person, pick))
        self.run(self.play.placed_file(person, at.lat, at.lon))

    @rule(who=residents)
    def garbage(self, who: str) -> None:
        self.run(self.play.garbage(self.people[who]))

    @rule()
    def telegram_was_silent(self) -> None:
        self.run(self.play.silence())

    @rule(who=st.lists(st.tuples(everybody, nth), min_size=2, max_size=6))
    def crowd(self, who: list[tuple[str, int]]) -> None:
        acts = [(self.people[name], Tap(self._button(name, which)[2])) for name, which in who]
        self.run(self.play.crowd([*acts]))


def kinds(count: int) -> list[type[Exploration]]:
    """So many kinds of worlds; together they begin with every leg and every command."""
    commands = [*sorted(access.COMMANDS), *words.MISSPELT]
    return [
        type(
            f"Exploration{n}",
            (Exploration,),
            {
                "legs": LEGS[n::count],
                "orders_to_ask": commands[n::count],
                "own_data": sorted(ACTIONS)[n::count],
                "links": n == count - 1,
                "announcing": n == count - 2,
                "telephone": n % 4 == 0,
            },
        )
        for n in range(count)
    ]


def _legal(person: Person, status: Status) -> list[str]:
    """Commands that this person may give for a request that stands so."""
    now = verbs(status, By.STAFF, person.role)
    changing = [name for name, those in VERBS.items() if any(verb in now for verb in those)]
    correcting = [
        name for name in ("topic", "place", "priority") if person.role in access.COMMANDS[name]
    ]
    return [*changing, *correcting, "deadline", "note", "phone", "reply", "show", "status", "why"]
