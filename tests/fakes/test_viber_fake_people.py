"""The Viber fake: what its people do, and how their callbacks come."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from .telegram import ManualClock
from .viber import Person, ViberFake
from .viber_bot import Bot, connected, jpeg


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def fake(clock: ManualClock) -> AsyncIterator[ViberFake]:
    running = ViberFake(clock=clock)
    yield running
    await running.stop()


@pytest.fixture
async def bot(fake: ViberFake) -> AsyncIterator[Bot]:
    made = Bot(fake.token)
    await connected(fake, made)
    yield made
    await made.stop()


@pytest.fixture
async def olena(fake: ViberFake, bot: Bot) -> Person:
    person = fake.person("Олена", "+380671234567")
    await person.says("Добрий день")
    return person


ASKING = {
    "Type": "keyboard",
    "Buttons": [
        {"ActionType": "share-phone", "ActionBody": "phone", "Text": "Мій номер"},
        {"ActionType": "reply", "ActionBody": "later", "Text": "Потім", "Silent": True},
    ],
}


async def test_a_message_carries_the_tracking_data_of_the_last_one(bot: Bot, olena: Person) -> None:
    assert bot.callbacks[-1]["message"] == {
        "type": "text",
        "text": "Добрий день",
        "tracking_data": "",
    }
    await bot.send(olena.id, tracking_data="here")
    await olena.says("Далі")
    assert bot.callbacks[-1]["message"]["tracking_data"] == "here"


async def test_the_own_number_comes_as_a_card_without_an_account(bot: Bot, olena: Person) -> None:
    await bot.send(olena.id, keyboard=ASKING, min_api_version=6)
    await olena.shares_phone()
    message = bot.callbacks[-1]["message"]
    assert message["type"] == "contact"
    assert message["contact"] == {"name": "Олена", "phone_number": "380671234567"}
    assert message["text"] == "phone"


async def test_on_a_computer_the_number_is_not_shared(bot: Bot, olena: Person) -> None:
    await bot.send(olena.id, keyboard=ASKING, min_api_version=6)
    olena.on_desktop = True
    await olena.shares_phone()
    assert bot.callbacks[-1]["message"]["type"] == "text"
    assert "contact" not in bot.callbacks[-1]["message"]


async def test_a_silent_tap_is_not_seen_in_the_chat(bot: Bot, olena: Person) -> None:
    await bot.send(olena.id, keyboard=ASKING, min_api_version=6)
    await olena.taps("Потім")
    assert bot.callbacks[-1]["message"]["text"] == "later"
    assert [m.text for m in olena.chat if not m.from_bot] == ["Добрий день"]


async def test_only_the_newest_keyboard_is_there(bot: Bot, olena: Person) -> None:
    await bot.send(olena.id, keyboard=ASKING, min_api_version=6)
    old = olena.last_of_bot()
    await bot.send(olena.id)
    with pytest.raises(AssertionError, match="no button"):
        await olena.taps("Потім")
    assert old
    await olena.taps_stale(old, "Потім")
    assert bot.callbacks[-1]["message"]["text"] == "later"


async def test_what_people_send_is_behind_a_link_for_an_hour(
    bot: Bot, olena: Person, clock: ManualClock
) -> None:
    await olena.sends_photo(jpeg(), "Яма")
    message = bot.callbacks[-1]["message"]
    assert (message["type"], message["text"]) == ("picture", "Яма")
    async with aiohttp.ClientSession() as session:
        async with session.get(message["media"]) as answer:
            assert await answer.read() == jpeg()
        clock.advance(3601)
        async with session.get(message["media"]) as answer:
            assert answer.status == 403


async def test_other_things_that_people_send(bot: Bot, olena: Person) -> None:
    await olena.sends_video(b"12345")
    await olena.sends_file(b"123", "Акт.pdf")
    await olena.sends_sticker()
    await olena.sends_url("https://example.org")
    await olena.sends_contact("Тарас", "+380670000000")
    await olena.shares_location(47.9, 33.4)
    sent = [callback["message"] for callback in bot.callbacks[2:]]
    kinds = ["video", "file", "sticker", "url", "contact", "location"]
    assert [message["type"] for message in sent] == kinds
    assert "text" not in sent[4]
    assert sent[5]["location"] == {"lat": 47.9, "lon": 33.4}


async def test_a_callback_is_repeated_until_200(fake: ViberFake, bot: Bot, olena: Person) -> None:
    bot.status = 503
    await olena.says("Далі")
    await fake.callbacks.flush()
    bot.status = 200
    await fake.callbacks.flush()
    await fake.callbacks.flush()
    texts = [c["message"]["text"] for c in bot.callbacks if c["event"] == "message"]
    assert texts == ["Добрий день", "Далі", "Далі", "Далі"]
    tokens = {c["message_token"] for c in bot.callbacks[-3:]}
    assert len(tokens) == 1


async def test_callbacks_come_in_any_order(fake: ViberFake, bot: Bot, olena: Person) -> None:
    fake.callbacks.holding = True
    await olena.says("один")
    await olena.says("два")
    await fake.callbacks.release([1, 0])
    assert [c["message"]["text"] for c in bot.callbacks[-2:]] == ["два", "один"]


async def test_each_device_tells_that_it_got_a_message(
    fake: ViberFake, bot: Bot, olena: Person
) -> None:
    olena.account.devices = 3
    await bot.send(olena.id)
    await fake.callbacks.flush()
    await olena.reads()
    told = [c for c in bot.callbacks if c["event"] in {"delivered", "seen"}]
    assert [c["event"] for c in told] == ["delivered"] * 3 + ["seen"]
    assert len({c["message_token"] for c in told}) == 1
    newest = olena.last_of_bot()
    assert newest
    await olena.fails(newest)
    assert bot.callbacks[-1]["event"] == "failed"


async def test_events_that_were_not_asked_for_do_not_come(fake: ViberFake, bot: Bot) -> None:
    hook = {"url": fake.callbacks.url, "event_types": ["seen"]}
    assert (await bot.call("set_webhook", hook))["status"] == 0
    taras = fake.person("Тарас")
    await taras.opens()
    await taras.says("Добрий день")
    await bot.send(taras.id)
    await fake.callbacks.flush()
    assert bot.events()[-1] == "message"
    assert "conversation_started" not in bot.events()


async def test_faults_come_before_anything_else(fake: ViberFake, bot: Bot, olena: Person) -> None:
    fake.faults += [12, "http 503", "drop"]
    assert await bot.send(olena.id) == 12
    with pytest.raises(aiohttp.ContentTypeError):
        await bot.send(olena.id)
    with pytest.raises(aiohttp.ClientError):
        await bot.send(olena.id)
    assert await bot.send(olena.id) == 0
    assert len([m for m in olena.chat if m.from_bot]) == 1
