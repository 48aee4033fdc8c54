"""The Viber fake: what it lets through, and what it refuses, with which status."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from .telegram import ManualClock
from .viber import Person, ViberFake
from .viber_bot import PUBLIC, Bot, connected, jpeg

Json = dict[str, Any]


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
    person = fake.person("Олена")
    await person.says("Добрий день")
    return person


def button(**changes: Any) -> Json:
    return {"ActionType": "reply", "ActionBody": "yes", "Text": "Так"} | changes


def keyboard(*buttons: Json, **changes: Any) -> Json:
    return {"Type": "keyboard", "Buttons": list(buttons) or [button()]} | changes


async def test_a_wrong_token_is_no_token(bot: Bot) -> None:
    assert (await bot.call("get_account_info", {}, token="other"))["status"] == 2


async def test_the_account(bot: Bot) -> None:
    info = await bot.call("get_account_info", {})
    assert (info["status"], info["name"]) == (0, "Контакт-центр 1520")


async def test_a_webhook_must_be_https_and_answer_200(bot: Bot) -> None:
    assert bot.events() == ["webhook"]
    assert (await bot.call("set_webhook", {"url": "http://bot.example/hook"}))["status"] == 1
    bot.status = 503
    assert (await bot.call("set_webhook", {"url": f"{PUBLIC}/hook"}))["status"] == 1
    assert (await bot.call("set_webhook", {}))["status"] == 4
    unknown = {"url": f"{PUBLIC}/hook", "event_types": ["likes"]}
    assert (await bot.call("set_webhook", unknown))["status"] == 3


async def test_without_a_webhook_nothing_is_sent(bot: Bot, olena: Person) -> None:
    assert (await bot.call("set_webhook", {"url": ""}))["status"] == 0
    assert await bot.send(olena.id) == 10


async def test_who_has_not_written_cannot_be_written_to(fake: ViberFake, bot: Bot) -> None:
    taras = fake.person("Тарас")
    assert await bot.send("nobody") == 5
    assert await bot.send(taras.id) == 6
    await taras.opens()
    assert await bot.send(taras.id) == 6
    await taras.says("Добрий день")
    assert "subscribed" not in bot.events()
    assert await bot.send(taras.id) == 0
    await taras.unsubscribes()
    assert await bot.send(taras.id) == 6
    await taras.resubscribes()
    assert await bot.send(taras.id) == 0


async def test_a_welcome_is_an_answer_and_comes_once(fake: ViberFake, bot: Bot) -> None:
    taras = fake.person("Тарас")
    bot.welcome = {
        "sender": {"name": "1520"},
        "type": "text",
        "text": "Вітаємо",
        "keyboard": keyboard(),
    }
    await taras.opens("abc")
    assert taras.sees("Вітаємо")
    assert bot.callbacks[-1]["context"] == "abc"
    assert bot.callbacks[-1]["subscribed"] is False
    assert [button["Text"] for button in taras.keyboard] == ["Так"]
    await taras.taps("Так")
    assert bot.callbacks[-1]["message"]["text"] == "yes"
    assert taras.chat[-1].text == "yes"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 0),
        ({"text": "а" * 7000}, 0),
        ({"text": "а" * 7001}, 3),
        ({"text": None}, 4),
        ({"text": " "}, 4),
        ({"type": "poll"}, 3),
        ({"parse_mode": "HTML"}, 3),
        ({"sender": None}, 4),
        ({"sender": {"name": "а" * 28}}, 0),
        ({"sender": {"name": "а" * 29}}, 3),
        ({"tracking_data": "а" * 4000}, 0),
        ({"tracking_data": "а" * 4001}, 3),
        ({"receiver": None}, 4),
        ({"min_api_version": 0}, 3),
        ({"text": "€" * 7000, "tracking_data": "\U0001f600" * 4000}, 3),  # more than 30 KB
    ],
)
async def test_what_a_text_may_be(bot: Bot, olena: Person, changes: Json, status: int) -> None:
    assert await bot.send(olena.id, **changes) == status


@pytest.mark.parametrize(
    ("board", "level", "status"),
    [
        (keyboard(), None, 0),
        ({"Buttons": [button()]}, None, 3),
        (keyboard(Buttons=[]), None, 3),
        (keyboard(Colour="red"), None, 3),
        (keyboard(button(Columns=7)), None, 3),
        (keyboard(button(Rows=3)), None, 3),
        (keyboard(button(Rows=2)), None, 0),
        (keyboard(*[button()] * 12), None, 0),
        (keyboard(*[button()] * 13), None, 3),
        (keyboard(*[button(Columns=3)] * 24), None, 0),
        (keyboard(*[button(Columns=3)] * 25), None, 3),
        (keyboard(*[button(Columns=4)] * 13), None, 3),
        (keyboard(button(Columns=3, Rows=2), *[button(Columns=3)] * 23), None, 3),
        (keyboard(button(ActionBody="")), None, 3),
        (keyboard(button(ActionType="call")), None, 3),
        (keyboard(button(ActionType="open-url", ActionBody="page")), None, 3),
        (keyboard(button(ActionType="open-url", ActionBody="https://example.org")), None, 0),
        (keyboard(button(Text="а" * 251)), None, 3),
        (keyboard(button(Text="Так & ні")), None, 3),
        (keyboard(button(Text="<script>")), None, 3),
        (keyboard(button(Text="<b>Так")), None, 3),
        (keyboard(button(Text='<font color="#FFFFFF">Так &amp; ні</font>')), None, 0),
        (keyboard(button(BgColor="red")), None, 3),
        (keyboard(button(ActionType="share-phone")), None, 14),
        (keyboard(button(ActionType="share-phone")), 3, 0),
        (keyboard(button(ActionType="location-picker")), 2, 14),
        (keyboard(InputFieldState="hidden"), 3, 14),
        (keyboard(InputFieldState="hidden"), 4, 0),
        (keyboard(button(Silent=True)), 5, 14),
        (keyboard(button(Silent=True, TextShouldFit=True)), 6, 0),
    ],
)
async def test_what_a_keyboard_may_be(
    bot: Bot, olena: Person, board: Json, level: int | None, status: int
) -> None:
    assert await bot.send(olena.id, keyboard=board, min_api_version=level) == status


async def test_a_device_must_be_new_enough(bot: Bot, olena: Person) -> None:
    olena.account.api_version = 5
    assert await bot.send(olena.id, keyboard=keyboard(button(Silent=True)), min_api_version=6) == 13
    assert await bot.send(olena.id, keyboard=keyboard()) == 0


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"media": f"{PUBLIC}/f/p.jpg"}, 0),
        ({"media": f"{PUBLIC}/f/p.jpg", "text": "а" * 512}, 0),
        ({"media": f"{PUBLIC}/f/p.jpg", "text": "а" * 513}, 3),
        ({"media": f"{PUBLIC}/f/p.jpg?size=1"}, 3),
        ({"media": "http://bot.example/f/p.jpg"}, 3),
        ({"media": f"{PUBLIC}/f/p"}, 3),
        ({"media": f"{PUBLIC}/f/gone.jpg"}, 3),
        ({"media": f"{PUBLIC}/f/p.png"}, 3),
        ({"media": f"{PUBLIC}/f/large.jpg"}, 3),
        ({}, 4),
    ],
)
async def test_what_a_picture_may_be(bot: Bot, olena: Person, changes: Json, status: int) -> None:
    bot.files["large.jpg"] = ("image/jpeg", jpeg() + bytes(1_000_000))
    assert await bot.send(olena.id, type="picture", **({"text": ""} | changes)) == status


@pytest.mark.parametrize(
    ("kind", "name", "size", "status"),
    [
        ("video", "v.mp4", 5, 0),
        ("video", "v.mp4", 6, 3),
        ("video", "v.mp4", None, 4),
        ("video", "v.mp4", 27 * 1024 * 1024, 3),
        ("video", "v.pdf", 5, 3),
        ("file", "v.pdf", 5, 0),
        ("file", "v.pdf", 51 * 1024 * 1024, 3),
    ],
)
async def test_what_videos_and_files_may_be(
    bot: Bot, olena: Person, kind: str, name: str, size: int | None, status: int
) -> None:
    bot.files |= {"v.mp4": ("video/mp4", b"12345"), "v.pdf": ("application/pdf", b"12345")}
    named = {"file_name": "Акт.pdf"} if kind == "file" else {}
    media = f"{PUBLIC}/f/{name}"
    sent = await bot.send(olena.id, type=kind, text=None, media=media, size=size, **named)
    assert sent == status
    assert olena.chat[-1].content == (b"12345" if status == 0 else b"")


async def test_a_hundred_messages_an_hour_without_an_answer(
    bot: Bot, olena: Person, clock: ManualClock
) -> None:
    assert [await bot.send(olena.id) for _ in range(100)] == [0] * 100
    assert await bot.send(olena.id) == 12
    clock.advance(3601)
    assert await bot.send(olena.id) == 0
    assert [await bot.send(olena.id) for _ in range(99)] == [0] * 99
    assert await bot.send(olena.id) == 12
    await olena.says("Досить")
    assert await bot.send(olena.id) == 0


async def test_a_broadcast_tells_who_was_not_reached(
    fake: ViberFake, bot: Bot, olena: Person
) -> None:
    body = {"sender": {"name": "1520"}, "type": "text", "text": "Так"}
    answer = await bot.call("broadcast_message", body | {"broadcast_list": [olena.id, "x"]})
    assert [failed["receiver"] for failed in answer["failed_list"]] == ["x"]
    assert olena.sees("Так")
    too_many = await bot.call("broadcast_message", body | {"broadcast_list": ["x"] * 301})
    assert too_many["status"] == 3
    assert [call.status for call in fake.refused] == [3]


async def test_tokens_exceed_what_a_double_holds(bot: Bot, olena: Person) -> None:
    body = {"receiver": olena.id, "sender": {"name": "1520"}, "type": "text", "text": "Так"}
    token = (await bot.call("send_message", body))["message_token"]
    assert token > 2**53
    assert int(float(token)) != token
