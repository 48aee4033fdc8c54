import asyncio

import pytest

from bot.steps.engine import ATTEMPTS
from flows.events import Notice
from handlers.channel import Envelope
from models.database import Database
from models.tables import conversations, inbox, outbox, residents, transcript
from tests.bot.room import FakeChannel, Room


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


async def texts(room: Room) -> list[str]:
    return [message["text"] for message in await room.rows(outbox, "message")]


async def test_what_is_written_is_stored_before_it_is_worked(room: Room) -> None:
    await room.says("olena", "яма на дорозі")
    assert await room.rows(inbox, "state", "address") == [("new", "olena")]
    assert room.flow.seen == []

    await room.engine.drain()
    assert room.flow.seen == [("olena", "яма на дорозі")]
    assert await texts(room) == ["чую: яма на дорозі"]


async def test_the_words_of_a_worked_event_are_not_kept_in_the_inbox(room: Room) -> None:
    await room.says("olena", "моя адреса")
    await room.engine.drain()
    assert await room.rows(inbox, "state", "raw") == [("done", b"")]


@pytest.mark.fault(2)
async def test_fifty_copies_of_one_update_at_once_have_one_effect(room: Room) -> None:
    copy = room.envelope("olena", "раз", "the-same")
    await asyncio.gather(*(room.engine.accept([copy]) for _ in range(50)))
    await asyncio.gather(*(room.engine.drain() for _ in range(3)))
    await room.engine.accept([copy])
    await room.engine.drain()
    assert room.flow.seen == [("olena", "раз")]


async def test_a_conversation_keeps_its_order_and_many_share_a_round(room: Room) -> None:
    await room.says("olena", "1", "2", "3")
    await room.says("taras", "а", "б")
    rounds = await room.engine.drain()
    assert [text for who, text in room.flow.seen if who == "olena"] == ["1", "2", "3"]
    assert [text for who, text in room.flow.seen if who == "taras"] == ["а", "б"]
    assert rounds == 3


async def test_a_chat_that_floods_does_not_keep_the_others_waiting(room: Room) -> None:
    await room.engine.drain()
    await room.says("flood", *(str(n) for n in range(200)))
    await room.says("olena", "допоможіть")
    await room.engine.drain()
    assert room.flow.seen.index(("olena", "допоможіть")) <= 1


async def test_a_first_word_makes_a_conversation_and_a_resident(room: Room) -> None:
    await room.says("olena", "добрий день")
    await room.says("-77", "у групі")
    await room.engine.drain()
    [olena, group] = await room.rows(conversations, "address", "is_group", "resident_id")
    assert olena[:2] == ("olena", False)
    assert olena[2] in await room.rows(residents, "id")
    assert group == ("-77", True, None)


async def test_people_met_in_one_round_do_not_get_each_others_rows(room: Room) -> None:
    await room.engine.drain()
    people = [f"p{n}" for n in range(40)]
    await room.engine.accept([room.envelope(one, one) for one in people])
    await room.engine.drain()
    rows = await room.rows(conversations, "address", "resident_id")
    assert [address for address, _ in rows] == people
    assert len({resident for _, resident in rows}) == 40
    ids = dict(await room.rows(conversations, "id", "address"))
    told = await room.rows(outbox, "conversation_id", "message")
    assert all(message["text"] == f"чую: {ids[one]}" for one, message in told)


async def test_one_bad_event_spoils_nothing_for_the_others_of_its_round(room: Room) -> None:
    await room.engine.drain()
    room.flow.broken.add("біда")
    await room.engine.accept([room.envelope(who, "добре") for who in ("a", "b", "c")])
    await room.says("olena", "біда", "після біди")
    await room.engine.accept([room.envelope(who, "добре") for who in ("d", "e")])
    await room.engine.drain()
    assert sorted(who for who, text in set(room.flow.seen) if text == "добре") == list("abcde")
    assert sorted(await texts(room)) == sorted(["чую: добре"] * 5 + ["чую: після біди"])


@pytest.mark.fault(4)
async def test_an_event_that_always_fails_is_set_aside_and_its_chat_is_told(room: Room) -> None:
    room.flow.broken.add("біда")
    await room.says("olena", "біда", "далі")
    await room.engine.drain()
    [parked, later, apology] = await room.rows(inbox, "id", "state", "attempts")
    assert parked[1:] == ("parked", ATTEMPTS)
    assert later[1] == apology[1] == "done"
    assert room.flow.seen == [("olena", "далі")]
    assert room.flow.notices == [("olena", Notice("parked", data={"event": str(parked[0])}))]


@pytest.mark.fault(4)
async def test_after_the_fix_a_parked_event_is_worked_once(room: Room) -> None:
    room.flow.broken.add("біда")
    await room.says("olena", "біда")
    await room.engine.drain()
    room.flow.broken.clear()
    assert await room.engine.replay() == 1
    await room.engine.drain()
    assert await room.engine.replay() == 0
    assert room.flow.seen == [("olena", "біда")]
    assert await room.rows(inbox, "state") == ["done", "done"]


