import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from bot.steps import ticks
from bot.steps.ticks import Ticks, fire_timers
from flows.conversation import Conversation
from flows.domain import Address
from flows.events import Notice
from models.database import Database
from models.desk import SqlDesk
from models.keeping import waste
from models.queues import downloads, inbox
from models.queues.pruning import prune
from models.records import conversations
from models.records.attachments import Stored
from models.tables import attachments, outbox, timers
from models.tables import inbox as inbox_table
from tests.bot.post_office import PostOffice
from tests.bot.room import CITY, NOON, Room

HOUR = timedelta(hours=1)


class Reminders:
    def __init__(self, room: Room, olena: Conversation) -> None:
        self.room = room
        self.to = Address(olena.id, olena.channel, olena.address)

    async def remind(self, key: str, at: datetime, kind: str = "recall") -> None:
        async with self.room.database.write() as connection:
            desk = SqlDesk(connection, CITY, NOON)
            await desk.remind(key, at, self.to, Notice(kind, 1001))
            await desk.flush()

    async def forget(self, key: str) -> None:
        async with self.room.database.write() as connection:
            desk = SqlDesk(connection, CITY, NOON)
            await desk.forget(key)
            await desk.flush()

    async def fire(self, at: datetime) -> int:
        return await fire_timers(self.room.database, at)

    async def heard(self) -> list[str]:
        await self.room.engine.drain()
        return [notice.kind for _, notice in self.room.flow.notices]


@pytest.fixture
async def reminders(database: Database) -> Reminders:
    room = Room(database)
    olena = Conversation(0, room.channel.name, "olena")
    async with database.write() as connection:
        await conversations.create(connection, [olena], NOON)
    return Reminders(room, olena)


async def test_a_reminder_comes_when_its_time_has_come(reminders: Reminders) -> None:
    await reminders.remind("recall:1", NOON + HOUR)
    assert await reminders.fire(NOON) == 0
    assert await reminders.fire(NOON + HOUR) == 1
    assert await reminders.heard() == ["recall"]
    assert await reminders.room.rows(timers, "key") == []


@pytest.mark.fault(15)
async def test_three_hours_late_it_still_comes_and_once(reminders: Reminders) -> None:
    await reminders.remind("recall:1", NOON + HOUR)
    assert await reminders.fire(NOON + 4 * HOUR) == 1
    assert await reminders.fire(NOON + 4 * HOUR) == 0
    assert await reminders.heard() == ["recall"]


@pytest.mark.fault(15)
async def test_two_ticks_at_once_fire_once(reminders: Reminders) -> None:
    for number in range(30):
        await reminders.remind(f"recall:{number}", NOON)
    await asyncio.gather(*(reminders.fire(NOON) for _ in range(4)))
    assert len(await reminders.heard()) == 30


@pytest.mark.fault(15)
async def test_killed_before_the_commit_the_reminder_is_not_lost(
    reminders: Reminders, monkeypatch: pytest.MonkeyPatch
) -> None:
    await reminders.remind("recall:1", NOON)

    async def fails(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("models.queues.timers.drop", fails)
        with pytest.raises(KeyboardInterrupt):
            await reminders.fire(NOON)
    assert await reminders.heard() == []
    await reminders.fire(NOON)
    assert await reminders.heard() == ["recall"]


async def test_the_same_key_moves_a_reminder_and_can_be_used_again(reminders: Reminders) -> None:
    await reminders.remind("due:1001", NOON, "first")
    await reminders.remind("due:1001", NOON + HOUR, "second")
    assert await reminders.fire(NOON) == 0
    await reminders.fire(NOON + HOUR)
    await reminders.remind("due:1001", NOON + 2 * HOUR, "third")
    await reminders.fire(NOON + 2 * HOUR)
    assert await reminders.heard() == ["second", "third"]


async def test_a_forgotten_reminder_does_not_come(reminders: Reminders) -> None:
    await reminders.remind("recall:1", NOON)
    await reminders.forget("recall:1")
    await reminders.forget("never there")
    assert await reminders.fire(NOON) == 0


async def test_more_reminders_than_fit_one_transaction_all_come(
    reminders: Reminders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.queues.timers.AT_ONCE", 4)
    for number in range(10):
        await reminders.remind(f"recall:{number}", NOON)
    assert await reminders.fire(NOON) == 10


async def test_it_ticks_at_once_when_it_starts(reminders: Reminders) -> None:
    await reminders.remind("recall:1", NOON)
    woken = asyncio.Event()
    clock = reminders.room.clock
    ticking = asyncio.create_task(Ticks(reminders.room.database, clock=clock, wake=woken.set).run())
    await asyncio.wait_for(woken.wait(), 10)
    ticking.cancel()
    await asyncio.gather(ticking, return_exceptions=True)
    assert await reminders.heard() == ["recall"]


async def test_a_stop_in_the_middle_of_a_tick_is_no_error(
    reminders: Reminders, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun, asked = asyncio.Event(), 0

    async def timers(_self: Ticks) -> None:
        nonlocal asked
        asked += 1
        if asked > 1:  # the first comes from run() itself, the next from the scheduler
            begun.set()
            await asyncio.Event().wait()

    monkeypatch.setattr(ticks, "TIMERS_EVERY", 0.01)
    monkeypatch.setattr(Ticks, "timers", timers)
    ticking = asyncio.create_task(Ticks(reminders.room.database, wake=lambda: None).run())
    await asyncio.wait_for(begun.wait(), 10)
    ticking.cancel()
    await asyncio.gather(ticking, return_exceptions=True)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_worked_events_are_forgotten_after_a_week_and_parked_ones_never(
    reminders: Reminders,
) -> None:
    room = reminders.room
    room.flow.broken.add("біда")
    await room.says("taras", "біда", "добре")
    await room.engine.drain()
    assert (await prune(room.database, NOON + timedelta(days=7))).events == 0
    assert (await prune(room.database, NOON + timedelta(days=8))).events == 2
    assert await room.rows(inbox_table, "state") == ["parked"]


async def test_sent_letters_are_forgotten_after_a_day_and_waiting_ones_never(
    database: Database,
) -> None:
    office = PostOffice(database)
    await office.people("olena")
    await office.write("olena", "надіслане")
    await office.deliver()
    await office.write("olena", "ще ні")
    assert (await prune(database, NOON + timedelta(days=2))).letters == 1
    assert await office.rows(outbox, "state") == ["queued"]


async def test_photos_of_dropped_drafts_are_forgotten_once_nobody_names_them(
    database: Database,
) -> None:
    office = PostOffice(database)
    await office.people("olena", "taras")
    ids = [await office.photo(who) for who in ("olena", "olena", "taras")]
    async with database.write() as connection:
        for one, content in zip(ids, ("aa", "bb", "aa"), strict=True):
            kind = (await downloads.claim(connection, NOON, NOON + HOUR)).kind  # type: ignore[union-attr]
            stored = Stored(one, kind, content, "image/jpeg", "", 10)
            assert await downloads.store(connection, stored)
        fresh = update(attachments).where(attachments.c.id == ids[2])
        await connection.execute(fresh.values(created_at=NOON + timedelta(days=8)))
    await prune(database, NOON + timedelta(days=9))
    async with database.write() as connection:
        assert await waste.due(connection) == ["bb"]
    assert await office.rows(attachments, "id") == [ids[2]]


async def test_a_notice_is_posted_once_per_key(reminders: Reminders) -> None:
    for kind in ("first", "second"):
        async with reminders.room.database.write() as connection:
            await inbox.post(connection, "news:1001:5", reminders.to, Notice(kind), NOON)
    assert await reminders.heard() == ["first"]
