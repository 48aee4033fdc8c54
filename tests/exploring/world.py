"""A small world around the real engine: people who write, a clock, and what they were told."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import city
from bot.commands.inviting import invite
from bot.files.library import Library
from bot.jobs import Jobs
from bot.steps.engine import Engine
from bot.steps.ticks import fire_timers
from flows import router
from flows.conversation import Conversation
from flows.desk import Desk
from flows.domain import Address
from flows.events import Body, Event, Notice, Sender, Tap, Text
from flows.messages import Message
from flows.telling import digest
from handlers.channel import Channel, Envelope
from models.migrate import migrate
from models.queues import inbox
from models.records import digests
from tests.at_once import SqliteAtOnce

from .people import POST, WEB, Person, Told, cast
from .post import Post
from .visited import VISITED

NOON: Final = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FILE: Final = "1520.db"
_AT: Final = "%Y-%m-%d %H:%M:%S.%f"


@cache
def kryvyi_rih() -> city.City:
    """Every announcement needs a second person, and an emergency is repeated more seldom."""
    known = city.load(Path(city.__file__).parent / "kryvyi_rih")
    periods = replace(known.periods, untaken=timedelta(hours=25))
    return replace(known, second_person_above=0, periods=periods)


class World:
    """The engine on the database in ``folder``; each act is followed by all that it sets going."""

    def __init__(self, folder: Path) -> None:
        self.now = NOON
        self.city = kryvyi_rih()
        self.people = cast()
        self.database = SqliteAtOnce(f"sqlite:///{folder / FILE}")
        self.channels = {POST: Post(POST, local=False), WEB: Post(WEB, local=True)}
        channels: dict[str, Channel] = {**self.channels}
        self.engine = Engine(self.database, channels, self.city, self._step, clock=lambda: self.now)
        self.jobs = Jobs(
            self.database,
            Library(self.database, folder),
            self.city,
            clock=lambda: self.now,
            wake=self.engine.wake,
            patience=0,
        )
        self.posted: list[Envelope] = []
        self.garbage = 0
        self._ids = 0
        self._read = 0
        self._sql: sqlite3.Connection | None = None
        self._path = folder / FILE

    async def close(self) -> None:
        if self._sql is not None:
            self._sql.close()
        await self.database.close()

    async def _step(self, event: Event, conversation: Conversation, desk: Desk) -> None:
        if isinstance(event.body, Notice):
            VISITED.notices.add(event.body.kind)
        await router.step(event, conversation, desk)

    # -- reading -----------------------------------------------------------------------
    @property
    def sql(self) -> sqlite3.Connection:
        """The same database, read at once and without the engine's knowledge."""
        if self._sql is None:
            self._sql = sqlite3.connect(self._path, isolation_level=None)
            self._sql.execute("PRAGMA synchronous=OFF")
        return self._sql

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.sql.execute(query, values).fetchall()

    def conversation(self, person: Person) -> Conversation | None:
        """What the database remembers of somebody's chat."""
        found = self.rows(
            "SELECT id, channel, address, is_group, resident_id, staff_id, language, reachable,"
            " state FROM conversations WHERE channel = ? AND address = ?",
            person.channel,
            person.address,
        )
        if not found:
            return None
        talk = Conversation(*found[0][:8])
        talk.restore(json.loads(found[0][8]))
        return talk

    def fingerprint(self) -> list[tuple[Any, ...]]:
        """Everything that an event could change, in short."""
        return self.rows(
            "SELECT group_concat(state) FROM conversations UNION ALL"
            " SELECT group_concat(number || status || version) FROM requests UNION ALL"
            " SELECT group_concat(name || seq) FROM (SELECT * FROM sqlite_sequence"
            " WHERE name <> 'inbox' ORDER BY name) UNION ALL SELECT group_concat(key || due_at) FROM timers"
        )

    # -- acting ------------------------------------------------------------------------
    def event(self, person: Person, body: Body, *, by: Person | None = None, **more: Any) -> Event:
        """Something that ``person`` does, or ``by`` in their group."""
        self._ids += 1
        author = by or person
        return Event(
            id=f"e{self._ids}",
            channel=person.channel,
            address=person.address,
            at=self.now,
            body=body,
            sender=Sender(author.address, author.name, "uk"),
            message=f"own{self._ids}",
            group=person.group,
            **more,
        )

    async def take(self, *events: Event) -> None:
        """These events arrive together."""
        await self.take_envelopes(*(self.channels[e.channel].envelope(e) for e in events))

    async def take_envelopes(self, *envelopes: Envelope) -> None:
        self.posted = [*self.posted, *envelopes][-60:]
        await self.engine.accept(envelopes)
        await self.settle()

    async def act(self, person: Person, body: Body, *, reply_to: str = "") -> None:
        event = self.event(person, body, reply_to=reply_to)
        if isinstance(body, Text):
            person.sent = [*person.sent, event.message][-20:]
        await self.take(event)

    async def says(self, person: Person, text: str) -> None:
        await self.act(person, Text(text))

    async def taps(self, person: Person, data: str, message: str = "") -> None:
        await self.act(person, Tap(data, message))

    async def notice(self, person: Person, key: str, notice: Notice) -> None:
        """The program tells a chat something."""
        async with self.database.write() as connection:
            to = Address(0, person.channel, person.address)
            await inbox.post(connection, key, to, notice, self.now)
        await self.settle()

    async def settle(self) -> None:
        """Work and deliver until nothing is left."""
        while True:
            await self.engine.drain()
            worked = await self.jobs.work_off()
            if not await self._deliver() and not worked:
                return

    async def _deliver(self) -> bool:
        """What left by the outbox stands in the transcript; who has blocked gets nothing."""
        queued = self.rows(
            "SELECT o.id, o.conversation_id, o.message, c.address FROM outbox o"
            " JOIN conversations c ON c.id = o.conversation_id ORDER BY o.id"
        )
        deaf = {p.address for p in self.people.values() if p.blocked}
        lost = []
        self.sql.execute("BEGIN IMMEDIATE")
        for key, talk, message, address in queued:
            self.sql.execute("DELETE FROM outbox WHERE id = ?", (key,))
            if address in deaf:
                lost.append((key, address, json.loads(message).get("request")))
                continue
            self.sql.execute(
                "INSERT INTO transcript (conversation_id, direction, message, request, body, at)"
                " VALUES (?, 'out', ?, ?, ?, ?)",
                (talk, f"m{key}", json.loads(message).get("request"), message, f"{self.now:{_AT}}"),
            )
        self.sql.execute("COMMIT")
        self._hear()
        data = {"reason": "blocked", "at": self.now.isoformat()}
        for key, address, request in lost:
            async with self.database.write() as connection:
                notice = Notice("undeliverable", request, data)
                to = Address(0, POST, address)
                await inbox.post(connection, f"undeliverable:{key}", to, notice, self.now)
        return bool(lost)

    def _hear(self) -> None:
        by_address = {p.address: p for p in self.people.values()}
        for key, message, body, address in self.rows(
            "SELECT t.id, t.message, t.body, c.address FROM transcript t"
            " JOIN conversations c ON c.id = t.conversation_id"
            " WHERE t.id > ? AND t.direction = 'out' ORDER BY t.id",
            self._read,
        ):
            self._read = key
            told = Told(message or str(key), Message.from_json(json.loads(body)))
            by_address[address].told.append(told)

    # -- time --------------------------------------------------------------------------
    async def next_term(self, until: datetime) -> bool:
        """Let the clock come to the next term before ``until`` and keep it; False at the end."""
        [(due,)] = self.rows("SELECT min(due_at) FROM timers")
        when = datetime.fromisoformat(due).replace(tzinfo=UTC) if due else until
        self.now = max(self.now, min(when, until))
        if when > until:
            return False
        await fire_timers(self.database, self.now)
        await self._morning()
        await self.settle()
        return self.now < until

    async def _morning(self) -> None:
        if day := digest.day_of(self.city, self.now):
            async with self.database.write() as connection:
                await digests.hand_out(connection, day, self.now)

    async def invitation(self, person: Person) -> str:
        assert person.role is not None
        made = await invite(
            self.database, self.city, self.now, person.role.value, person.department
        )
        return made.code


async def build(folder: Path) -> None:
    """A database in which all staff have joined and everybody has said hello once."""
    world = World(folder)
    await migrate(world.database)
    for person in world.people.values():
        if person.role is not None:
            await world.says(person, f"/join {await world.invitation(person)}")
        elif not person.group:
            await world.says(person, "/start")
    await world.close()


def copied(template: Path, folder: Path) -> World:
    """A world of its own, from a template that :func:`build` has made."""
    folder.mkdir(parents=True)
    for path in template.glob(f"{FILE}*"):
        shutil.copy(path, folder / path.name)
    world = World(folder)
    world.now += timedelta(minutes=1)
    world._ids = 1000
    world._hear()
    return world
