"""Updates come, are repeated and are forgotten as the service does it; planned faults happen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import TelegramObject, Update

from .telegram import ManualClock, Person, TelegramFake

if TYPE_CHECKING:
    from aiogram import Bot

    from .conftest import Raw

Json = dict[str, Any]


def texts(updates: list[Json]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_are_confirmed_only_by_the_next_offset(raw: Raw, olena: Person) -> None:
    await olena.says("раз")
    await olena.says("два")
    first = await raw.updates()
    assert texts(first) == ["/start", "раз", "два"]
    assert await raw.updates() == first
    numbers = [update["update_id"] for update in first]
    assert numbers == sorted(set(numbers))
    assert texts(await raw.updates(offset=numbers[1])) == ["раз", "два"]
    assert texts(await raw.updates(offset=0, limit=1)) == ["раз"]
    assert texts(await raw.updates(offset=-1)) == ["два"]
    assert await raw.updates(offset=numbers[2] + 1) == []
    assert await raw.updates() == []


async def test_limits_of_a_poll(raw: Raw) -> None:
    for limit in (0, 101):
        assert "limit must be 1-100" in await raw.refusal("getUpdates", limit=limit)
    assert "unknown update type" in await raw.refusal("getUpdates", allowed_updates=["messages"])


async def test_a_poll_waits_and_is_woken(raw: Raw, server: TelegramFake) -> None:
    poll = asyncio.create_task(raw.updates(timeout=30))
    await polling(server)
    olena = server.person("Олена")
    await olena.says("Яма на дорозі")
    assert texts(await poll) == ["Яма на дорозі"]


async def polling(server: TelegramFake, turn: int = 1) -> None:
    queue = server.service.queue
    assert await queue.signal.until(lambda: True if queue._turn >= turn else None, 5)


async def test_two_pollers(raw: Raw, server: TelegramFake, olena: Person) -> None:
    number = (await raw.updates())[-1]["update_id"]
    first = asyncio.create_task(raw.call("getUpdates", offset=number + 1, timeout=30))
    await polling(server, 2)
    second = asyncio.create_task(raw.updates(offset=number + 1, timeout=30))
    answer = await first
    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")
    await olena.says("далі")
    assert texts(await second) == ["далі"]
    assert server.service.queue.conflicts == 1


async def test_only_wanted_kinds_come(raw: Raw, olena: Person) -> None:
    message = olena.chat[0]
    await olena.reacts(message, "👍")
    assert len(await raw.updates(allowed_updates=["message_reaction"])) == 1
    await olena.says("не чути")
    await olena.reacts(message, "👍")
    kinds = [set(update) - {"update_id"} for update in await raw.updates()]
    assert kinds == [{"message"}, {"message_reaction"}]


async def test_updates_wait_a_day(raw: Raw, clock: ManualClock, olena: Person) -> None:
    clock.advance(23 * 3600)
    await olena.says("ще тут")
    clock.advance(3600)
    assert texts(await raw.updates()) == ["ще тут"]


async def test_gateway_page_and_planned_refusals(
    bot: Bot, server: TelegramFake, olena: Person
) -> None:
    server.faults.bad_gateway("sendMessage", times=2)
    for _ in range(2):
        with pytest.raises(ClientDecodeError):
            await bot.send_message(olena.id, "так")
    server.faults.too_many("sendMessage", retry_after=7)
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(olena.id, "так")
    assert refused.value.retry_after == 7
    server.faults.error("sendMessage", 500, "Internal Server Error")
    with pytest.raises(TelegramServerError):
        await bot.send_message(olena.id, "так")
    assert (server.faults.left(), server.too_many, len(olena.chat)) == (0, 0, 1)


async def test_cut_before_and_after(bot: Bot, server: TelegramFake, olena: Person) -> None:
    server.faults.cut_before("sendMessage")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(olena.id, "не дійшло")
    assert not olena.sees("не дійшло")
    server.faults.cut_after("sendMessage")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(olena.id, "дійшло")
    assert olena.sees("дійшло")


async def test_hold(bot: Bot, server: TelegramFake, olena: Person) -> None:
    for done, seen in ((False, False), (True, True)):
        hold = server.faults.hold("sendMessage", done=done)
        sending = asyncio.create_task(bot.send_message(olena.id, f"так {done}"))
        await hold.reached()
        assert olena.sees(f"так {done}") is seen
        assert not sending.done()
        hold.release()
        await sending
        assert olena.sees(f"так {done}")


async def test_faults_of_downloads_and_of_anything(
    raw: Raw, server: TelegramFake, olena: Person
) -> None:
    photo = await olena.sends_photo()
    assert photo.media
    path = (await raw.call("getFile", file_id=photo.media.file_id))["result"]["file_path"]
    server.faults.bad_gateway("file")
    server.faults.error("*", 500, "Internal Server Error")
    address = f"{server.url}/file/bot{server.token}/{path}"
    answers = []
    for _ in range(2):
        async with raw.session.get(address) as answer:
            answers.append(answer.status)
    assert answers == [502, 500]
    async with raw.session.get(address) as answer:
        assert await answer.read() == photo.content


async def test_stopping_lets_a_poll_go(clock: ManualClock) -> None:
    server = TelegramFake(clock=clock)
    await server.start()
    async with aiohttp.ClientSession() as session:
        address = f"{server.url}/bot{server.token}/getUpdates?timeout=30"
        poll = asyncio.create_task(session.get(address))
        await polling(server)
        await server.stop()
        assert (await poll).status == 200


async def test_every_update_is_one_that_aiogram_reads(
    raw: Raw, server: TelegramFake, olena: Person
) -> None:
    await raw.updates(allowed_updates=list(server.service.spec.updates))
    group = server.group("Чергові", [olena], forum=True, admin=True)
    await olena.says("див. https://krrada.gov.ua #яма @kontakt1520_bot a@b.ua /show")
    for send in (
        olena.sends_video, olena.sends_voice, olena.sends_sticker, olena.sends_video_note,
        olena.sends_animation, olena.sends_audio, olena.blocks, olena.unblocks, olena.shares_contact,
    ):  # fmt: skip
        await send()
    await olena.sends_document(60 * 1024 * 1024, "звіт.pdf")
    await olena.sends_venue(47.9, 33.4, "АТБ", "вул. Соборності, 5")
    await olena.moves(await olena.sends_live_location(47.9, 33.4), 47.91, 33.41)
    await olena.shares_contact_of(None)
    await olena.edits(await olena.says("раз"), "два")
    await olena.reacts(olena.chat[0], "👍")
    await olena.says_in(await group.topic(olena, "Вода"), "в темі")
    await group.removes_bot(olena)
    updates = [Update.model_validate(update) for update in await raw.updates()]
    assert len(updates) == 22
    assert all(update.event_type != "unknown" for update in updates)
    assert set().union(*(unknown(update) for update in updates)) == set()


def unknown(model: TelegramObject) -> set[str]:
    """Names of fields, at any depth, that the Bot API does not have."""
    found = set(model.model_extra or {})
    for name in model.model_fields_set - found:
        value = getattr(model, name)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, TelegramObject):
                found |= unknown(inner)
    return found
