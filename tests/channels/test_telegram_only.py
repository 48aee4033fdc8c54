"""What only Telegram brings: stickers, edits, alien contacts, live locations, groups, blocking."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.telegram import Person as Account
from tests.journeys.scenes import chooses, describes, files, finished, lighting, photo
from tests.stage import Person, Stage
from tests.stage.telegram_edge import TelegramEdge


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, "telegram") as running:
        yield running


def account(person: Person) -> Account:
    assert isinstance(person.edge, TelegramEdge)
    return person.edge.account


@pytest.mark.fault(18)
async def test_an_alien_contact_is_never_taken(stage: Stage) -> None:
    olena = await stage.person("Олена")
    taras = await stage.person("Тарас")
    await describes(olena)
    await olena.says("вул. Вигадана 3")
    await olena.taps("Не знаю")
    await olena.forgets()
    await account(olena).shares_contact_of(account(taras))
    await stage.settle()
    await olena.sees("Це контакт іншої людини")
    await account(olena).shares_contact_of(None, "+380671110000")
    await stage.settle()
    await olena.sees("Це контакт іншої людини")
    await olena.shares_phone()
    await olena.sees("Перевірте заявку")


async def test_a_sticker_and_a_live_location_get_a_kind_word(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("/new")
    await account(olena).sends_sticker()
    await stage.settle()
    await olena.sees("Гарна наліпка", "Опишіть проблему")
    await describes(olena)
    await olena.forgets()
    await account(olena).sends_live_location(47.9, 33.4)
    await stage.settle()
    await olena.sees("геолокацію", "Де це?")


async def test_an_edited_message_changes_the_draft(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("/new")
    message = await olena.says("Яма на дарозі")
    await olena.edits(message, "Яма на дорозі")
    await olena.sees("Виправили опис")
    await chooses(olena, "Дороги і тротуари", "Яма на дорозі")
    await olena.shares_location(47.9435, 33.3983)
    await olena.shares_phone()
    text = await olena.sees("Яма на дорозі")
    assert "дарозі" not in text


@pytest.mark.fault(8)
async def test_a_blocked_bot_is_shown_on_the_card_and_news_wait_for_nobody(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await account(olena).blocks()
    await stage.settle()
    await finished(andrii, number)
    await andrii.says(f"/show {number}")
    await andrii.sees("не вдалося повідомити заявника")
    await account(olena).unblocks()
    await stage.settle()
    await olena.says("/my")
    await olena.sees("роботи завершено")


@pytest.mark.fault(19)
async def test_a_work_group_gives_orders_but_shows_no_phone(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    group = stage.telegram.group("Бригада", [account(andrii), account(olena)])
    await account(andrii).says_in(group, f"/show {number}")
    await stage.settle()
    assert group.sees(f"Заявка № {number}")
    await account(andrii).says_in(group, f"/phone {number}")
    await stage.settle()
    assert group.sees("лише в особистій розмові")
    assert not group.sees(olena.phone[-4:])
    await account(olena).says_in(group, f"/take {number}")
    await stage.settle()
    assert (await stage.request(number)).status == "registered"
    await account(andrii).says_in(group, f"/take {number}")
    await stage.settle()
    assert (await stage.request(number)).status == "in_progress"


@pytest.mark.fault(23)
async def test_a_file_of_sixty_megabytes_is_refused_kindly_and_nothing_else_is_lost(
    stage: Stage,
) -> None:
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.forgets()
    await account(olena).sends_video(60 * 1024 * 1024, caption="Ось як темно")
    await stage.settle()
    await olena.sees("не вдалося додати", "Він завеликий", "Де це?")
    await olena.says("вул. Вигадана 3")
    await olena.taps("Не знаю")
    await olena.shares_phone()
    await olena.sees("Ось як темно")
    await olena.sees_no("файл")
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано")


async def test_the_copy_button_holds_the_bare_number(stage: Stage) -> None:
    olena = await stage.person("Олена")
    number = await files(olena)
    await olena.taps("Скопіювати номер заявки")
    assert account(olena).device.copied == [str(number)]


async def test_a_photo_in_telegram_is_seen_on_the_web_and_back(stage: Stage) -> None:
    andrii = await stage.staff("Андрій", "executor", "Міськсвітло", channel="web")
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.sends(photo("blue"))
    await olena.says("вул. Вигадана 3")
    await olena.taps("Не знаю")
    await olena.shares_phone()
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано")
    await andrii.sees("Нова заявка")
    card = await andrii.message("Нова заявка")
    assert card.files == 1
    assert (await andrii.edge.file_of(card, 0)).startswith(b"\xff\xd8")
    await andrii.says(f"/take {olena.number}")
    await andrii.sends(photo("green"), caption=f"/done {olena.number} Світить")
    await olena.sees("Світить", "Проблему вирішено?")
    assert sum(seen.files for seen in await olena.fresh()) == 1


async def test_no_message_was_refused_or_sent_too_fast(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    await finished(andrii, await files(olena))
    assert stage.telegram.too_many == 0
    assert not stage.telegram.refused


async def test_an_english_phone_is_answered_in_ukrainian_until_asked(stage: Stage) -> None:
    guest = stage.telegram.person("Oleh", language="en-GB")
    await guest.starts()
    await stage.settle()
    assert guest.sees("Напишіть, що сталося")
    await guest.says("/language en")
    await stage.settle()
    assert guest.sees("let us speak English")
    await guest.says("/start")
    await stage.settle()
    assert guest.sees("Українською: /language uk")


@pytest.mark.fault(5)
async def test_what_a_day_without_the_bot_may_have_lost_is_said_to_the_administrators(
    stage: Stage,
) -> None:
    admin = await stage.staff("Адмін", "admin")
    heartbeat = stage.app._heartbeat
    assert heartbeat is not None
    await heartbeat.beat()
    await stage.stop()
    stage.now += timedelta(hours=26)
    await stage.start()
    heartbeat = stage.app._heartbeat
    assert heartbeat is not None
    await heartbeat.beat()
    await stage.settle()
    await heartbeat.beat()
    await stage.settle()
    await admin.sees(
        "без зв’язку з Telegram: від 23 листопада, 12:00 до 24 листопада, 14:00",
        "раніше, ніж 23 листопада, 14:00",
        "/broadcast усім",
    )
    assert "\n".join(seen.text for seen in await admin.fresh()).count("без зв’язку") == 1
