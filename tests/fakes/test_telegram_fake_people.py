"""People in front of the fake see and do what people with Telegram see and do."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from .telegram import JPEG, ManualClock, Person, TelegramFake

if TYPE_CHECKING:
    from .conftest import Raw

Json = dict[str, Any]


async def test_ids_repeat_from_run_to_run(clock: ManualClock) -> None:
    async def once() -> list[Json]:
        server = TelegramFake(clock=clock)
        for name in ("Олена", "Ігор"):
            await server.person(name).sends_photo()
        return [update.json() for update in server.service.queue.waiting]

    assert await once() == await once()


async def test_a_question_asked_again_is_not_the_first_one(raw: Raw, olena: Person) -> None:
    await raw.call("sendMessage", chat_id=olena.id, text="Де це?")
    first = await olena.waits_for("Де це?")
    await olena.says("тут")
    with pytest.raises(AssertionError, match="waited for 'Де це"):
        await olena.waits_for("Де це?", timeout=0)
    assert await olena.waits_for("Де це?", anywhere=True) is first
    waiting = asyncio.create_task(olena.waits_for(lambda message: "Де" in message.text))
    await raw.call("sendMessage", chat_id=olena.id, text="Де це?")
    assert (await waiting).id > first.id


async def test_buttons(raw: Raw, olena: Person) -> None:
    rows = [
        [
            {"text": "Так", "callback_data": "yes", "style": "success"},
            {"text": "Сайт", "url": "https://krrada.gov.ua"},
        ],
        [{"text": "Номер", "copy_text": {"text": "КР-1"}}],
    ]
    await raw.call(
        "sendMessage", chat_id=olena.id, text="Так?", reply_markup={"inline_keyboard": rows}
    )
    message = olena.last
    assert message.labels == ["Так", "Сайт", "Номер"]
    for label in ("Так", "yes", "Сайт", "Номер"):
        await olena.taps(message, label)
    assert (olena.device.opened, olena.device.copied) == (["https://krrada.gov.ua"], ["КР-1"])
    with pytest.raises(AssertionError, match="no button 'Ні'"):
        await olena.taps(message, "Ні")
    await raw.call("deleteMessage", chat_id=olena.id, message_id=message.id)
    await olena.taps_stale(message, "yes")
    taps = [
        update["callback_query"] for update in await raw.updates() if "callback_query" in update
    ]
    assert [tap["data"] for tap in taps] == ["yes"] * 3
    assert taps[0]["message"]["reply_markup"]["inline_keyboard"] == rows
    assert taps[2]["message"]["date"] == 0


async def test_the_reply_keyboard(raw: Raw, olena: Person) -> None:
    keys = [
        [
            {"text": "📞 Мій номер", "request_contact": True},
            {"text": "📍 Я тут", "request_location": True},
        ],
        [{"text": "Назад"}],
    ]
    await raw.call("sendMessage", chat_id=olena.id, text="Номер?", reply_markup={"keyboard": keys})
    assert olena.keyboard == [["📞 Мій номер", "📍 Я тут"], ["Назад"]]
    contact = await olena.taps_key("📞 Мій номер")
    place = await olena.taps_key("📍 Я тут")
    await olena.taps(olena.last, "Назад")
    await raw.call(
        "sendMessage", chat_id=olena.id, text="Дякую", reply_markup={"remove_keyboard": True}
    )
    assert contact.raw["contact"]["user_id"] == olena.id
    assert place.raw["location"] == {"latitude": 47.9105, "longitude": 33.3918}
    assert [message.text for message in olena.chat][-2:] == ["Назад", "Дякую"]
    assert olena.keyboard == []
    with pytest.raises(AssertionError, match="no button"):
        await olena.taps_key("Назад")


async def test_contacts(server: TelegramFake, olena: Person) -> None:
    ihor = server.person("Ігор", phone="380501112233")
    own, other = await olena.shares_contact(), await olena.shares_contact_of(ihor)
    nobody = await olena.shares_contact_of(None, "+380441234567")
    assert [m.raw["contact"].get("user_id") for m in (own, other, nobody)] == [
        olena.id,
        ihor.id,
        None,
    ]
    assert other.raw["contact"]["phone_number"] == "380501112233"


async def test_an_album_is_separate_updates(raw: Raw, olena: Person) -> None:
    await olena.sends_album([JPEG, JPEG + b"2", 3000], caption="двір")
    updates = [update["message"] for update in (await raw.updates())[1:]]
    assert len({message["media_group_id"] for message in updates}) == 1
    assert [message.get("caption") for message in updates] == ["двір", None, None]
    sizes = [message["photo"][-1]["file_size"] for message in updates]
    assert sizes == [len(JPEG), len(JPEG) + 1, 3000]


async def test_edits_and_replies(raw: Raw, olena: Person) -> None:
    said = await olena.says("раз")
    await raw.call("sendMessage", chat_id=olena.id, text="Питання")
    await olena.edits(said.id, "два")
    await olena.replies_to(olena.last, "відповідь")
    edited, reply = (await raw.updates())[2:]
    assert edited["edited_message"]["text"] == "два"
    assert edited["edited_message"]["edit_date"]
    assert reply["message"]["reply_to_message"]["text"] == "Питання"
    assert olena.transcript.splitlines()[1:] == [
        "2 Олена: два",
        "3 bot: Питання",
        "4 Олена: відповідь",
    ]


async def test_blocking_is_told(raw: Raw, olena: Person) -> None:
    await olena.blocks()
    with pytest.raises(AssertionError, match="unblock"):
        await olena.says("так")
    await olena.unblocks()
    await olena.says("так")
    changes = [u["my_chat_member"]["new_chat_member"]["status"] for u in (await raw.updates())[1:3]]
    assert changes == ["kicked", "member"]


async def test_payload_of_a_deep_link(olena: Person) -> None:
    assert (await olena.starts("join_ABC-1")).text == "/start join_ABC-1"
    with pytest.raises(AssertionError):
        await olena.starts("пробіл тут")


async def test_privacy_in_groups(server: TelegramFake, raw: Raw, olena: Person) -> None:
    group = server.group("Водоканал", [olena])
    await raw.call("sendMessage", chat_id=group.id, text="Нова заявка")
    await olena.says_in(group, "між собою")
    await olena.says_in(group, "/queue")
    await olena.says_in(group, "/queue@kontakt1520_bot")
    await olena.says_in(group, "/queue@other_bot")
    await olena.replies_to(group.last, "беру", group)
    await olena.says_in(group, "а що @kontakt1520_bot?")
    heard = [update["message"]["text"] for update in (await raw.updates())[1:]]
    assert heard == ["/queue", "/queue@kontakt1520_bot", "беру", "а що @kontakt1520_bot?"]


async def test_topics_of_a_forum(server: TelegramFake, raw: Raw, olena: Person) -> None:
    forum = server.group("Чергові", [olena], forum=True, admin=True)
    water = await forum.topic(olena, "Вода")
    await olena.says_in(water, "тиску немає")
    answer = await raw.call(
        "sendMessage", chat_id=forum.id, text="Беремо", message_thread_id=water.topic_id
    )
    assert answer["result"]["message_thread_id"] == water.topic_id
    heard = (await raw.updates())[-1]["message"]
    assert (heard["text"], heard["message_thread_id"]) == ("тиску немає", water.topic_id)
    assert (await water.waits_for("Беремо")).chat.id == forum.id


async def test_topics_that_the_bot_opens_and_what_it_needs_for_it(
    server: TelegramFake, raw: Raw, olena: Person
) -> None:
    group, forum = server.group("Вода", [olena]), server.group("Світло", [olena], forum=True)
    opens = {"name": "Саксаганський район"}
    assert "the chat is not a forum" in await raw.refusal(
        "createForumTopic", chat_id=group.id, **opens
    )
    assert "not enough rights to create a topic" in await raw.refusal(
        "createForumTopic", chat_id=forum.id, **opens
    )
    forum.place.bot_manages_topics = True
    for wrong in ({"name": " "}, opens | {"icon_color": 7}):
        await raw.refusal("createForumTopic", chat_id=forum.id, **wrong)
    made = (await raw.call("createForumTopic", chat_id=forum.id, **opens))["result"]
    assert made["name"] == opens["name"]
    there = {"chat_id": forum.id, "message_thread_id": made["message_thread_id"]}
    assert (await raw.call("sendMessage", text="Тут", **there))["ok"]


async def test_what_was_asked_of_the_service_is_kept(
    server: TelegramFake, raw: Raw, olena: Person
) -> None:
    await raw.call("sendMessage", chat_id=olena.id, text="так")
    await raw.call("sendMessage", chat_id=olena.id, text="")
    assert [call.code for call in server.calls("sendMessage")] == [200, 400]
    assert [call.description for call in server.refused] == ["Bad Request: message text is empty"]
    assert [message.text for message in server.all_messages()] == ["так"]


async def test_phone_is_asked_only_in_private(
    server: TelegramFake, raw: Raw, olena: Person
) -> None:
    group = server.group("Водоканал", [olena])
    for asked in ("request_contact", "request_location"):
        markup = {"keyboard": [[{"text": "Дати", asked: True}]]}
        assert "private chats only" in await raw.refusal(
            "sendMessage", chat_id=group.id, text="так", reply_markup=markup
        )
        assert (await raw.call("sendMessage", chat_id=olena.id, text="так", reply_markup=markup))[
            "ok"
        ]
