"""Each channel's deliveries are its own: one that answers nobody holds up no other."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from bot.sending.delivery import IN_FLIGHT, Delivery
from bot.sending.gathering import look
from flows.conversation import Conversation
from flows.messages import Lane, Message
from models.database import Database
from models.queues import outbox
from models.records import conversations
from tests.bot.room import NOON, Clock, FakeChannel

MANY = 4 * IN_FLIGHT


async def write(
    database: Database, channel: str, many: int = MANY, lane: Lane = Lane.ANSWER
) -> None:
    """A letter for each of many people on this channel."""
    people = [Conversation(0, channel, f"{channel}{n}") for n in range(many)]
    async with database.write() as connection:
        await conversations.create(connection, people, NOON)
        rows = [
            outbox.row(one.id, one.channel, Message("добрий день"), lane, NOON, question=False)
            for one in people
        ]
        await outbox.put(connection, rows)


async def no_files(_: object) -> list[object]:
    return []


@pytest.mark.fault(10)
async def test_a_dead_service_holds_up_no_other(database: Database) -> None:
    dead, quick = FakeChannel("dead"), FakeChannel("quick")
    dead.gate = asyncio.Event()
    await write(database, "dead")
    await write(database, "quick")
    channels = {"dead": dead, "quick": quick}
    delivery = Delivery(database, channels, no_files, clock=Clock())  # type: ignore[arg-type]
    running = asyncio.create_task(delivery.run())
    async with asyncio.timeout(30), quick.arrived:
        await quick.arrived.wait_for(lambda: len(quick.sent) == MANY)
    assert dead.sent == []
    dead.gate.set()
    await delivery.stop()
    await running
    assert len(dead.sent) == IN_FLIGHT


async def test_a_thousand_letters_of_one_channel_hide_none_of_another(database: Database) -> None:
    await write(database, "viber", 1000)
    await write(database, "telegram", 1, Lane.NEWS)
    async with database.read() as connection:
        found = await outbox.ready(connection, NOON, 100, channels=["viber", "telegram"])
        alone = await outbox.ready(connection, NOON, 100, channels=["viber"])
    assert [one.to.channel for one in found] == ["viber"] * 100 + ["telegram"]
    assert found[:100] == alone


async def test_of_each_channel_as_many_are_looked_at(database: Database) -> None:
    await write(database, "viber", 7, Lane.NEWS)
    await write(database, "telegram", 7)
    await write(database, "viber2", 2)
    async with database.read() as connection:
        found = await outbox.ready(connection, NOON, 5, channels=["viber", "telegram", "viber2"])
        few = await outbox.ready(connection, NOON, 20, channels=["viber", "telegram", "viber2"])
    assert Counter(one.to.channel for one in found) == {"viber": 5, "telegram": 5, "viber2": 2}
    assert Counter(one.to.channel for one in few) == {"viber": 7, "telegram": 7, "viber2": 2}
    assert [one.lane for one in found] == [Lane.ANSWER] * 7 + [Lane.NEWS] * 5
    assert len({one.id for one in found}) == len(found)


async def test_news_that_is_held_to_be_joined_holds_back_no_other_channel(
    database: Database,
) -> None:
    await write(database, "viber", 1000, Lane.NEWS)
    await write(database, "telegram", 1, Lane.NEWS)
    async with database.read() as connection:
        found = await look(connection, NOON, ["viber", "telegram"], (), {"viber": 1000})
    assert [one.to.channel for one in found] == ["telegram"]
