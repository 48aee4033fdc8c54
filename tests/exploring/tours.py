"""The way to any row of the table of the life of a request, and through it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from flows.domain import Status
from flows.life.lifecycle import TABLE, By, Transition, Verb
from flows.staff.slots import NEEDS, VERBS

from .answers import Pick
from .calls import SAID
from .people import SECRET, Person
from .play import Play


@dataclass(frozen=True)
class Leg:
    """One row of the table, from one of the statuses that it begins at."""

    row: Transition
    before: Status

    def __repr__(self) -> str:
        return f"Leg({self.row.verb} of {self.before} by {self.row.by})"


LEGS: Final = tuple(Leg(row, before) for row in TABLE for before in sorted(row.before))


def route(start: Status, end: Status) -> list[Leg]:
    """The fewest legs from one status to another; empty where there is no way, or none needed."""
    ways: dict[Status, list[Leg]] = {start: []}
    open_ends = deque([start])
    while open_ends:
        here = open_ends.popleft()
        for leg in LEGS:
            if leg.before is here and leg.row.after not in ways:
                ways[leg.row.after] = [*ways[here], leg]
                open_ends.append(leg.row.after)
    return ways.get(end, [])


async def tour(play: Play, person: Person, goal: Leg, pick: Pick) -> None:
    """Bring a request of ``person`` to where ``goal`` begins, and do that too."""
    numbers = play.numbers(person)
    fit = [
        n for n in numbers if status(play, n) == goal.before or route(status(play, n), goal.before)
    ]
    if not fit:
        await play.files(person, pick)
        fit = play.numbers(person)[:1]
        if not fit:
            return
    number = fit[pick(len(fit))]
    for leg in [*route(status(play, number), goal.before), goal]:
        if status(play, number) != leg.before:
            return
        await _walk(play, person, number, leg, pick)


def status(play: Play, number: int) -> Status:
    [(value,)] = play.world.rows("SELECT status FROM requests WHERE number = ?", number)
    return Status(value)


async def _walk(play: Play, person: Person, number: int, leg: Leg, pick: Pick) -> None:
    if leg.row.by is By.STAFF:
        if leg.row.verb is Verb.MERGE:
            await _merges(play, person, number, pick)
        else:
            await _by_staff(play, number, leg.row, pick)
    elif leg.row.by is By.RESIDENT:
        await _by_resident(play, person, number, leg.row.verb, pick)
    else:
        await play.passes(_patience(play, number, leg.before))


def _patience(play: Play, number: int, before: Status) -> timedelta:
    """How long it takes until the clock does something about a request that stands so."""
    [(until,)] = play.world.rows("SELECT planned_until FROM requests WHERE number = ?", number)
    if until is not None:
        day = datetime.fromisoformat(until).replace(tzinfo=UTC)
        return max(day - play.world.now, timedelta()) + timedelta(hours=1)
    return timedelta(days=5 if before is Status.DONE else 7, hours=1)


_TAPS: Final = {
    Verb.CONFIRM: "yes",
    Verb.OBJECT: "no",
    Verb.CANCEL: "cancel-yes",
    Verb.ANSWER: "comment",
    Verb.APPEAL: "appeal",
}


async def _by_resident(play: Play, person: Person, number: int, verb: Verb, pick: Pick) -> None:
    await play.taps(person, f"r:{number}:{_TAPS[verb]}")
    told = pick(4) if verb in {Verb.CONFIRM, Verb.OBJECT} else 1
    for _ in range(told if verb is not Verb.CANCEL else 0):
        await play.goes_on(person, pick)


async def _by_staff(play: Play, number: int, row: Transition, pick: Pick) -> None:
    command = next((name for name, verbs in VERBS.items() if row.verb in verbs), "call")
    able = [p for p in play.people if p.role in row.roles and p.role is not None]
    able = [p for p in able if play.may_see(p, number)] or able
    worker = able[pick(len(able))]
    if command == "call":
        await play.says(worker, f"/call {number} {SAID[row.verb]}")
        return
    line = f"/{command} {number}{arguments(play, worker, command)}"
    if pick(2):
        await play.says(worker, line)
        return
    await play.says(worker, f"/{command} {number}")
    for _ in NEEDS[command][1:]:
        await play.goes_on(worker, pick)


async def _merges(play: Play, person: Person, number: int, pick: Pick) -> None:
    """Into any other request: one of one's own, if no other's stands and is about what it may."""
    worker = play.world.people[("Галина", "Оксана")[pick(2)]]
    await play.files(person, pick)
    for kept in play.numbers():
        if status(play, number) is Status.MERGED:
            return
        await play.says(worker, f"/merge {kept} {number}")


def arguments(play: Play, person: Person, command: str) -> str:
    """All that the command needs, typed after the number."""
    given = {
        "executor": " Міськсвітло",
        "authority": " ДТЕК",
        "until": " через 2 тижні,",
        "day": f" {play.world.now + timedelta(days=9):%Y-%m-%d}",
        "term": " 3 дні",
        "text": f" {SECRET if command == 'note' else f'слова {person.mark}'}",
        "request": "",
        "whom": "",
        "status": " у роботі",
        "service": " яма на дорозі",
        "address": " Карачуни, біля магазину",
        "district": "",
        "urgency": " термінова",
        "duplicate": f" {play.numbers()[0]}",
    }
    return "".join(given[name] for name in NEEDS[command])
