"""Trying every way out of a state without taking it: in a transaction that is undone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from flows import forms, router
from flows.conversation import Form
from flows.events import Body, Event, Sender, Tap, Text
from flows.form import BACK, CANCEL, UNDO
from flows.messages import Message
from flows.residents import adding, closing
from locales import texts
from models.desk import SqlDesk
from models.records import conversations

from . import answers, sight
from .people import WEB, Person
from .visited import VISITED
from .world import World

PATIENCE = 60
"""Answers within which everybody gets to the end of anything."""


class _UndoneError(Exception):
    """Takes back what a probe did."""


class Probe:
    """One chat as it is now; what is done to it here never happened."""

    def __init__(self, world: World, person: Person, desk: SqlDesk) -> None:
        self.world = world
        self.person = person
        self.desk = desk
        self.told: list[Message] = [told.message for told in person.told]
        self.registered = 0

    async def meet(self) -> None:
        found = await conversations.find(
            self.desk._connection, self.person.channel, self.person.address
        )
        assert found is not None
        self.talk = found
        self.desk.know(found)

    @property
    def top(self) -> Form | None:
        return self.talk.forms[-1] if self.talk.forms else None

    async def does(self, body: Body) -> list[Message]:
        """Act, and hear the answer. Whatever a person does is answered."""
        VISITED.probes += 1
        person, world = self.person, self.world
        event = Event(
            "probe", person.channel, person.address, world.now, body,
            Sender(person.address, person.name), "probe",
        )  # fmt: skip
        self.desk._outbox.clear()
        self.desk._transcript.clear()
        self.desk.begin(self.talk, None)
        await router.step(event, self.talk, self.desk)
        said = [Message.from_json(row["message"]) for row in self.desk._outbox]
        if person.channel == WEB:
            said = [
                Message.from_json(row["body"])
                for row in self.desk._transcript
                if row["direction"] == "out"
            ]
        assert said, f"no answer to {type(body).__name__}"
        self.told += said
        return said

    def slot(self, form: Form) -> str:
        found = sight.current(form, self.talk, self.world.now, self.world.city)
        assert found is not None, f"{form.kind} is open and asks nothing"
        return found.name

    def offered(self, form: Form) -> list[str]:
        asked = sight.question(form, self.told)
        assert asked is not None, f"{form.kind} is open and was never asked"
        return sight.values(form, asked)

    async def press(self, form: Form, value: str) -> list[Message]:
        return await self.does(Tap(f"q:{form.id}:{form.revision}:{value}"))

    async def goes_on(self, form: Form) -> None:
        said = answers.answer(
            self.person, form, self.slot(form), self.offered(form), self.world.now
        )
        await self.does(said)


@asynccontextmanager
async def probing(world: World, person: Person) -> AsyncIterator[Probe]:
    """A probe of somebody's chat that is undone at the end."""
    try:
        async with world.database.write() as connection:
            desk = SqlDesk(connection, world.city, world.now, local=frozenset({WEB}))
            probe = Probe(world, person, desk)
            await probe.meet()
            yield probe
            raise _UndoneError
    except _UndoneError:
        return


async def try_buttons(world: World, person: Person) -> None:
    """Every button under the present question."""
    async with probing(world, person) as probe:
        top = probe.top
        values = probe.offered(top) if top is not None else []
    for value in values:
        async with probing(world, person) as probe:
            await _press(probe, value)


async def try_ways(world: World, person: Person) -> None:
    """Back to the beginning, Cancel to the end, and the way to a number."""
    async with probing(world, person) as probe:
        covered = len(probe.talk.forms) - 1
    for place in range(covered):
        async with probing(world, person) as probe:
            await _uncover(probe, probe.talk.forms[place])
    async with probing(world, person) as probe:
        await _back(probe)
    for typed in (False, True):
        async with probing(world, person) as probe:
            await _cancel(probe, typed=typed)
    async with probing(world, person) as probe:
        await _forward(probe)


async def _press(probe: Probe, value: str) -> None:
    top = probe.top
    assert top is not None
    stale = texts("uk").get("stale-button")
    before = top.revision
    for message in await probe.press(top, value):
        assert stale not in message.text, f"{top.kind}: «{value}» is dead at once"
    moved = top not in probe.talk.forms or top.revision > before
    assert moved or value in {"other", "privacy"}, f"{top.kind}: «{value}» is no answer"


async def _back(probe: Probe) -> None:
    """Each Назад leads to an earlier question of the same form, or back from a *Змінити*."""
    top = probe.top
    if top is None:
        return
    order = [slot.name for slot in forms.KINDS[top.kind].spec.slots]
    while BACK in probe.offered(top):
        here = order.index(probe.slot(top))
        changing = UNDO in top.draft
        await probe.press(top, BACK)
        assert probe.top is top
        if changing:
            assert probe.slot(top) == order[-1], "a change that was not answered is taken back"
            continue
        assert order.index(probe.slot(top)) < here, f"Назад from {order[here]} leads nowhere"


async def _uncover(probe: Probe, form: Form) -> None:
    """A button of a question that was covered by another is answered like any other."""
    asked = sight.question(form, probe.told)
    values = sight.values(form, asked) if asked is not None else []
    if values:
        await probe.press(form, values[0])
        assert form not in probe.talk.forms or probe.top is form


async def _cancel(probe: Probe, *, typed: bool) -> None:
    """Each Скасувати (or «Пізніше») closes the form that asks, down to none."""
    while (top := probe.top) is not None:
        count = len(probe.talk.forms)
        shown = CANCEL in probe.offered(top)
        # News asks with nothing but the answers under it; «Пізніше» comes with the next asking.
        assert shown or top.kind in {adding.ANSWER, closing.KIND}, f"no way out of {top.kind}"
        if typed or not shown:
            await probe.does(Text("/cancel"))
        else:
            await probe.press(top, CANCEL)
        assert top not in probe.talk.forms
        assert len(probe.talk.forms) == count - 1


async def _forward(probe: Probe) -> None:
    """A resident gets to a number, staff to the end of what they began."""
    begun = await _requests(probe)
    for _ in range(PATIENCE):
        top = probe.top
        if probe.person.resident and await _requests(probe) > begun:
            return
        if top is not None and probe.slot(top) in {"request", "duplicate"}:
            await _some_number(probe, top)
        elif top is not None and probe.slot(top) == "code":
            await probe.press(top, CANCEL)  # there may be none that is good
        elif top is not None:
            await probe.goes_on(top)
        elif probe.person.resident and not await _blocked(probe):
            await probe.does(Text("/new"))
        else:
            return
    kinds = [form.kind for form in probe.talk.forms]
    raise AssertionError(f"{probe.person.name} gets nowhere from {kinds}")


async def _some_number(probe: Probe, form: Form) -> None:
    """Any request that they may know of; where there is none, only giving up is left."""
    asked = probe.slot(form)
    for (number,) in probe.world.rows("SELECT number FROM requests"):
        await probe.does(Text(str(number)))
        if form not in probe.talk.forms or probe.slot(form) != asked:
            return
    await probe.press(form, CANCEL)


async def _blocked(probe: Probe) -> bool:
    """Whoever may file nothing gets to no number."""
    return await probe.desk.block_of(probe.talk.resident or 0) is not None


async def _requests(probe: Probe) -> int:
    assert probe.talk.resident is not None
    page = await probe.desk.requests_of(probe.talk.resident, limit=1)
    return page.total
