"""Each outcome of a send, and what becomes of the letter and its chat."""

import pytest
from sqlalchemy import insert, update

from bot.sending.delivery import Backlog
from flows.messages import Choice, Lane, Message
from handlers.channel import (
    Ambiguous,
    MovedTo,
    Refused,
    RetryAfter,
    Unreachable,
)
from models.database import Database
from models.queues import outbox as letters
from models.tables import attachments, conversations, inbox, outbox, transcript
from tests.bot.post_office import PostOffice
from tests.bot.room import NOON


@pytest.fixture
async def office(database: Database) -> PostOffice:
    office = PostOffice(database)
    await office.people("olena", "taras", "-group")
    return office


async def test_a_letter_is_sent_once(office: PostOffice) -> None:
    await office.write("olena", "добрий день")
    assert await office.deliver() == Backlog(0, None)
    assert office.sent == [("olena", "добрий день")]
    assert await office.states() == ["sent"]
    await office.deliver()
    assert len(office.sent) == 1


async def test_a_reply_to_news_finds_its_request(office: PostOffice) -> None:
    await office.write("olena", Message("заявка № 1001 прийнята", request=1001))
    await office.write("olena", Message("що сталося?", choices=((Choice("Яма", "t:1"),),)))
    await office.write("olena", "просто слова")
    await office.deliver()
    assert await office.rows(transcript, "message", "request", "body") == [
        ("1", 1001, None),
        ("2", None, None),
    ]


async def test_letters_to_one_chat_keep_their_order(office: PostOffice) -> None:
    for number in range(5):
        await office.write("olena", str(number))
        await office.write("taras", str(number))
    await office.deliver()
    assert [text for who, text in office.sent if who == "olena"] == list("01234")


async def test_answers_go_before_news_and_news_before_broadcasts(office: PostOffice) -> None:
    await office.write("olena", "оголошення", Lane.BROADCAST)
    await office.write("taras", "новина", Lane.NEWS)
    await office.write("-group", "відповідь")
    await office.write("olena", "відповідь Олені")
    await office.deliver()
    texts = [text for _, text in office.sent]
    assert texts.index("оголошення") == 3
    assert texts.index("новина") > texts.index("відповідь")


@pytest.mark.fault(7)
async def test_asked_to_wait_only_that_chat_waits_and_in_its_order(office: PostOffice) -> None:
    await office.write("olena", "1")
    office.channel.outcomes = [RetryAfter(3600)]
    await office.deliver()
    await office.write("olena", "2")
    await office.write("taras", "інше")
    left = await office.deliver()
    assert left.count == 2
    assert left.until == office.at(3600)
    assert office.sent[1:] == [("taras", "інше")]

    office.restart()
    await office.deliver()
    assert len(office.sent) == 2

    office.clock.advance(3600)
    await office.deliver()
    assert office.sent[2:] == [("olena", "1"), ("olena", "2")]


@pytest.mark.fault(7)
async def test_asked_to_wait_as_a_channel_everybody_waits(office: PostOffice) -> None:
    await office.write("olena", "1")
    office.channel.outcomes = [RetryAfter(7, channel=True)]
    await office.deliver()
    await office.write("taras", "2")
    assert await office.deliver() == Backlog(2, office.at(7))
    office.clock.advance(7)
    assert (await office.deliver()).count == 0


@pytest.mark.fault(6)
async def test_nobody_knows_if_it_arrived_it_is_repeated_at_most_twice(office: PostOffice) -> None:
    await office.write("olena", Message("№ 1001 виконано", request=1001))
    office.channel.outcomes = [Ambiguous("cut"), TimeoutError(), RuntimeError()]
    for _ in range(5):
        await office.deliver()
        office.clock.advance(60)
    assert len(office.sent) == 3
    assert await office.states() == ["unconfirmed"]
    [notice] = await office.notices()
    assert (notice.kind, notice.request, notice.data["reason"]) == (
        "undeliverable",
        1001,
        "unconfirmed",
    )


async def test_an_ambiguous_broadcast_is_never_repeated(office: PostOffice) -> None:
    await office.write("olena", "оголошення", Lane.BROADCAST)
    office.channel.outcomes = [Ambiguous("cut")]
    await office.deliver()
    assert await office.states() == ["unconfirmed"]


async def test_while_a_letter_is_repeated_the_next_one_waits_behind_it(office: PostOffice) -> None:
    await office.write("olena", "1")
    await office.write("olena", "2")
    office.channel.outcomes = [Ambiguous("cut")]
    await office.deliver()
    office.clock.advance(60)
    await office.deliver()
    assert [text for _, text in office.sent] == ["1", "1", "2"]


@pytest.mark.fault(6)
async def test_killed_while_sending_counts_as_an_attempt_and_is_repeated(
    office: PostOffice,
) -> None:
    await office.write("olena", "1")
    async with office.database.write() as connection:
        assert len(await letters.claim(connection, [1])) == 1
    office.restart()
    await office.deliver()
    assert await office.rows(outbox, "state", "ambiguous") == [("queued", 1)]
    office.clock.advance(60)
    await office.deliver()
    assert office.sent == [("olena", "1")]


