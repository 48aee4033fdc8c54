"""What people said and were told, held against the database. Each broken promise has a name."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, Final

from sqlalchemy import text

from flows.domain import Status
from flows.life.lifecycle import TABLE, Verb
from models.database import Database
from models.queues.letters import BROADCAST
from tests.stage.people import MARKS, Person

from .edge import SimEdge
from .simulation import Simulation

DRAFTS: Final = "SELECT state FROM conversations"

FIRST: Final = 1001
"""Was filed before the stories begin."""

NUMBER: Final = re.compile(r"Заявку № ([0-9]+) зареєстровано")


class Violation(AssertionError):  # noqa: N818 - what it is called everywhere
    """A promise was broken. ``name`` says which."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name}: {what}")
        self.name = name


async def judge(simulation: Simulation, said: dict[str, int], strangers: list[Person]) -> None:
    """Raises :class:`Violation`. ``said`` are words and how often they were really said."""
    database = simulation.program.database
    await _strangers(database, simulation, strangers)
    await _everything_worked(database)
    await _histories(database)
    await _letters(database, simulation)
    await _words(database, said)
    await _numbers(database, simulation.people)


async def gave_up(simulation: Simulation) -> bool:
    """Whether some message was in doubt three times: then staff are shown it, as promised."""
    query = "SELECT 1 FROM outbox WHERE state = 'unconfirmed' AND ambiguous >= 3"
    return bool(await _rows(simulation.program.database, query))


async def _rows(database: Database, query: str) -> list[Any]:
    async with database.read() as connection:
        return list((await connection.execute(text(query))).all())


async def _everything_worked(database: Database) -> None:
    rows = await _rows(
        database, "SELECT state, count(*) FROM inbox WHERE state <> 'done' GROUP BY 1"
    )
    if rows:
        raise Violation("event left", str(rows))


async def _words(database: Database, said: dict[str, int]) -> None:
    """What somebody said stands in what is kept, and as often as it was said."""
    kept: Counter[str] = Counter()
    for (words,) in await _rows(database, "SELECT text FROM requests"):
        kept.update(words.splitlines())
    for (words,) in await _rows(database, "SELECT text FROM history WHERE text <> ''"):
        kept.update(words.splitlines())
    for (words,) in await _rows(database, "SELECT rating_comment FROM requests"):
        kept.update([words])
    drafts = "\n".join(_drafts(state) for (state,) in await _rows(database, DRAFTS))
    for words, times in said.items():
        # A reply to a message whose id nobody knows is asked about, and kept meanwhile.
        if kept[words] < times and words not in drafts:
            raise Violation("word lost", f"{kept[words]} of {times}: {words}")
        if kept[words] > times:
            raise Violation("word doubled", f"{kept[words]} for {times}: {words}")


def _drafts(state: object) -> str:
    return state if isinstance(state, str) else json.dumps(state, ensure_ascii=False)


async def _numbers(database: Database, people: list[Person]) -> None:
    """Each filing made one request, and its number was told to the one who filed."""
    owners: Counter[str] = Counter()
    for number, address in await _rows(
        database,
        "SELECT r.number, c.address FROM requests r"
        " JOIN conversations c ON c.resident_id = r.resident_id",
    ):
        owners[f"{address} {number}"] += 1
    stored = {one for one in owners if not one.endswith(f" {FIRST}")}
    told = {
        f"{_edge(person).address} {number}"
        for person in people
        for seen in await person.edge.look()
        for number in NUMBER.findall(seen.text.translate(MARKS))
    }
    if told - stored:
        raise Violation("number invented", str(told - stored))
    if untold := stored - told - await _given_up(database):
        raise Violation("number untold", str(untold))


async def _given_up(database: Database) -> set[str]:
    """Numbers in letters that were in doubt three times: staff are shown those."""
    rows = await _rows(
        database,
        "SELECT c.address, o.message FROM outbox o JOIN conversations c ON c.id = o.conversation_id"
        " WHERE o.state = 'unconfirmed' AND o.ambiguous >= 3",
    )
    return {
        f"{address} {number}"
        for address, message in rows
        for number in NUMBER.findall(_text(message).translate(MARKS))
    }


