"""Each channel's deliveries are its own: one that answers nobody holds up no other."""

from __future__ import annotations

import asyncio

import pytest

from bot.delivery import IN_FLIGHT, Delivery
from flows.conversation import Conversation
from flows.messages import Lane, Message
from models import conversations, outbox
from models.database import Database
from tests.bot.room import NOON, Clock, FakeChannel

MANY = 4 * IN_FLIGHT


async def write(database: Database, channel: str) -> None:
    """A letter for each of many people on this channel."""
    people = [Conversation(0, channel, f"{channel}{n}") for n in range(MANY)]
    async with database.write() as connection:
        await conversations.create(connection, people, NOON)
        rows = [
            outbox.row(one.id, Message("добрий день"), Lane.ANSWER, NOON, question=False)
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
