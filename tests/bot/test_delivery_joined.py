"""Several pieces of news that wait for one person leave as one message, where a channel joins."""

from __future__ import annotations

from flows.messages import Choice, Lane, Message
from handlers.channel import Ambiguous, RetryAfter, Sent
from models import tables as t
from models.database import Database
from tests.bot.post_office import PostOffice


async def office(database: Database) -> PostOffice:
    made = PostOffice(database, joins=60, free_hours=0.0001)
    await made.people("1", "2")
    return made


def news(number: int, words: str = "", *choices: Choice) -> Message:
    rows = tuple((one,) for one in choices)
    return Message(words or f"№ {number}: взято в роботу", rows, request=number)


async def test_news_that_waits_together_is_one_message(database: Database) -> None:
    post = await office(database)
    for number in (1001, 1002):
        reply = Choice(f"Відповісти щодо № {number}", f"r:{number}:comment")
        await post.write("1", news(number, "", reply), Lane.NEWS)
    await post.write("2", news(1003), Lane.NEWS)
    left = await post.deliver()
    assert post.sent == []
    assert left.until == post.at(2)
    post.clock.now = post.at(2)
    await post.deliver()
    assert sorted(post.sent) == [
        ("1", "№ 1001: взято в роботу\n\n№ 1002: взято в роботу"),
        ("2", "№ 1003: взято в роботу"),
    ]
    assert await post.states() == ["sent"] * 3
    # Each request is found by the message, and has its receipts; the message is paid for once.
    assert sorted(await post.rows(t.transcript, "request")) == [1001, 1002, 1003]
    assert len(await post.rows(t.charges, "message")) == 2


async def test_an_answer_does_not_wait_for_more_news(database: Database) -> None:
    post = await office(database)
    await post.write("1", news(1001), Lane.NEWS)
    await post.write("1", "так, слухаю")
    await post.deliver()
    assert post.sent[:1] == [("1", "№ 1001: взято в роботу")]
    assert ("1", "так, слухаю") in post.sent


async def test_a_question_is_the_last_that_is_read(database: Database) -> None:
    post = await office(database)
    question = news(1001, "Вирішено?", Choice("Так", "q:1:0:yes"), Choice("Ні", "q:1:0:no"))
    await post.write("1", news(1000, "новина"), Lane.NEWS)
    await post.write("1", question, Lane.NEWS)
    await post.write("1", news(1002, "ще новина"), Lane.NEWS)
    post.clock.now = post.at(3)
    await post.deliver()
    assert [text for _, text in post.sent] == ["новина\n\nВирішено?", "ще новина"]


async def test_a_label_means_one_thing_and_a_text_has_its_limit(database: Database) -> None:
    post = await office(database)
    for number in (1001, 1002):
        await post.write("1", news(number, "", Choice("Картка", f"r:{number}:card")), Lane.NEWS)
    for number in (1003, 1004):
        await post.write("2", news(number, f"№ {number} " + "а" * 30), Lane.NEWS)
    post.clock.now = post.at(3)
    await post.deliver()
    assert len(post.sent) == 4


async def test_what_is_not_sent_together_is_tried_again_together(database: Database) -> None:
    post = await office(database)
    post.channel.outcomes = [RetryAfter(10), Ambiguous("cut"), Sent(("m9",))]
    for number in (1001, 1002):
        await post.write("1", news(number), Lane.NEWS)
    for seconds in (3, 14, 30):
        post.clock.now = post.at(seconds)
        await post.deliver()
    assert len({text for _, text in post.sent}) == 1
    assert await post.states() == ["sent"] * 2
    assert await post.rows(t.outbox, "ambiguous") == [1, 1]
    assert await post.rows(t.outbox, "provider_id") == ["m9", "m9"]