async def test_an_apology_that_fails_is_set_aside_without_another(room: Room) -> None:
    async def always_fails(*_: object) -> None:
        raise LookupError

    room.engine = room.another_engine(always_fails)
    await room.says("olena", "будь-що")
    await room.engine.drain()
    assert await room.rows(inbox, "state", "origin") == [
        ("parked", "channel"),
        ("parked", "system"),
    ]


async def test_what_cannot_be_understood_is_set_aside_at_once_with_an_apology(room: Room) -> None:
    await room.engine.drain()
    await room.engine.accept([Envelope("post", "bad", "olena", b"{not json")])
    await room.says("olena", "а це зрозуміло")
    await room.engine.drain()
    assert (await room.rows(inbox, "state", "attempts", "parked_reason"))[0] == (
        "parked",
        0,
        "not-understood",
    )
    assert [notice.kind for _, notice in room.flow.notices] == ["parked"]
    assert room.flow.seen == [("olena", "а це зрозуміло")]


async def test_input_without_an_address_is_kept_and_answered_to_nobody(room: Room) -> None:
    await room.engine.accept([Envelope("post", "e1", "", b"???")])
    await room.engine.drain()
    assert await room.rows(inbox, "state", "raw", "parked_reason") == [
        ("parked", b"???", "no-address")
    ]
    assert await room.engine.replay() == 0


async def test_input_that_means_nothing_makes_no_conversation(room: Room) -> None:
    await room.says("olena", "nothing")
    await room.engine.drain()
    assert await room.rows(inbox, "state") == ["done"]
    assert await room.rows(conversations, "id") == []


async def test_nobody_can_use_up_the_id_of_a_notice(room: Room) -> None:
    await room.says("olena", "біда")
    room.flow.broken.add("біда")
    [event] = await room.rows(inbox, "id")
    await room.engine.accept([room.envelope("olena", "хитрість", f"parked:{event}")])
    await room.engine.drain()
    assert [notice.kind for _, notice in room.flow.notices] == ["parked"]


async def test_who_blocks_is_unreachable_until_they_write_again(room: Room) -> None:
    await room.says("olena", "день", "block")
    await room.engine.drain()
    assert await room.rows(conversations, "reachable") == [False]
    room.clock.advance(60)
    await room.says("olena", "я знову тут")
    await room.engine.drain()
    assert await room.rows(conversations, "reachable", "last_inbound_at") == [
        (True, room.clock.now)
    ]


async def test_a_group_that_moved_goes_on_under_its_new_address(room: Room) -> None:
    await room.says("-1", "у групі", "moved to -100", "ще з old")
    await room.engine.drain()
    await room.says("-100", "у новій")
    await room.engine.drain()
    assert await room.rows(conversations, "address") == ["-100"]
    assert room.flow.seen[-2:] == [("-100", "ще з old"), ("-100", "у новій")]


async def test_a_local_chat_is_told_through_its_transcript(database: Database) -> None:
    room = Room(database, FakeChannel("web", local=True))
    await room.says("s1", "яма")
    await room.says("s1", "photo")
    await room.engine.drain()
    assert await room.rows(outbox, "id") == []
    lines = await room.rows(transcript, "direction", "message", "body")
    assert [line[0] for line in lines] == ["in", "out", "in", "out"]
    assert lines[0][1:] == ("e1", {"text": "яма"})
    assert lines[2][2]["text"] == "ось фото"
    assert len(lines[2][2]["media"]) == 1


async def test_a_new_conversation_speaks_the_senders_language_if_we_do(room: Room) -> None:
    await room.engine.accept([room.envelope("olena", "hi", language="en-GB")])
    await room.engine.accept([room.envelope("taras", "привіт", language="pl")])
    await room.engine.drain()
    assert await room.rows(conversations, "language") == ["en", "uk"]


async def test_those_are_told_whose_conversations_were_worked(room: Room) -> None:
    told: list[set[str]] = []
    room.engine.on_answer(lambda addresses: told.append(set(addresses)))
    await room.engine.drain()
    await room.says("olena", "добрий день")
    await room.says("petro", "вітаю")
    await room.engine.drain()
    await room.says("olena", "дякую")
    await room.engine.drain()
    assert told == [{"olena", "petro"}, {"olena"}]


async def test_it_runs_by_itself_and_ends_when_told(room: Room) -> None:
    heard = asyncio.Event()
    room.engine.on_commit(heard.set)
    running = asyncio.create_task(room.engine.run())
    await room.says("olena", "добрий день")
    await asyncio.wait_for(heard.wait(), 10)
    await room.engine.stop()
    await asyncio.wait_for(running, 10)
    assert room.flow.seen == [("olena", "добрий день")]
