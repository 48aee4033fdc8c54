"""A silence in which Telegram may have thrown something away is told, once and to whom it concerns."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.edges.heartbeat import EVERY, Heartbeat
from flows.conversation import Conversation
from flows.domain import Role, Staff
from models.database import Database
from models.records import conversations, staff
from models.tables import inbox
from tests.bot.room import NOON, Room

DAY = timedelta(hours=24)
MINUTE = timedelta(minutes=1)


class Office:
    """Two administrators, one who was, and a coordinator."""

    def __init__(self, database: Database) -> None:
        self.room = Room(database)
        self.now = NOON
        self.woken = 0
        self.pauses: asyncio.Queue[float] = asyncio.Queue()
        self.restart()

    def restart(self) -> None:
        self.heartbeat = Heartbeat(
            self.room.database,
            "telegram",
            clock=lambda: self.now,
            wake=self._wake,
            pause=self._pause,
        )

    def _wake(self) -> None:
        self.woken += 1

    async def _pause(self, seconds: float) -> None:
        await self.pauses.put(seconds)

    async def hires(self) -> None:
        people = (
            (Role.ADMIN, True),
            (Role.ADMIN, True),
            (Role.ADMIN, False),
            (Role.COORDINATOR, True),
        )
        async with self.room.database.write() as connection:
            for number, (role, active) in enumerate(people, 1):
                made = await staff.save(connection, Staff(0, f"{number}", role, "", active=active))
                for talk in (
                    Conversation(0, "post", f"{number}"),
                    Conversation(0, "web", f"{number}"),
                ):
                    await conversations.create(connection, [talk], self.now)
                    talk.staff = made.id
                    await conversations.save(connection, [conversations.to_row(talk)])

    async def told(self) -> list[tuple[str, str]]:
        """Whom, and since when it was silent."""
        rows = await self.room.rows(inbox, "address", "raw")
        return sorted((to, json.loads(raw)["data"]["since"]) for to, raw in rows)


@pytest.fixture
async def office(database: Database) -> Office:
    made = Office(database)
    await made.hires()
    return made


async def test_a_silence_of_a_day_is_no_loss(office: Office) -> None:
    await office.heartbeat.beat()
    office.now += DAY
    await office.heartbeat.beat()
    assert await office.told() == []
    assert office.woken == 0


@pytest.mark.fault(5)
async def test_a_longer_silence_is_told_to_every_administrator_once(office: Office) -> None:
    await office.heartbeat.beat()
    office.now += DAY + MINUTE
    office.restart()
    await office.heartbeat.beat()
    await office.heartbeat.beat()
    since = NOON.isoformat()
    assert await office.told() == [("1", since), ("2", since)]
    assert office.woken == 1
    again = office.now
    office.now += 2 * DAY
    await office.heartbeat.beat()
    assert len(await office.told()) == 4
    assert ("1", again.isoformat()) in await office.told()


async def test_killed_before_the_commit_it_is_told_after_the_next_start(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.heartbeat.beat()
    office.now += DAY + MINUTE

    async def dies(*_: object) -> int:
        raise ConnectionAbortedError

    with monkeypatch.context() as patch:
        patch.setattr("models.records.heartbeats.tell", dies)
        with pytest.raises(ConnectionAbortedError):
            await office.heartbeat.beat()
    assert await office.told() == []
    office.restart()
    await office.heartbeat.beat()
    assert len(await office.told()) == 2


async def test_it_is_written_down_when_heard_from_at_most_once_a_minute(office: Office) -> None:
    running = asyncio.create_task(office.heartbeat.run())
    async with asyncio.timeout(10):
        for _ in range(3):
            office.heartbeat.heard()
        assert await office.pauses.get() == EVERY
        office.now += DAY + MINUTE
        office.heartbeat.heard()
        assert await office.pauses.get() == EVERY
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert office.pauses.empty()
    assert office.woken == 1
