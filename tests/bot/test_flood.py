"""A conversation that sends too much at once: the rest is left out, nobody else feels it."""

import asyncio
import logging

import pytest

from bot.observing.metrics import Metrics
from bot.steps import flood
from bot.steps.engine import Engine
from bot.steps.flood import ALWAYS
from flows.events import Notice
from handlers.channel import Channel, Envelope
from models.database import Database
from models.tables import inbox
from tests.bot.room import CITY, FakeChannel, Room

CAP = 70
"""A smaller cap than the real one: it is the same rule, and the tests work off what is taken."""


@pytest.fixture(autouse=True)
def _cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "CAP", CAP)


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


def many(room: Room, count: int, who: str = "flood") -> list[Envelope]:
    return [room.envelope(who, f"{n}") for n in range(count)]


async def taken(room: Room, who: str = "flood") -> int:
    rows = await room.rows(inbox, "address", "origin")
    return rows.count((who, "channel"))


async def test_what_is_above_the_cap_is_left_out_and_the_first_of_it_stay(room: Room) -> None:
    assert await room.engine.accept(many(room, CAP)) == 0
    assert await room.engine.accept([*many(room, 30), room.envelope("olena", "пожежа")]) == 30
    assert (await taken(room), await taken(room, "olena")) == (CAP, 1)
    await room.engine.drain()
    assert [text for who, text in room.flow.seen if who == "flood"] == [*map(str, range(CAP))]


async def test_two_who_flood_at_once_have_a_cap_each(room: Room) -> None:
    assert await room.engine.accept(many(room, CAP - 9, "one")) == 0
    await room.engine.drain()
    both = [*many(room, CAP + 5, "one"), *many(room, CAP + 3, "two"), *many(room, 2, "three")]
    assert await room.engine.accept(both) == CAP + 5 - 9 + 3
    assert [await taken(room, who) for who in ("one", "two", "three")] == [CAP, CAP, 2]


async def test_a_hundred_photos_and_a_talk_are_no_flood(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    photos = [room.envelope("olena", f"photo {n}") for n in range(100)]
    assert await room.engine.accept([*photos, *many(room, 60, "olena")]) == 0


async def test_several_processes_have_one_cap(room: Room) -> None:
    others = [room.engine, room.another_engine(), room.another_engine()]
    left = 0
    for turn, envelope in enumerate(many(room, 5 * CAP)):
        left += await others[turn % 3].accept([envelope])
    stored = await taken(room)
    assert left == 5 * CAP - stored
    assert CAP <= stored < CAP + len(others)


async def test_many_who_write_at_once_are_not_one_flood(room: Room) -> None:
    people = [many(room, ALWAYS, f"neighbour {n}") for n in range(CAP // 4)]
    assert await asyncio.gather(*map(room.engine.accept, people)) == [0] * len(people)


async def test_who_stops_is_heard_in_the_next_minute(room: Room) -> None:
    room.clock.advance(59)
    assert await room.engine.accept(many(room, CAP + 1)) == 1
    await room.engine.drain()
    room.clock.advance(1)  # the minute by the clock is over, the cap is still reached
    assert await room.engine.accept(many(room, ALWAYS)) == 0
    assert await room.engine.accept(many(room, 3)) == 3
    await room.engine.drain()
    room.clock.advance(61)
    assert await room.engine.accept(many(room, CAP)) == 0


async def test_what_waits_counts_however_long_it_waits(room: Room) -> None:
    await room.engine.accept(many(room, CAP))
    room.clock.advance(3600)
    assert await room.engine.accept(many(room, ALWAYS + 9)) == 9


async def test_repeats_of_one_event_are_not_counted(room: Room) -> None:
    same = room.envelope("olena", "раз", "the-same")
    for _ in range(CAP):
        await room.engine.accept([same] * 3)
    assert await room.engine.accept(many(room, CAP - 1, "olena")) == 0


async def test_the_conversation_is_told_once_and_again_only_after_a_while(room: Room) -> None:
    for _ in range(3):
        await room.engine.accept(many(room, CAP + 5))
        await room.engine.drain()
        room.clock.advance(61)
    assert room.flow.notices == [("flood", Notice("flood"))]
    room.clock.advance(600)
    await room.engine.accept(many(room, CAP + 5))
    await room.engine.drain()
    assert len(room.flow.notices) == 2


async def test_who_is_answered_at_once_gets_no_notice(database: Database) -> None:
    room = Room(database, FakeChannel(local=True))
    assert await room.engine.accept(many(room, CAP + 5)) == 5
    await room.engine.drain()
    assert room.flow.notices == []


async def test_figures_and_log_tell_of_it_without_naming_anybody(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    metrics = Metrics()
    channels: dict[str, Channel] = {room.channel.name: room.channel}
    engine = Engine(room.database, channels, CITY, room.flow, clock=room.clock, metrics=metrics)
    with caplog.at_level(logging.WARNING, "bot.steps.flood"):
        for _ in range(3):
            await engine.accept(many(room, CAP, "olena"))
    assert metrics.registry.get_sample_value(
        "contact_centre_left_out_total", {"channel": "post"}
    ) == (2 * CAP)
    [line] = caplog.messages
    assert "post" in line
    assert "olena" not in line
