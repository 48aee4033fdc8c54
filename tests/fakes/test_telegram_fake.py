"""The fake refuses what the service refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
)
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)

from .telegram import ManualClock, Person, TelegramFake
from .telegram.errors import ApiError
from .telegram.formatting import read_text

if TYPE_CHECKING:
    from aiogram import Bot

    from .conftest import Raw

Json = dict[str, Any]


def inline(**button: Any) -> Json:
    return {"inline_keyboard": [[{"text": "Так", **button}]]}


async def test_aiogram_greets_and_sends(server: TelegramFake, bot: Bot, olena: Person) -> None:
    me = await bot.get_me()
    sent = await bot.send_message(olena.id, "<b>Вітаю</b> &amp; слухаю", parse_mode="HTML")
    seen = await olena.waits_for("Вітаю & слухаю")
    assert me.username == "kontakt1520_bot"
    assert sent.message_id == seen.id == 2
    assert seen.entities == [{"type": "bold", "offset": 0, "length": 5}]
    assert server.refused == []


async def test_tokens_and_methods(raw: Raw) -> None:
    for token, status in (("1520000001:BBBBBBBBBBBBBBBBBBBBBBBB", 401), ("nonsense", 404)):
        async with raw.session.get(raw.address("getMe", token)) as answer:
            assert answer.status == status
    assert await raw.refusal("sendPigeon") == "Not Found"
    async with raw.session.get(raw.address("getme")) as answer:
        assert answer.status == 200


async def test_parameters_may_come_in_any_form(raw: Raw, olena: Person) -> None:
    fields = {"chat_id": str(olena.id), "text": "раз", "disable_notification": "true"}
    for form in ({"params": fields}, {"data": fields}, {"data": multipart(fields)}):
        async with raw.session.post(raw.address("sendMessage"), **form) as answer:
            assert (await answer.json())["ok"]
    assert [message.text for message in olena.chat][1:] == ["раз"] * 3


def multipart(fields: dict[str, str]) -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value)
    return form


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "так", "colour": "red"}, 'unknown parameter "colour"'),
        ({}, 'required "text"'),
        ({"text": 5}, 'wrong type of parameter "text"'),
        ({"text": "так", "disable_notification": "perhaps"}, "disable_notification"),
        ({"text": "   "}, "message text is empty"),
        ({"text": "а" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        (
            {"text": "так", "reply_markup": inline(callback_data="x", colour="red")},
            'unknown field "colour"',
        ),
        ({"text": "так", "reply_markup": inline()}, "text buttons are unallowed"),
        (
            {"text": "так", "reply_markup": inline(callback_data="x", url="https://a.ua")},
            "more than one action",
        ),
        ({"text": "так", "reply_markup": inline(callback_data="x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"text": "так", "reply_markup": inline(callback_data="ї" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "так", "reply_markup": inline(callback_data="")}, "BUTTON_DATA_INVALID"),
        ({"text": "так", "reply_markup": inline(callback_data=7)}, "wrong type"),
        (
            {"text": "так", "reply_markup": inline(copy_text={"text": "1" * 257})},
            "BUTTON_COPY_TEXT_INVALID",
        ),
        ({"text": "так", "reply_markup": inline(url="http://localhost:8080/")}, "Wrong HTTP URL"),
        (
            {"text": "так", "reply_markup": inline(callback_data="x", style="green")},
            "unknown button style",
        ),
        ({"text": "так", "reply_markup": {"keyboard": [[{"text": ""}]]}}, "non-empty"),
        (
            {
                "text": "так",
                "reply_markup": {"force_reply": True, "input_field_placeholder": "а" * 65},
            },
            "placeholder",
        ),
        ({"text": "так", "reply_markup": {"rows": []}}, "can't parse"),
        ({"text": "так", "parse_mode": "Markdown"}, "unsupported parse_mode"),
        (
            {"text": "так", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        ({"text": "так", "message_thread_id": 3}, "message thread not found"),
        (
            {"text": "так", "entities": [{"type": "bold", "offset": 1, "length": 9}]},
            "can't parse entities",
        ),
        ({"text": "так", "business_connection_id": "x"}, "cannot be used"),
    ],
)
async def test_a_message_that_is_refused(raw: Raw, olena: Person, params: Json, words: str) -> None:
    assert words in await raw.refusal("sendMessage", chat_id=olena.id, **params)
    assert len(olena.chat) == 1


async def test_the_longest_that_is_taken(raw: Raw, olena: Person) -> None:
    bold = "<b>" + "😀" * 2048 + "</b>"
    markup = inline(callback_data="ї" * 32)
    answer = await raw.call(
        "sendMessage", chat_id=olena.id, text=bold, parse_mode="HTML", reply_markup=markup
    )
    assert answer["ok"]
    anyway = {"message_id": 99, "allow_sending_without_reply": True}
    assert (await raw.call("sendMessage", chat_id=olena.id, text="так", reply_parameters=anyway))[
        "ok"
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>так", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>так</i>", 'Unmatched end tag at byte offset 9, expected "</b>", found "</i>"'),
        ("так</b>", "Unexpected end tag at byte offset 6"),
        ("<h1>так</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("<b так", "Unclosed start tag at byte offset 0"),
        ("<b>так</b", "Unclosed end tag at byte offset 9"),
        ("<span>так</span>", 'Tag "span" must have class "tg-spoiler"'),
        ("яма&nbsp;тут", "Unsupported character entity at byte offset 6"),
        ("Рога & копита", "Unsupported character entity"),
    ],
)
async def test_broken_html(bot: Bot, olena: Person, source: str, words: str) -> None:
    with pytest.raises(TelegramBadRequest) as refused:
        await bot.send_message(olena.id, source, parse_mode="HTML")
    assert f"Bad Request: can't parse entities: {words}" in refused.value.message


def test_html_is_read_as_the_service_does() -> None:
    source = (
        ' <b>😀 <i>два</i></b> <a href="https://krrada.gov.ua/?a=1&amp;b=2">сайт</a> &#1111;&#x457;'
        '<a href="nowhere">х</a><blockquote expandable>цитата</blockquote><pre><code class="language-c">x</code></pre>'
    )
    text, entities = read_text(source, "HTML", [])
    assert text == "😀 два сайт їїхцитатаx"
    assert [(e["type"], e["offset"], e["length"]) for e in entities] == [
        ("bold", 0, 6),
        ("italic", 3, 3),
        ("text_link", 7, 4),
        ("expandable_blockquote", 15, 6),
        ("pre", 21, 1),
    ]
    assert entities[2]["url"] == "https://krrada.gov.ua/?a=1&b=2"
    with pytest.raises(ApiError):
        read_text("<b>", "html", [])


async def test_the_31st_message_in_a_second(
    server: TelegramFake, bot: Bot, clock: ManualClock
) -> None:
    people = [server.person(f"Мешканець{number}") for number in range(31)]
    for person in people:
        await person.starts()
    for person in people[:30]:
        await bot.send_message(person.id, "так")
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(people[30].id, "так")
    assert refused.value.retry_after == 1
    assert server.too_many == 1
    clock.advance(1)
    await bot.send_message(people[30].id, "так")


async def test_one_chat_gets_one_a_second_after_a_burst(
    raw: Raw, clock: ManualClock, olena: Person
) -> None:
    answers = [await raw.call("sendMessage", chat_id=olena.id, text="так") for _ in range(4)]
    assert [answer["ok"] for answer in answers] == [True, True, True, False]
    assert answers[3]["parameters"] == {"retry_after": 1}
    clock.advance(1)
    assert (await raw.call("sendMessage", chat_id=olena.id, text="так"))["ok"]
    assert (await raw.call("sendMessage", chat_id=olena.id, text="так"))["error_code"] == 429


async def test_a_group_gets_twenty_a_minute(
    server: TelegramFake, raw: Raw, clock: ManualClock, olena: Person
) -> None:
    group = server.group("Водоканал", [olena])
    for _ in range(20):
        assert (await raw.call("sendMessage", chat_id=group.id, text="так"))["ok"]
        clock.advance(2)
    refused = await raw.call("sendMessage", chat_id=group.id, text="так")
    assert refused["parameters"] == {"retry_after": 20}


async def test_edits(bot: Bot, clock: ManualClock, olena: Person) -> None:
    markup = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Так", callback_data="yes")]]
    )
    sent = await bot.send_message(olena.id, "Це ваша заявка?", reply_markup=markup)
    place: dict[str, Any] = {"chat_id": olena.id, "message_id": sent.message_id}
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text(
            "Це ваша <b></b>заявка?", parse_mode="HTML", reply_markup=markup, **place
        )
    clock.advance(2)
    await bot.edit_message_text("Дякую", **place)
    seen = await olena.waits_for("Дякую")
    assert (seen.id, seen.labels, seen.edited) == (sent.message_id, [], 1)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("так", chat_id=olena.id, message_id=77)
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("так", chat_id=olena.id, message_id=1)
    with pytest.raises(TelegramBadRequest, match="no caption"):
        await bot.edit_message_caption(caption="так", **place)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_reply_markup(**place)
    await bot.delete_message(**place)
    assert [message.from_bot for message in olena.chat] == [False]


async def test_taps_can_be_answered_for_150_seconds(
    raw: Raw, clock: ManualClock, olena: Person
) -> None:
    await raw.call(
        "sendMessage", chat_id=olena.id, text="Так?", reply_markup=inline(callback_data="yes")
    )
    tap = await olena.taps(olena.last, "Так")
    assert tap
    assert "MESSAGE_TOO_LONG" in await raw.refusal(
        "answerCallbackQuery", callback_query_id=tap.id, text="а" * 201
    )
    clock.advance(150)
    assert (await raw.call("answerCallbackQuery", callback_query_id=tap.id, text="Дякую"))["ok"]
    assert (await raw.call("answerCallbackQuery", callback_query_id=tap.id))["ok"]
    assert await olena.is_answered(tap) == {"text": "Дякую"}
    clock.advance(1)
    for number in (tap.id, "1"):
        words = await raw.refusal("answerCallbackQuery", callback_query_id=number)
        assert (
            words
            == "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )


async def test_whom_the_bot_may_write_to(server: TelegramFake, bot: Bot, olena: Person) -> None:
    stranger, colleague = server.person("Ігор"), server.person("Світлана")
    group = server.group("Водоканал", [colleague])
    old_id = group.id
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(stranger.id, "так")
    with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
        await bot.send_message(colleague.id, "так")
    await olena.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(olena.id, "так")
    await olena.unblocks()
    await bot.send_message(olena.id, "так")
    await group.migrates(colleague)
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(old_id, "так")
    assert moved.value.migrate_to_chat_id == group.id
    await bot.send_message(group.id, "так")
    await group.removes_bot(colleague)
    with pytest.raises(TelegramForbiddenError, match="kicked from the supergroup"):
        await bot.send_message(group.id, "так")
