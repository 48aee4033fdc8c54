"""Jobs beside the engine: ordered once, done once, begun again, given up kindly."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.files.library import Library
from bot.jobs import Jobs
from bot.jobs import runner as running
from bot.jobs.task import Made, Result, Task, Work
from city import City, load_named
from flows.conversation import Conversation
from flows.domain import Address
from flows.messages import Message
from models.database import Database
from models.desk import SqlDesk
from models.queues import jobs
from models.records import conversations
from models.tables import attachments
from models.tables import inbox as inbox_rows
from models.tables import jobs as job_rows

NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def city() -> City:
    return load_named("kryvyi_rih")


class Yard:
    """A database with one conversation, and workers of its jobs."""

    def __init__(self, database: Database, folder: Path, city: City, talk: Conversation) -> None:
        self.database, self.folder, self.city, self.talk = database, folder, city, talk
        self.now = NOON
        self.woken = 0
        self.rung: Callable[[], None] = lambda: None

    def worker(self, **kinds: Work) -> Jobs:
        return Jobs(
            self.database,
            Library(self.database, self.folder),
            self.city,
            clock=lambda: self.now,
            wake=self._woken,
            kinds=kinds,
        )

    def _woken(self) -> None:
        self.woken += 1
        self.rung()

    async def order(self, key: str, kind: str = "greet", **arguments: str) -> None:
        async with self.database.write() as connection:
            desk = SqlDesk(connection, self.city, self.now)
            to = Address(self.talk.id, self.talk.channel, self.talk.address)
            await desk.order(key, kind, to, arguments)
            await desk.flush()

    async def told(self) -> list[tuple[str, Mapping[str, str]]]:
        wanted = select(inbox_rows.c.event_id, inbox_rows.c.raw).order_by(inbox_rows.c.id)
        async with self.database.read() as connection:
            return [(key, json.loads(raw)["data"]) for key, raw in await connection.execute(wanted)]

    async def states(self) -> list[str]:
        async with self.database.read() as connection:
            rows = await connection.execute(select(job_rows.c.state).order_by(job_rows.c.id))
            return list(rows.scalars())


@pytest.fixture
async def yard(database: Database, tmp_path: Path, city: City) -> Yard:
    talk = Conversation(0, "telegram", "7")
    async with database.write() as connection:
        await conversations.create(connection, [talk], NOON)
    return Yard(database, tmp_path / "data", city, talk)


async def greet(task: Task) -> Result:
    return Result(Message(f"Вітаю, {task.job.arguments['name']}"))


async def test_an_order_is_done_once_and_told_by_an_event(yard: Yard) -> None:
    await yard.order("a", name="Олено")
    await yard.order("a", name="Олено")
    assert await yard.worker(greet=greet).work_off() == 1
    assert await yard.told() == [("job:1", {"job": "1"})]
    async with yard.database.read() as connection:
        done = await jobs.get(connection, 1)
    assert done is not None
    assert done.result == Message("Вітаю, Олено")
    assert (done.to.address, done.language, yard.woken) == ("7", "uk", 1)
    assert await yard.worker(greet=greet).work_off() == 0


async def test_files_are_kept_and_go_with_the_message(yard: Yard) -> None:
    async def draw(task: Task) -> Result:
        path = task.part()
        await task.heavy(path.write_bytes, b"a picture")
        return Result(Message("Ось"), (Made(path, "Графік.png", "image/png"),))

    await yard.order("a", "draw")
    await yard.worker(draw=draw).work_off()
    async with yard.database.read() as connection:
        done = await jobs.get(connection, 1)
        row = (await connection.execute(select(attachments))).one()
    assert done is not None
    assert done.result == Message("Ось", media=(row.id,))
    assert (row.state, row.name, row.size) == ("stored", "Графік.png", 9)
    library = Library(yard.database, yard.folder)
    [file] = await library.files([row.id])
    assert file.path.read_bytes() == b"a picture"
    assert list((yard.folder / "files" / "parts").iterdir()) == []


async def test_two_processes_do_not_do_the_same(yard: Yard) -> None:
    begun: list[int] = []

    async def slow(task: Task) -> Result:
        begun.append(task.job.id)
        await asyncio.sleep(0)
        return Result(Message("готово"))

    for n in range(6):
        await yard.order(f"k{n}", "slow")
    done = await asyncio.gather(*(yard.worker(slow=slow).work_off() for _ in range(3)))
    assert sum(done) == 6
    assert sorted(begun) == [1, 2, 3, 4, 5, 6]
    assert await yard.states() == ["done"] * 6


async def test_a_job_whose_worker_was_killed_is_begun_again(yard: Yard) -> None:
    await yard.order("a", name="Олено")
    async with yard.database.write() as connection:
        killed = await jobs.claim(connection, yard.now, yard.now + running.HELD)
    assert killed is not None
    assert await yard.worker(greet=greet).work_off() == 0
    yard.now += running.HELD
    assert await yard.worker(greet=greet).work_off() == 1
    async with yard.database.write() as connection:
        assert not await jobs.settle(connection, killed, Message("надто пізно"), yard.now)
    assert await yard.states() == ["done"]


async def test_what_fails_is_tried_again_and_then_given_up(yard: Yard) -> None:
    tried: list[datetime] = []

    async def broken(task: Task) -> Result:
        tried.append(task.now)
        raise ZeroDivisionError

    await yard.order("a", "broken")
    worker = yard.worker(broken=broken)
    for _ in range(5):
        await worker.work_off()
        yard.now += running.PAUSE
    assert len(tried) == running.ATTEMPTS
    assert await yard.states() == ["failed"]
    assert await yard.told() == [("job:1", {"job": "1"})]


async def test_a_job_that_kills_the_program_each_time_is_given_up(yard: Yard) -> None:
    await yard.order("a", name="Олено")
    for _ in range(running.ATTEMPTS):
        async with yard.database.write() as connection:
            assert await jobs.claim(connection, yard.now, yard.now + running.HELD)
        yard.now += running.HELD
    await yard.worker(greet=greet).work_off()
    assert await yard.states() == ["failed"]


async def test_a_kind_of_a_newer_version_is_given_up(yard: Yard) -> None:
    await yard.order("a", "unheard-of")
    for _ in range(3):
        await yard.worker().work_off()
        yard.now += timedelta(minutes=1)
    assert await yard.states() == ["failed"]


async def test_the_worker_wakes_when_nudged_and_ends_when_cancelled(yard: Yard) -> None:
    worker = yard.worker(greet=greet)
    done = asyncio.Event()
    yard.rung = done.set
    task = asyncio.create_task(worker.run())
    await yard.order("a", name="Олено")
    worker.nudge()
    async with asyncio.timeout(10):
        await done.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
