"""Files, albums, commands and the small methods are as strict as the service's."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
)
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InputMediaPhoto,
)

from .telegram import JPEG, ManualClock, Person, TelegramFake
from .telegram.spec import load
from .test_telegram_fake import multipart

if TYPE_CHECKING:
    from aiogram import Bot

    from .conftest import Raw

Json = dict[str, Any]


async def test_files_up_and_down(server: TelegramFake, bot: Bot, olena: Person) -> None:
    sent = await bot.send_photo(
        olena.id, BufferedInputFile(JPEG, "яма.jpg"), caption="<i>яма</i>", parse_mode="HTML"
    )
    assert olena.last.content == JPEG
    assert sent.photo
    again = await bot.send_photo(olena.id, sent.photo[-1].file_id)
    assert again.photo
    received = await bot.download(sent.photo[-1])
    assert received
    assert received.read() == JPEG
    file = await bot.get_file(sent.photo[-1].file_id)
    assert server.refused == []
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(olena.id, BufferedInputFile(b"MZ", "яма.jpg"))
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_photo(olena.id, "nothing")
    with pytest.raises(TelegramBadRequest, match="caption is too long"):
        await bot.send_photo(olena.id, sent.photo[-1].file_id, caption="а" * 1025)
    assert file.file_path == "photos/file_1.jpg"


async def test_files_that_are_too_big(
    raw: Raw, bot: Bot, clock: ManualClock, olena: Person
) -> None:
    big = await olena.sends_document(20 * 1024 * 1024 + 1)
    fits = await olena.sends_document(20 * 1024 * 1024)
    assert big.media
    assert fits.media
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(big.media.file_id)
    path = (await bot.get_file(fits.media.file_id)).file_path
    address = f"{raw.server.url}/file/bot{raw.server.token}/{path}"
    async with raw.session.get(address) as answer:
        assert len(await answer.read()) == 20 * 1024 * 1024
    clock.advance(3601)
    async with raw.session.get(address) as answer:
        assert answer.status == 404
    with pytest.raises(TelegramBadRequest, match="too big for a photo"):
        await bot.send_photo(olena.id, BufferedInputFile(JPEG + bytes(10 * 1024 * 1024), "1.jpg"))
    form = multipart({"chat_id": str(olena.id)})
    form.add_field("document", io.BytesIO(bytes(50 * 1024 * 1024 + 1)), filename="1.pdf")
    async with raw.session.post(raw.address("sendDocument"), data=form) as answer:
        assert answer.status == 413
        assert (await answer.json())["description"] == "Request Entity Too Large"


async def test_albums(bot: Bot, clock: ManualClock, olena: Person) -> None:
    photo = InputMediaPhoto(media=BufferedInputFile(JPEG, "1.jpg"), caption="двір")
    with pytest.raises(TelegramBadRequest, match="2-10 items"):
        await bot.send_media_group(olena.id, [photo])
    sent = await bot.send_media_group(olena.id, [photo, photo])
    assert len({message.media_group_id for message in sent}) == 1
    clock.advance(5)
    with pytest.raises(TelegramBadRequest, match="2-10 items"):
        await bot.send_media_group(olena.id, [photo] * 11)
    assert [message.content for message in olena.chat[1:]] == [JPEG, JPEG]


async def test_commands(server: TelegramFake, bot: Bot, raw: Raw, olena: Person) -> None:
    await bot.set_my_commands(
        [BotCommand(command="new", description="Нова заявка")], language_code="uk"
    )
    assert server.commands(language="uk") == ["new"] == olena.commands
    own = {"type": "chat", "chat_id": olena.id}
    queue = [{"command": "queue", "description": "Черга"}]
    assert (await raw.call("setMyCommands", commands=queue, scope=own))["ok"]
    assert olena.commands == ["queue"]
    for command, words in (("Нова", "BOT_COMMAND_INVALID"), ("n" * 33, "BOT_COMMAND_INVALID")):
        bad = [{"command": command, "description": "так"}]
        assert words in await raw.refusal("setMyCommands", commands=bad)
    long = [{"command": "new", "description": "а" * 257}]
    assert "DESCRIPTION_INVALID" in await raw.refusal("setMyCommands", commands=long)
    assert "chat not found" in await raw.refusal(
        "setMyCommands", commands=queue, scope=own | {"chat_id": 5}
    )
    assert "language" in await raw.refusal("setMyCommands", commands=queue, language_code="ukr")


async def test_small_methods(bot: Bot, raw: Raw, olena: Person) -> None:
    await bot.send_chat_action(olena.id, "typing")
    assert olena.private_chat.actions == ["typing"]
    assert "wrong parameter action" in await raw.refusal(
        "sendChatAction", chat_id=olena.id, action="dance"
    )
    venue = await bot.send_venue(olena.id, 47.9, 33.4, "Міськрада", "пл. Молодіжна, 1")
    assert venue.venue
    assert "wrong latitude" in await raw.refusal(
        "sendLocation", chat_id=olena.id, latitude=91, longitude=0
    )
    await raw.call(
        "setMessageReaction",
        chat_id=olena.id,
        message_id=1,
        reaction=[{"type": "emoji", "emoji": "👍"}],
    )
    assert olena.chat[0].reactions == [{"type": "emoji", "emoji": "👍"}]
    wrong = [{"type": "emoji", "emoji": "🚧"}]
    assert "REACTION_INVALID" in await raw.refusal(
        "setMessageReaction", chat_id=olena.id, message_id=1, reaction=wrong
    )
    assert (await bot.get_chat(olena.id)).first_name == "Олена"
    assert (await bot.get_chat_member(olena.id, olena.id)).status == "left"


def test_every_method_of_the_description_is_answered(server: TelegramFake) -> None:
    elsewhere = {"getUpdates", "setWebhook", "deleteWebhook"}
    assert set(load().methods) == set(server.service.methods) | elsewhere
