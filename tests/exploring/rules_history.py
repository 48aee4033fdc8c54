"""What must hold of every request and its history, whatever happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from flows.domain import OPEN, Outcome, Remark, Role, Status
from flows.life.lifecycle import TABLE, By, Hears, Transition, Verb
from tests.stage.people import MARKS

from .people import Person
from .visited import VISITED, transition
from .world import World


@dataclass
class Life:
    """What the history of one request has come to."""

    status: str | None = None
    verbs: list[str] = field(default_factory=list)
    last: str = ""
    filer: int | None = None
    """The resident who decides; None after a handing over, until they act."""
    joined: set[int] = field(default_factory=set)


@dataclass
class Held:
    """An action that could be taken back when it was done, and how much everybody had heard."""

    verb: str
    hear: list[int]
    at: datetime
    told: dict[Person, int]
    followed: tuple[int, set[int]] = (0, set())
    """Of a merging: where its residents have a word until it is taken back."""


NEWS: Final = {
    "finish": "виконавець повідомляє",
    "reject": "заявку відхилено",
    "redirect": "це питання",
    "plan": "заплановано",
    "merge": "об’єднано",
}
"""How news of what can be taken back begins."""


class Chronicle:
    """Reads every history once, line by line."""

    def __init__(self) -> None:
        self._read = 0
        self._lives: dict[int, Life] = {}
        self._told: dict[Person, int] = {}
        self._held: dict[int, Held] = {}
        self._linked: set[int] = set()

    def check(self, world: World) -> None:
        """Everything that was written since the last time, and what stands now."""
        self._meet(world)
        fresh = world.rows(
            'SELECT h.id, h.request, h."by", h.actor, h.verb, h.before, h.after, r.resident_id'
            " FROM history h JOIN requests r ON r.number = h.request WHERE h.id > ? ORDER BY h.id",
            self._read,
        )
        erased = world.rows("SELECT request FROM erasures")  # their authors are nobody now
        roles = {key: Role(role) for key, role in world.rows("SELECT id, role FROM staff")}
        for key, number, by, actor, verb, before, after, resident in fresh:
            self._read = key
            life = self._lives.setdefault(number, Life())
            assert before == life.status, f"{number}: {verb} begins at {before}, not {life.status}"
            if verb in set(Verb):
                row = _row(verb, before, by)
                assert after == row.after, f"{verb} of {before} led to {after}"
                assert by != By.STAFF or roles[actor] in row.roles, f"{verb} by {roles[actor]}"
                VISITED.transitions.add(transition(verb, before, by))
                self._hear(world, number, resident, row)
            elif verb == Remark.UNDO:
                self._taken_back(world, number)
            else:
                assert verb in set(Remark)
                assert after == before
                assert verb != Remark.DEADLINE or before in OPEN, f"a new date for {before}"
            if (by == By.RESIDENT or verb == Verb.REGISTER) and (number,) not in erased:
                # Where staff have filed it, it is the request of the one who telephoned.
                who = actor if by == By.RESIDENT else resident
                _by_resident(life, verb, self._one(who))
            life.status, life.last = after, verb
            life.verbs.append(verb)
        self._compare(world)
        self._let_go(world)
        self._told = {person: len(person.told) for person in world.people.values()}

    def _meet(self, world: World) -> None:
        """Records under which the one with two chats has been known: linked, they are one."""
        people = world.people.values()
        both = (p for p in people if any(p is not other and p.is_same(other) for other in people))
        talks = map(world.conversation, both)
        self._linked |= {talk.resident for talk in talks if talk and talk.resident}

    def _one(self, resident: int) -> int:
        """The same for all records of one person."""
        return min(self._linked) if resident in self._linked else resident

    def _hear(self, world: World, number: int, resident: int, row: Transition) -> None:
        """Whom the row names hears, at once or when it cannot be taken back any more."""
        hear = [resident] if Hears.RESIDENT in row.hears else []
        if Hears.FOLLOWERS in row.hears:
            hear += [follower for (follower,) in _following(world, number)]
        if row.undo:
            self._held[number] = Held(row.verb, hear, world.now, dict(self._told))
            if row.verb is Verb.MERGE:
                self._held[number].followed = self._follow_on(world, number)
            return
        for one in hear:
            self._was_told(world, number, one, row.verb, self._told)

    def _follow_on(self, world: World, number: int) -> tuple[int, set[int]]:
        """Whoever wrote about a duplicate has a word in the request that goes on."""
        life = self._lives[number]
        [(kept,)] = world.rows("SELECT merged_into FROM requests WHERE number = ?", number)
        more = {life.filer} if life.filer is not None else set()
        fresh = (life.joined | more) - self._lives[kept].joined
        self._lives[kept].joined |= fresh
        return kept, fresh

    def _taken_back(self, world: World, number: int) -> None:
        """It was not too late, and nobody has heard of it."""
        held = self._held.pop(number)
        kept, came = held.followed
        if kept:
            self._lives[kept].joined -= came
        assert world.now < held.at + world.city.periods.undo_hold
        for person in filter(lambda one: one.resident, world.people.values()):
            for seen in person.told[held.told.get(person, 0) :]:
                said = seen.message.text.translate(MARKS)
                assert not said.startswith(f"№ {number}: {NEWS[held.verb]}"), person.name

    def _let_go(self, world: World) -> None:
        """What could be taken back and was not has been told when its time is over."""
        for number, held in list(self._held.items()):
            if world.now >= held.at + world.city.periods.undo_hold:
                del self._held[number]
                still = {resident for (resident,) in _hearing(world, number)}
                for resident in still.intersection(held.hear):
                    self._was_told(world, number, resident, held.verb, held.told)

    def _was_told(
        self, world: World, number: int, resident: int, verb: str, told: dict[Person, int]
    ) -> None:
        """Somebody with two chats in one of them at least."""
        talks = [(person, world.conversation(person)) for person in world.people.values()]
        theirs = [(p, t) for p, t in talks if t is not None and t.resident == resident]
        named = any(
            seen.message.request == number
            for person, _ in theirs
            for seen in person.told[told.get(person, 0) :]
        )
        gone = any(not talk.reachable or person.blocked for person, talk in theirs)
        assert named or gone or not theirs, f"{theirs[0][0].name}: no word of {verb}"

    def _compare(self, world: World) -> None:
        for number, status, reworks, objections, outcome, affected, into, *rest in world.rows(
            "SELECT number, status, reworks, objections, outcome, affected, merged_into, rating,"
            " waiting_since, planned_until, done_at, closed_at FROM requests"
        ):
            assert affected == 1 + len(_following(world, number))
            assert (into is not None) == (status == Status.MERGED)
            life = self._lives[number]
            assert status == life.status, f"{number} is {status}, its history says {life.status}"
            assert reworks == life.verbs.count(Verb.OBJECT)
            assert objections == life.verbs.count(Verb.APPEAL)
            _ended(status, outcome, life)
            _marks(status, *rest)


def _hearing(world: World, number: int) -> list[tuple[Any, ...]]:
    """Who filed it, and who joined."""
    filed = world.rows("SELECT resident_id FROM requests WHERE number = ?", number)
    return [*filed, *_following(world, number)]


def _following(world: World, number: int) -> list[tuple[Any, ...]]:
    return world.rows("SELECT resident_id FROM followers WHERE request = ?", number)


def _by_resident(life: Life, verb: str, actor: int) -> None:
    """Who filed it decides; who joined can add and object; nobody else has a word in it."""
    if verb == Verb.REGISTER:
        life.filer = actor
    elif verb == Remark.JOINED:
        life.joined.add(actor)
    elif verb in {Remark.COMMENT, Remark.DISSENT}:
        assert actor == life.filer or actor in life.joined, f"{verb} by an alien resident"
    else:
        if life.filer is None:
            assert actor in life.joined, f"{verb} by one who never joined"
            life.filer = actor
        assert actor == life.filer, f"{verb} by an alien resident"
    if verb == Remark.HANDED:
        assert life.joined, "handed over to nobody"
        life.filer = None


def _row(verb: str, before: str | None, by: str) -> Transition:
    for row in TABLE:
        if (row.verb, row.by) == (verb, by) and (
            before in row.before or not (row.before or before)
        ):
            return row
    raise AssertionError(f"{verb} of {before} by {by} is not in the table")


def _ended(status: str, outcome: str | None, life: Life) -> None:
    """Confirmed only by the resident's own word, the last of all verbs."""
    ends = [verb for verb in life.verbs if verb in {Verb.CONFIRM, Verb.EXPIRE, Verb.OBJECT}]
    wanted = {Verb.CONFIRM.value: Outcome.CONFIRMED, Verb.EXPIRE.value: Outcome.UNANSWERED}
    closed = status == Status.CLOSED
    assert outcome == (wanted[ends[-1]] if closed else None)


def _marks(
    status: str, rating: Any, waiting: Any, planned: Any, done_at: Any, closed_at: Any
) -> None:
    assert (waiting is not None) == (status == Status.WAITING)
    assert (planned is not None) == (status == Status.PLANNED)
    assert (closed_at is not None) == (status == Status.CLOSED)
    assert done_at is not None or status not in {Status.DONE, Status.CLOSED}
    assert rating is None or status == Status.CLOSED
