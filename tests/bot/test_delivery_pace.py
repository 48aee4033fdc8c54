"""No service has to refuse a message because it came too fast."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.sending.delivery import Backlog
from bot.sending.pacing import SLACK
from flows.messages import Message
from models import tables as t
from models.database import Database
from tests.bot.post_office import PostOffice


async def letters_a_second(office: PostOffice, seconds: int) -> list[int]:
    """How many left in each second, the delivery being woken ten times in it."""
    counts = []
    for _ in range(seconds):
        before = len(office.sent)
        for _ in range(10):
            await office.deliver()
            office.clock.advance(0.1)
        counts.append(len(office.sent) - before)
    return counts


async def test_a_channel_is_not_given_more_than_it_takes(database: Database) -> None:
    office = PostOffice(database, per_second=10.0)
    await office.people(*(f"p{n}" for n in range(40)))
    for n in range(40):
        await office.write(f"p{n}", "добрий день")
    counts = await letters_a_second(office, 6)
    assert max(counts) <= 10
    assert sum(counts) == 40


async def test_one_chat_gets_a_message_a_second_and_the_others_do_not_wait(
    database: Database,
) -> None:
    office = PostOffice(database, chat_interval=1.0)
    await office.people("olena", "taras")
    for n in range(3):
        await office.write("olena", str(n))
    await office.write("taras", "своє")
    assert await office.deliver() == Backlog(2, office.at(1))
    assert office.sent == [("olena", "0"), ("taras", "своє")]
    office.clock.advance(1)
    assert await office.deliver() == Backlog(1, office.at(2))


async def test_a_group_gets_so_many_in_a_minute(database: Database) -> None:
    office = PostOffice(database, group_per_minute=5)
    await office.people("-group", "olena")
    for n in range(8):
        await office.write("-group", str(n))
        await office.write("olena", str(n))
    left = await office.deliver()
    assert left == Backlog(3, office.at(60 * SLACK))
    office.clock.advance(60 * SLACK)
    assert (await office.deliver()).count == 0


async def test_an_album_counts_as_its_photos(database: Database) -> None:
    office = PostOffice(database, per_second=4.0)
    await office.people("olena", "taras")
    await office.write("olena", Message("альбом", media=(101, 102, 103, 104)))
    await office.write("taras", "слова")
    office.clock.advance(60)
    left = await office.deliver()
    assert office.sent == [("olena", "альбом")]
    assert left == Backlog(1, office.at(60 + SLACK))


@pytest.mark.fault(14)
async def test_a_clock_set_back_does_not_stop_the_post(database: Database) -> None:
    office = PostOffice(database, chat_interval=1.0)
    await office.people("olena")
    await office.write("olena", "1")
    await office.deliver()
    office.clock.now -= timedelta(hours=1)
    await office.write("olena", "2")
    await office.deliver()
    assert [text for _, text in office.sent] == ["1", "2"]


@pytest.fixture
async def office(database: Database) -> PostOffice:
    office = PostOffice(database)
    await office.people("olena")
    return office


async def test_it_runs_by_itself_and_settles_what_is_on_its_way_before_it_ends(
    office: PostOffice,
) -> None:
    office.channel.gate = asyncio.Event()
    await office.write("olena", "слова")
    running = asyncio.create_task(office.delivery.run())
    while await office.states() != ["sending"]:
        office.delivery.wake()
        await asyncio.sleep(0)
    stopping = asyncio.create_task(office.delivery.stop())
    office.channel.gate.set()
    await asyncio.wait_for(stopping, 10)
    await running
    assert await office.states() == ["sent"]


async def test_whoever_takes_over_keeps_the_limits_that_were_used_up_before(
    database: Database,
) -> None:
    office = PostOffice(database, chat_interval=1.0, group_per_minute=2)
    await office.people("olena", "-group")
    await office.write("olena", "1")
    for word in ("1", "2"):
        await office.write("-group", word)
        await office.deliver()
        office.clock.advance(2)
    await office.write("olena", "2")
    await office.deliver()
    office.restart()
    await office.write("olena", "3")
    await office.write("-group", "3")
    left = await office.deliver()
    assert left == Backlog(2, office.at(5))
    office.clock.advance(1)
    left = await office.deliver()
    assert left == Backlog(1, office.at(60 * SLACK))
    assert [word for who, word in office.sent if who == "olena"] == ["1", "2", "3"]


async def test_who_does_not_answer_is_written_to_so_often_in_an_hour(database: Database) -> None:
    office = PostOffice(database, unanswered_per_hour=3)
    await office.people("olena", "taras")
    for word in "12345":
        await office.write("olena", word)
    await office.write("taras", "своє")
    assert await office.deliver() == Backlog(2, office.at(3600 * SLACK))
    office.restart()
    assert await office.deliver() == Backlog(2, office.at(3600 * SLACK))
    office.clock.advance(60)
    async with database.write() as connection:
        heard = update(t.conversations).where(t.conversations.c.address == "olena")
        await connection.execute(heard.values(last_inbound_at=office.clock()))
    assert (await office.deliver()).count == 0
    assert [word for who, word in office.sent if who == "olena"] == list("12345")
    for word in "6789":
        await office.write("olena", word)
    left = await office.deliver()
    assert left == Backlog(3, office.at(60 + 3600 * SLACK))
    office.clock.advance(3600 * SLACK)
    assert (await office.deliver()).count == 0