@pytest.mark.fault(8)
async def test_blocked_the_chat_is_told_of_once_and_nothing_more_is_tried(
    office: PostOffice,
) -> None:
    await office.write("olena", "слова")
    office.channel.outcomes = [Unreachable("bot was blocked by the user")]
    await office.deliver()
    [notice] = await office.notices()
    assert (notice.kind, notice.data["reason"]) == ("undeliverable", "blocked")

    await office.work()
    await office.write("olena", Message("новина", request=1001))
    await office.write("olena", "ще слова")
    await office.deliver()
    assert len(office.sent) == 1
    assert await office.states() == ["failed"] * 3
    assert [notice.request for notice in await office.notices()] == [1001]


async def test_who_wrote_again_meanwhile_stays_reachable(office: PostOffice) -> None:
    await office.write("olena", "слова")
    office.channel.outcomes = [Unreachable("blocked")]
    await office.deliver()
    async with office.database.write() as connection:
        returned = update(conversations).values(last_inbound_at=office.at(1))
        await connection.execute(returned.where(conversations.c.address == "olena"))
    await office.work()
    await office.write("olena", "вітаємо знову")
    await office.deliver()
    assert office.sent[-1] == ("olena", "вітаємо знову")


async def test_refused_by_the_service_it_is_not_tried_again(office: PostOffice) -> None:
    await office.write("olena", Message("погано", request=1001))
    office.channel.outcomes = [Refused("can't parse entities")]
    await office.deliver()
    office.clock.advance(3600)
    await office.deliver()
    assert len(office.sent) == 1
    [notice] = await office.notices()
    assert (notice.request, notice.data["reason"]) == (1001, "refused")


@pytest.mark.fault(9)
async def test_a_group_that_moved_gets_its_letter_at_the_new_address(office: PostOffice) -> None:
    await office.write("-group", "нова заявка")
    await office.write("-group", "ще одна")
    office.channel.outcomes = [MovedTo("-1001")]
    await office.deliver()
    assert office.sent == [
        ("-group", "нова заявка"),
        ("-1001", "нова заявка"),
        ("-1001", "ще одна"),
    ]
    assert "-1001" in await office.rows(conversations, "address")


async def test_a_group_known_under_both_addresses_gets_its_letters_there(
    office: PostOffice,
) -> None:
    await office.people("-1001")
    await office.write("-group", "нова заявка")
    await office.write("-group", "ще одна")
    office.channel.outcomes = [MovedTo("-1001")]
    await office.deliver()
    assert office.sent[1:] == [("-1001", "нова заявка"), ("-1001", "ще одна")]


async def test_addresses_that_point_at_each_other_end(office: PostOffice) -> None:
    await office.write("-group", "слова")
    office.channel.outcomes = [MovedTo("-b"), MovedTo("-a")] * 5
    await office.deliver()
    assert await office.states() == ["failed"]


async def test_a_message_waits_for_its_photo_but_not_for_ever(office: PostOffice) -> None:
    photo = await office.photo("olena")
    await office.write("taras", Message("фото", media=(photo,)))
    await office.write("taras", "після фото")
    assert await office.deliver() == Backlog(2, office.at(60))
    office.clock.advance(60)
    await office.deliver()
    assert office.sent == [("taras", "фото"), ("taras", "після фото")]
    assert office.channel.files == [[], []]


async def test_a_message_leaves_with_its_photo_as_soon_as_it_is_there(office: PostOffice) -> None:
    photo = await office.photo("olena")
    await office.write("taras", Message("фото", media=(photo,)))
    await office.deliver()
    async with office.database.write() as connection:
        await connection.execute(update(attachments).values(state="stored", sha256="ab"))
    await office.deliver()
    assert office.channel.files == [[photo]]


async def test_a_question_not_sent_yet_gives_way_to_a_newer_one(office: PostOffice) -> None:
    await office.write("olena", "1")
    office.channel.outcomes = [RetryAfter(5)]
    await office.deliver()
    await office.write("olena", "яка адреса?", question=True)
    await office.write("olena", "дякуємо")
    await office.write("olena", "який телефон?", question=True)
    await office.write("taras", "ваше питання?", question=True)
    office.clock.advance(5)
    await office.deliver()
    assert [text for who, text in office.sent if who == "olena"] == [
        "1",
        "1",
        "дякуємо",
        "який телефон?",
    ]
    assert ("taras", "ваше питання?") in office.sent


async def test_two_deliveries_do_not_send_a_letter_twice(office: PostOffice) -> None:
    await office.open_another()
    for number in range(20):
        await office.write(("olena", "taras")[number % 2], str(number))
    await office.deliver_twice_at_once()
    assert sorted(int(text) for _, text in office.sent) == list(range(20))


async def test_letters_of_a_channel_that_is_off_are_kept(office: PostOffice) -> None:
    async with office.database.write() as connection:
        row = {"channel": "viber", "address": "x", "is_group": False, "language": "uk"}
        made = insert(conversations).values(row | {"reachable": True, "state": {}})
        await connection.execute(made)
    await office.write("x", "слова")
    assert await office.deliver() == Backlog(1, None)
    assert await office.states() == ["queued"]


async def test_nothing_is_in_the_inbox_when_all_went_well(office: PostOffice) -> None:
    await office.write("olena", Message("новина", request=1001))
    await office.deliver()
    assert await office.rows(inbox, "id") == []
    assert await office.rows(outbox, "settled_at", "provider_id") == [(NOON, "1")]