async def _letters(database: Database, simulation: Simulation) -> None:
    """Sent until the outcome is known; at most one more copy for each attempt in doubt.

    What is told to many is never repeated, whatever has become of it.
    """
    stored: Counter[tuple[str, str]] = Counter()
    rows = await _rows(
        database,
        "SELECT c.address, o.message, o.state, o.ambiguous, o.lane FROM outbox o"
        " JOIN conversations c ON c.id = o.conversation_id",
    )
    for address, message, state, ambiguous, lane in rows:
        key = address, _text(message)
        _ended(key, state, ambiguous, told_to_many=lane == BROADCAST)
        if lane == BROADCAST and simulation.messenger.taken[key] > 1:
            raise Violation("message doubled", f"told to many: {key}")
        stored[key] += state == "sent"
    for key, times in stored.items():
        if simulation.messenger.taken[key] < times:
            raise Violation("message lost", f"{simulation.messenger.taken[key]} of {times}: {key}")
    for key, times in simulation.messenger.taken.items():
        most = stored[key] + simulation.messenger.doubted[key]
        if times > most:
            raise Violation("message doubled", f"{times} copies, at most {most}: {key}")


def _ended(key: tuple[str, str], state: str, ambiguous: int, *, told_to_many: bool) -> None:
    """How a letter may have ended."""
    if state in {"queued", "sending", "failed"}:
        raise Violation("message lost", f"{state}: {key}")
    if state == "unconfirmed" and ambiguous < 3 and not told_to_many:
        raise Violation("message lost", f"given up after {ambiguous}: {key}")


def _text(message: object) -> str:
    value = json.loads(message) if isinstance(message, str) else message
    return str(value["text"])  # type: ignore[index]


async def _histories(database: Database) -> None:
    """Every change is a row of the table, each begins where the last one ended."""
    legal = {(row.verb, before, row.after, row.by) for row in TABLE for before in row.before}
    now: dict[int, Status] = {}
    for number, by, verb, before, after in await _rows(
        database, "SELECT request, by, verb, before, after FROM history ORDER BY id"
    ):
        if verb == Verb.REGISTER:
            now[number] = Status.REGISTERED
            continue
        if before != now.get(number):
            raise Violation("history torn", f"№ {number}: {verb} from {before}, was {now[number]}")
        if verb in set(Verb):
            if (verb, before, after, by) not in legal:
                raise Violation("history illegal", f"№ {number}: {verb} {before} → {after} by {by}")
            now[number] = Status(after)
    for number, status in await _rows(database, "SELECT number, status FROM requests"):
        if status != now.get(number):
            raise Violation("history torn", f"№ {number} is {status}, its history says {now}")


async def _strangers(database: Database, simulation: Simulation, strangers: list[Person]) -> None:
    """Nobody sees or changes what is another's."""
    for person in strangers:
        alien = {
            w for other in simulation.people if other is not person for w in _edge(other).words
        }
        alien = {words for words in alien if len(words) > 15} - set(_edge(person).words)
        for seen in await person.edge.look():
            if shown := [words for words in alien if words in seen.text]:
                raise Violation("stranger", f"{person.name} was shown {shown}")
    acted = await _rows(
        database,
        "SELECT h.request, h.verb FROM history h JOIN requests r ON r.number = h.request"
        " WHERE h.by = 'resident' AND h.actor <> r.resident_id",
    )
    if acted:
        raise Violation("stranger", f"another resident's act: {acted}")
    touched = await _rows(database, "SELECT number FROM requests WHERE status = 'cancelled'")
    if touched and strangers:
        raise Violation("stranger", f"cancelled by nobody who may: {touched}")


def _edge(person: Person) -> SimEdge:
    assert isinstance(person.edge, SimEdge)
    return person.edge
