"""Two residents with one trouble: the second joins the first, and what may come of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from flows.domain import Status

from . import sight
from .answers import Pick
from .people import Person
from .play import LONGEST_WAY, Play
from .tours import status

TROUBLE: Final = "На Козацькій 15 не горять ліхтарі, {}"


async def joins(play: Play, filer: Person, other: Person, pick: Pick) -> int:
    """``filer`` files and ``other`` joins; the number, or 0 where it came otherwise."""
    await _reports(play, filer)
    begun = play.numbers(filer)
    if await _comes_to(play, filer, "same"):
        await _answers(play, filer, "other")
    for _ in range(LONGEST_WAY):
        if play.numbers(filer) != begun or not await play.goes_on(filer, lambda ways: 0):
            break
    if play.numbers(filer) == begun:
        return 0
    known = set(play.joined(other))
    await _reports(play, other)
    if not await _comes_to(play, other, "same"):
        return 0
    offered = _offered(play, other)
    await _answers(play, other, offered[pick(len(offered))])
    fresh = set(play.joined(other)) - known
    return fresh.pop() if fresh else 0


async def together(play: Play, filer: Person, other: Person, pick: Pick) -> None:
    """After joining: work is done, who joined objects or leaves, who filed withdraws."""
    number = await joins(play, filer, other, pick)
    if not number:
        return
    await play.taps(other, f"r:{number}:card")
    # Several people wrote about it: whom it is about is asked, and nobody is blocked after all.
    await play.says(play.world.people["Галина"], f"/block {number} 3 дні слова")
    await play.says(play.world.people["Галина"], "/cancel")
    if pick(3):
        await play.says(play.world.people["Галина"], f"/done {number} слова галинине")
    if pick(2):
        await play.taps(other, f"r:{number}:dissent")
        await play.goes_on(other, pick)
    if pick(4) == 0:
        await play.taps(other, f"r:{number}:leave-yes")
    if pick(2) and status(play, number) is not Status.CLOSED:
        await play.taps(filer, f"r:{number}:cancel-yes")
        await play.taps(other, f"r:{number}:card")


OUTAGE: Final = "/outage місто ліхтарі до завтра 12:00 слова галинине"


async def outage(play: Play, resident: Person, *, left_alone: bool) -> None:
    """An outage is announced and waited for; staff end it, or it ends by itself."""
    head = play.world.people["Галина"]
    await _announced(play, "drop")
    number = await _announced(play, "announce")
    await _reports(play, resident)
    if await _comes_to(play, resident, "outage"):
        await _answers(play, resident, "tell")
    if left_alone:
        await play.passes(timedelta(days=1, hours=4))
        return
    await play.says(head, f"/outage more {number}")
    await play.goes_on(head, lambda ways: 0)
    await play.says(head, f"/outage end {number}")
    await play.says(head, "/outage щось")
    for _ in range(3):
        await play.goes_on(head, lambda ways: 0)


async def _announced(play: Play, word: str) -> int:
    """Looked at, and where many would hear, the ``word`` of a second person; its id."""
    await play.says(play.world.people["Галина"], OUTAGE)
    [(number,)] = play.world.rows("SELECT max(id) FROM outages")
    await play.says(play.world.people["Оксана"], f"/outage announce {number}")
    await play.taps(play.world.people["Галина"], f"m:outage:announce {number}")
    await play.taps(play.world.people["Богдан"], f"m:outage:{word} {number}")
    return int(number)


async def _reports(play: Play, person: Person) -> None:
    """A new intake with topic and place in one sentence, whatever was open."""
    for _ in range(LONGEST_WAY):
        if not play.talk(person).forms:
            break
        await play.says(person, "/cancel")
    await play.says(person, "/new")
    await play.says(person, TROUBLE.format(person.mark))


async def _comes_to(play: Play, person: Person, wanted: str) -> bool:
    """Answer until the slot is asked; False where the way leads past it."""
    for _ in range(LONGEST_WAY):
        forms = play.talk(person).forms
        if not forms:
            return False
        slot = sight.current(forms[-1], play.talk(person), play.world.now, play.world.city)
        if slot is None or slot.name in {wanted, "phone"}:
            return slot is not None and slot.name == wanted
        await play.goes_on(person, lambda ways: 0)
    return False


def _offered(play: Play, person: Person) -> list[str]:
    form = play.talk(person).forms[-1]
    asked = sight.question(form, [told.message for told in person.told])
    assert asked is not None
    return [value for value in sight.values(form, asked) if value.isdigit()]


async def _answers(play: Play, person: Person, value: str) -> None:
    form = play.talk(person).forms[-1]
    await play.taps(person, f"q:{form.id}:{form.revision}:{value}")
