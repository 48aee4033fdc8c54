"""The engine when it is killed, when the database fails, and when there are two of it."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.steps.engine import ATTEMPTS
from models.database import Database, is_outage
from models.migrate import migrate
from models.tables import conversations, inbox, outbox
from tests.bot.room import Room


class Killed(BaseException):
    """The end of the process, as far as one can have it inside of one."""


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


def dies(*_: object) -> Any:
    raise Killed


async def test_killed_inside_a_step_nothing_is_half_done(room: Room) -> None:
    await room.engine.drain()
    await room.says("olena", "яма")
    await room.says("taras", "ліхтар")
    with pytest.raises(Killed):
        await room.another_engine(dies).drain()
    assert await room.rows(conversations, "id") == []
    await room.another_engine().drain()
    assert sorted(room.flow.seen) == [("olena", "яма"), ("taras", "ліхтар")]
    assert len(await room.rows(outbox, "id")) == 2


async def test_killed_at_the_commit_the_step_is_done_once(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    await room.says("olena", "яма")
    whole = Database.write

    @asynccontextmanager
    async def cut(database: Database) -> AsyncIterator[AsyncConnection]:
        async with whole(database) as connection:
            yield connection
            if room.flow.seen:
                raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Database, "write", cut)
        with pytest.raises(Killed):
            await room.engine.drain()
    assert await room.rows(outbox, "id") == []
    await room.another_engine().drain()
    assert len(await room.rows(outbox, "id")) == 1


@pytest.mark.fault(4)
async def test_an_event_that_kills_the_program_is_set_aside_in_the_end(room: Room) -> None:
    await room.says("olena", "отрута")
    await room.says("taras", "ліхтар")
    for _ in range(ATTEMPTS):
        with pytest.raises(Killed):
            await room.another_engine(dies).drain()
    await room.another_engine().drain()
    [poison, fine, *_] = await room.rows(inbox, "state", "attempts")
    assert poison == ("parked", ATTEMPTS)
    assert fine == ("done", 1)
    assert room.flow.seen == [("taras", "ліхтар")]


async def test_a_failing_database_costs_no_event_its_attempts(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    await room.says("olena", "яма")
    failing = 10

    async def busy(event: Any, conversation: Any, desk: Any) -> None:
        nonlocal failing
        if failing:
            failing -= 1
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise OperationalError("", {}, error)
        await room.flow(event, conversation, desk)

    monkeypatch.setattr("bot.steps.engine.BACK_OFF", (0.001,))
    engine = room.another_engine(busy)
    done = asyncio.Event()
    engine.on_commit(done.set)
    running = asyncio.create_task(engine.run())
    await asyncio.wait_for(done.wait(), 20)
    await engine.stop()
    await running
    assert await room.rows(inbox, "state", "attempts") == [("done", 1)]
    assert room.flow.seen == [("olena", "яма")]


@pytest.mark.fault(13)
async def test_a_full_disk_acknowledges_nothing_and_is_overcome(sqlite_database: Database) -> None:
    room = Room(sqlite_database)
    async with sqlite_database.write() as connection:
        used = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        await connection.execute(text(f"PRAGMA max_page_count={used}"))
    big = "довго " * 5000
    with pytest.raises(OperationalError) as full:
        await room.says("olena", big)
    assert is_outage(full.value)
    assert await room.rows(inbox, "id") == []

    async with sqlite_database.write() as connection:
        await connection.execute(text("PRAGMA max_page_count=1000000"))
    await room.says("olena", big)
    await room.engine.drain()
    assert room.flow.seen == [("olena", big)]


async def test_one_envelope_that_cannot_be_stored_does_not_harm_the_others(room: Room) -> None:
    bad = room.envelope("olena", "текст")
    object.__setattr__(bad, "raw", "not bytes")
    good = [room.envelope(f"p{n}", "добрий день") for n in range(3)]
    results = await asyncio.gather(
        *(room.engine.accept([one]) for one in [good[0], bad, *good[1:]]), return_exceptions=True
    )
    assert [isinstance(result, Exception) for result in results] == [False, True, False, False]
    assert len(await room.rows(inbox, "id")) == 3


async def test_a_sender_who_hangs_up_does_not_undo_the_commit(room: Room) -> None:
    hasty = asyncio.create_task(room.engine.accept([room.envelope("olena", "яма")]))
    patient = asyncio.create_task(room.engine.accept([room.envelope("taras", "ліхтар")]))
    await asyncio.sleep(0)
    hasty.cancel()
    await patient
    assert len(await room.rows(inbox, "id")) == 2


@pytest.mark.fault(12)
async def test_two_processes_share_the_inbox_and_do_nothing_twice(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(2)]
    await asyncio.gather(*(migrate(one) for one in databases))
    rooms = [Room(one) for one in databases]
    for room in rooms:
        await room.engine.drain()
    for n in range(30):
        await rooms[n % 2].engine.accept([rooms[0].envelope(f"p{who}", str(n)) for who in range(5)])
    await asyncio.gather(*(room.engine.drain() for room in rooms))
    for room in rooms:
        await room.engine.drain()
    seen = rooms[0].flow.seen + rooms[1].flow.seen
    assert len(seen) == len(set(seen)) == 150
    told = await rooms[0].rows(outbox, "conversation_id", "message")
    for person in {one for one, _ in told}:
        theirs = [int(message["text"].split()[-1]) for one, message in told if one == person]
        assert theirs == list(range(30))
    for one in databases:
        await one.close()


@pytest.mark.fault(25)
async def test_no_word_of_theirs_reaches_the_log(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "телефон 0671234567"
    room.flow.broken.add(secret)
    await room.says("olena", secret)
    await room.engine.drain()
    assert "failed, attempt 5" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "0671234567" not in caplog.text
