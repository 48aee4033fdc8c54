"""Announcements on their way: nobody gets one twice, whatever is killed when; others come first."""

from __future__ import annotations

import asyncio

from flows.desk.announcement import Audience, Broadcast, NewBroadcast, State
from flows.domain import Role, Staff
from flows.messages import Lane, Message
from handlers.channel import Ambiguous, Unreachable
from models.database import Database
from models.desk import SqlDesk
from models.records import broadcasts
from tests.bot.post_office import PostOffice
from tests.bot.room import CITY

MESSAGES = {"uk": Message("оголошення"), "en": Message("announcement")}


class Speaker:
    """An announcement to everybody in a post office."""

    def __init__(self, office: PostOffice, one: int) -> None:
        self.office = office
        self.one = one

    async def steps(self) -> Broadcast:
        """One chunk, as a step of the author's conversation writes it."""
        async with self.office.database.write() as connection:
            desk = SqlDesk(connection, CITY, self.office.clock())
            known = await desk.broadcast(self.one)
            assert known
            return await desk.spread(known, MESSAGES, None)

    async def stops(self) -> int:
        async with self.office.database.write() as connection:
            desk = SqlDesk(connection, CITY, self.office.clock())
            known = await desk.broadcast(self.one)
            assert known
            assert await desk.change_broadcast(known, State.STOPPED)
            return await desk.take_back(known)


async def speaker(office: PostOffice) -> Speaker:
    async with office.database.write() as connection:
        desk = SqlDesk(connection, CITY, office.clock())
        author = await desk.add_staff(Staff(0, "Галина", Role.COORDINATOR))
        new = NewBroadcast("1:1", author.id, Audience.ALL, "", "оголошення", ())
        made = await desk.new_broadcast(new)
        assert await desk.new_broadcast(new) == made
        assert await desk.change_broadcast(made, State.SENDING, total=3)
        assert not await desk.change_broadcast(made, State.SENDING)
    return Speaker(office, made.id)


async def test_a_kill_while_sending_repeats_nothing_and_is_reported(database: Database) -> None:
    office = PostOffice(database)
    await office.people("olena", "taras", "ihor")
    speaking = await speaker(office)
    assert (await speaking.steps()).waiting == 3
    office.channel.gate = asyncio.Event()
    killed = asyncio.create_task(office.delivery.drain())
    while await office.states() != ["sending"] * 3:
        office.delivery.wake()
        await asyncio.sleep(0)
    killed.cancel()
    for task in list(office.delivery._tasks):
        task.cancel()
    office.channel.gate = None
    office.restart()
    await office.deliver()
    assert office.sent == []
    after = await speaking.steps()
    assert (after.delivered, after.uncertain, after.waiting, after.spread) == (0, 3, 0, True)


async def test_a_chunk_that_is_cut_off_is_written_again_whole(
    database: Database,
) -> None:
    office = PostOffice(database)
    await office.people(*(f"p{n}" for n in range(7)))
    speaking = await speaker(office)
    old, broadcasts.CHUNK = broadcasts.CHUNK, 2  # type: ignore[misc]
    try:
        await speaking.steps()
        try:
            async with database.write() as connection:
                desk = SqlDesk(connection, CITY, office.clock())
                known = await desk.broadcast(speaking.one)
                assert known
                await desk.spread(known, MESSAGES, None)
                raise ConnectionError
        except ConnectionError:
            office.restart()
        while not (await speaking.steps()).spread:
            await office.deliver()
    finally:
        broadcasts.CHUNK = old  # type: ignore[misc]
    await office.deliver()
    assert sorted(address for address, _ in office.sent) == [f"p{n}" for n in range(7)]
    assert (await speaking.steps()).delivered == 7


async def test_what_became_of_letters_is_counted_by_how_they_ended(database: Database) -> None:
    office = PostOffice(database)
    await office.people("olena", "taras", "ihor")
    speaking = await speaker(office)
    await speaking.steps()
    office.channel.outcomes = [Unreachable("blocked"), Ambiguous("cut off")]
    await office.deliver()
    after = await speaking.steps()
    assert (after.delivered, after.unreachable, after.uncertain) == (1, 1, 1)


async def test_answers_and_news_overtake_an_announcement(database: Database) -> None:
    office = PostOffice(database, per_second=10.0)
    await office.people(*(f"p{n}" for n in range(30)))
    speaking = await speaker(office)
    await speaking.steps()
    await office.deliver()
    await office.write("p29", "новина", Lane.NEWS)
    await office.write("p28", "відповідь")
    before = len(office.sent)
    office.clock.advance(1.06)
    await office.deliver()
    assert [text for _, text in office.sent[before:]][:2] == ["відповідь", "новина"]


async def test_stopping_takes_back_what_has_not_left(database: Database) -> None:
    office = PostOffice(database, per_second=2.0)
    await office.people("olena", "taras", "ihor")
    speaking = await speaker(office)
    await speaking.steps()
    await office.deliver()
    assert await speaking.stops() == 1
    office.clock.advance(60)
    await office.deliver()
    after = await speaking.steps()
    assert (len(office.sent), after.delivered, after.waiting) == (2, 2, 0)
