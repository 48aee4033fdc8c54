"""Acts upon the world, each followed by every rule."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from flows import access
from flows.conversation import Conversation
from flows.domain import Role
from flows.events import Body, Media, Notice, Reachable, Tap, Text
from flows.residents import closing
from flows.staff.slots import NEEDS
from handlers.channel import Envelope

from . import answers, probes, rules_speech, sight
from .answers import Pick
from .people import POST, Person
from .rules_history import Chronicle
from .visited import VISITED
from .world import World

LONGEST_WAY = 40


class Play:
    """A world that is watched."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.people = list(world.people.values())
        self._chronicle = Chronicle()
        self._heard = dict.fromkeys(self.people, 0)
        self._unasked: set[Person] = set()
        self._garbage = 0

    # -- acting ------------------------------------------------------------------------
    async def act(self, person: Person, body: Body, *, reply_to: str = "") -> None:
        """Somebody does something, and is answered."""
        before = len(person.told)
        silent = isinstance(body, Media) and body.album
        person.blocked = False
        self._note_command(person, body)
        await self.world.act(person, body, reply_to=reply_to)
        answered = silent or len(person.told) > before
        await self.check()
        assert answered, f"{person.name}: no answer to {body}"

    async def says(self, person: Person, text: str) -> None:
        await self.act(person, Text(text))

    async def taps(self, person: Person, data: str, message: str = "") -> None:
        await self.act(person, Tap(data, message))

    async def crowd(self, acts: list[tuple[Person, Body]]) -> None:
        """Several people act before the bot has looked."""
        for person, _ in acts:
            person.blocked = False
        await self.world.take(*(self.world.event(person, body) for person, body in acts))
        await self.check()

    async def in_group(self, author: Person, body: Body, *, reply_to: str = "") -> None:
        group = self.world.people["Група"]
        await self.world.take(self.world.event(group, body, by=author, reply_to=reply_to))
        await self.check()

    async def opens_topics(self, author: Person) -> None:
        """The first district gets a topic, the second none: Telegram refuses it."""
        await self.in_group(author, Tap("m:chat:topics light"))
        for code, opened in zip(self.world.city.places.districts.by_code, ("77", ""), strict=False):
            data = {"place": f"new:{code}", "opened": opened, "error": "refused: no-rights"}
            group = self.world.people["Група"]
            await self.world.notice(
                group, f"topic:{self.world.now}:{code}", Notice("topic", data=data)
            )
            await self.check()

    async def repeats(self, envelope: Envelope) -> None:
        """What arrives a second time changes nothing."""
        before = self.world.fingerprint()
        await self.world.take_envelopes(envelope)
        assert self.world.fingerprint() == before, "a repeated event had an effect"

    async def garbage(self, person: Person) -> None:
        """Input that nobody understands is set aside, with an apology."""
        self._garbage += 1
        envelope = Envelope(person.channel, f"x{self._garbage}", person.address, b"???")
        await self.world.take_envelopes(envelope)
        await self.check()

    async def refused_file(self, person: Person, reason: str) -> None:
        """The newest file of somebody's turns out to be no good."""
        await self._fetched(person, {"state": "refused", "reason": reason})

    async def placed_file(self, person: Person, lat: float, lon: float) -> None:
        """The newest file of somebody's tells where it was taken."""
        await self._fetched(person, {"state": "stored", "lat": str(lat), "lon": str(lon)})

    async def silence(self) -> None:
        """A messenger comes back after more than a day; its administrator is told, once."""
        now = self.world.now
        data = {"since": now - timedelta(hours=30), "lost": now - timedelta(hours=24), "until": now}
        moments = {name: at.isoformat() for name, at in data.items()}
        key = f"silence:{now.isoformat()}"
        await self.world.notice(self.world.people["Богдан"], key, Notice("silence", data=moments))
        await self.check()

    async def _fetched(self, person: Person, outcome: dict[str, str]) -> None:
        found = self.world.rows(
            "SELECT max(a.id) FROM attachments a JOIN conversations c ON c.id = a.conversation_id"
            " WHERE c.address = ?",
            person.address,
        )
        if found[0][0] is not None:
            data = {"attachment": str(found[0][0]), **outcome}
            await self.world.notice(person, f"fetched:{found[0][0]}", Notice("fetched", data=data))
            await self.check()

    async def blocks(self, person: Person, *, told: bool) -> None:
        """Somebody blocks the bot; the messenger says so at once, or only when it is written to."""
        if person.channel != POST:
            return
        person.blocked = True
        if told:
            await self.world.act(person, Reachable(reachable=False))
            await self.check()

    async def unheard(self, person: Person, number: int, *, wanted: bool) -> None:
        """News for somebody who has blocked the bot, which does not know it yet."""
        if wanted:
            await self.blocks(person, told=False)
            await self.says(self.world.people["Галина"], f"/reply {number} є новини")

    async def floods(self, person: Person) -> None:
        """So much came from them at once that the end of it was not taken in."""
        await self.world.notice(person, f"flood:{self.world.now}", Notice("flood"))
        await self.check()

    async def passes(self, time: timedelta) -> None:
        """Time goes by; every term on its way is kept at its own moment."""
        until = self.world.now + time
        while await self.world.next_term(until):
            await self.check()
        await self.check()

    # -- getting on ----------------------------------------------------------------------
    async def goes_on(self, person: Person, pick: Pick) -> bool:
        """A sensible answer to the present question; False where nothing is asked."""
        talk = self.talk(person)
        if not talk.forms:
            return False
        top = talk.forms[-1]
        slot = sight.current(top, talk, self.world.now, self.world.city)
        assert slot is not None
        asked = sight.question(top, [told.message for told in person.told])
        offered = sight.values(top, asked) if asked is not None else []
        await self.act(
            person, answers.answer(person, top, slot.name, offered, self.world.now, pick)
        )
        return True

    async def files(self, person: Person, pick: Pick) -> None:
        """A whole request, through whatever is open."""
        begun = self.numbers(person)
        for _ in range(LONGEST_WAY):
            if self.numbers(person) != begun:
                return
            if not await self.goes_on(person, pick):
                await self.says(person, "/new")

    # -- looking -----------------------------------------------------------------------
    def talk(self, person: Person) -> Conversation:
        found = self.world.conversation(person)
        assert found is not None
        return found

    def numbers(self, person: Person | None = None) -> list[int]:
        """Numbers of somebody's requests, or of all, the newest first."""
        whose = self.talk(person).resident if person else 0
        return [
            number
            for number, resident in self.world.rows(
                "SELECT number, resident_id FROM requests ORDER BY number DESC"
            )
            if person is None or resident == whose
        ]

    def joined(self, person: Person) -> list[int]:
        """Numbers of the requests that somebody has joined."""
        wanted = "SELECT request FROM followers WHERE resident_id = ? ORDER BY request DESC"
        return [number for (number,) in self.world.rows(wanted, self.talk(person).resident)]

    def may_see(self, person: Person, number: int) -> bool:
        """Executors know only of what their department has, or they themselves."""
        [(department, assignee)] = self.world.rows(
            "SELECT department, assignee_id FROM requests WHERE number = ?", number
        )
        if person.role is not Role.EXECUTOR:
            return True
        return bool(department == "light" or assignee == self.talk(person).staff)

    def _note_command(self, person: Person, body: Body) -> None:
        text = body.text if isinstance(body, Text) else ""
        command = text.split()[0] if text.split() else ""
        if command.startswith("/") and person.role in access.COMMANDS.get(command[1:], ()):
            VISITED.commands.add(command[1:])

    # -- the rules -----------------------------------------------------------------------
    async def check(self) -> None:
        VISITED.steps += 1
        try:
            await self._check()
        except BaseException:
            VISITED.failed = True
            raise

    async def _check(self) -> None:
        waiting = self.world.rows("SELECT state, parked_reason FROM inbox WHERE state <> 'done'")
        aside = ("parked", "not-understood")
        assert set(waiting) <= {aside}, "an exception in a step"
        assert len(waiting) <= self._garbage  # fewer when its sender has had everything erased
        self._chronicle.check(self.world)
        for person in self.people:
            for told in person.told[self._heard[person] :]:
                rules_speech.check(person, told.message, self.people)
            self._heard[person] = len(person.told)
            await self._check_forms(person)

    async def _check_forms(self, person: Person) -> None:
        talk = self.world.conversation(person)
        if talk is None:
            return
        open_now = []
        for form in talk.forms:
            slot = sight.current(form, talk, self.world.now, self.world.city)
            assert slot is not None, f"{form.kind} is open and asks nothing"
            open_now.append(f"{form.kind}.{slot.name}")
        same = Counter(_about(form.kind, form.draft) for form in talk.forms)
        most = 1 if person.resident else 3
        assert not same or max(same.values()) <= most, f"more than once: {same}"
        assert not (talk.group and talk.forms)
        if not talk.forms:
            return
        VISITED.slots.add(open_now[-1])
        if self._was_asked(person, talk):
            await self._probe(person, talk, tuple(open_now))

    def _was_asked(self, person: Person, talk: Conversation) -> bool:
        """Whoever could be written to all the time was asked the question that is open."""
        asked = sight.question(talk.forms[-1], [told.message for told in person.told[-400:]])
        if asked is not None:
            self._unasked.discard(person)
        elif person.blocked or not talk.reachable:
            self._unasked.add(person)
        assert asked is not None or person in self._unasked, f"{person.name}: never asked"
        return asked is not None

    async def _probe(self, person: Person, talk: Conversation, open_now: tuple[str, ...]) -> None:
        top = talk.forms[-1].draft
        status = ""
        if talk.forms[-1].kind == closing.KIND or top.get("command") in NEEDS:
            found = self.world.rows(
                "SELECT status FROM requests WHERE number = ?", top.get("request", 0)
            )
            status = found[0][0] if found else ""
        spot = (person.role, open_now[-1], frozenset(top), top.get("command"), status)
        stack = (person.name, open_now)
        new = {spot, stack} - VISITED.spots
        if spot in new:
            await probes.try_buttons(self.world, person)
        if new:
            await probes.try_ways(self.world, person)
        if not VISITED.failed:
            VISITED.spots |= new


def _about(kind: str, draft: dict[str, object]) -> tuple[object, ...]:
    return (kind, draft.get("request"), draft.get("command"))
