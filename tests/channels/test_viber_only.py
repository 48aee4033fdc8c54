"""What only Viber brings: subscription, receipts, no silence, no replies, old devices, odd callbacks."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models.queues import charges
from models.tables import conversations, inbox
from tests.fakes.viber import Person as Account
from tests.journeys.scenes import chooses, describes, files, finished, lighting
from tests.stage import Person, Stage
from tests.stage.viber_edge import ViberEdge

NIGHT = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, "viber") as running:
        yield running
        assert [(call.status, call.detail) for call in running.viber.refused] == []


def account(person: Person) -> Account:
    assert isinstance(person.edge, ViberEdge)
    return person.edge.account


async def rows(stage: Stage) -> tuple[int, int]:
    """How many events and conversations are stored."""
    async with stage.app.database.read() as connection:
        counted = [
            await connection.execute(select(func.count()).select_from(table))
            for table in (inbox, conversations)
        ]
    return counted[0].scalar_one(), counted[1].scalar_one()


async def test_who_only_looks_gets_a_welcome_and_leaves_no_trace(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.starts()
    await olena.sees("Контакт-центр 1520")
    await olena.offered("Повідомити про проблему", "Мої заявки")
    assert await rows(stage) == (0, 0)
    assert not account(olena).account.subscribed


async def test_a_deep_link_brings_its_code_with_the_first_press(stage: Stage) -> None:
    code = await stage.invite("executor", "Міськсвітло")
    andrii = await stage.person("Андрій")
    await account(andrii).opens(code)
    await andrii.offered("Почати")
    assert await andrii.buttons() == ["Почати"]
    await andrii.taps("Почати")
    await andrii.sees("Вітаємо в команді")


async def test_a_deep_link_is_answered_at_once_where_one_may_write(stage: Stage) -> None:
    andrii = await stage.person("Андрій")
    await andrii.says("/help")
    await account(andrii).opens(await stage.invite("executor", "Міськсвітло"))
    await stage.settle()
    await andrii.sees("Вітаємо в команді")


async def test_what_is_not_urgent_waits_for_the_morning(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    stage.now = NIGHT
    await olena.forgets()
    await finished(andrii, number)
    await olena.sees_nothing_new()
    await olena.says("/my")
    await olena.sees("роботи завершено")
    await olena.forgets()
    await stage.comes(MORNING)
    text = await olena.sees("взято в роботу", "Проблему вирішено?")
    assert text.index("взято в роботу") < text.index("Проблему вирішено?")
    await stage.passes(days=1)
    assert await olena.heard("взято в роботу") == 1


async def test_an_emergency_is_told_at_night(stage: Stage) -> None:
    duty = await stage.staff("Черговий", "operator")
    await duty.says("/duty")
    stage.now = NIGHT
    olena = await stage.person("Олена")
    await olena.says("Впало дерево на дорогу")
    await chooses(olena, "Зелені насадження", "Впало дерево")
    await olena.shares_location(47.9435, 33.3983)
    await olena.shares_phone()
    await olena.taps("Надіслати")
    await duty.sees("Нова заявка", "Аварійна")


async def test_the_card_tells_whether_the_news_was_read(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    account(olena).account.devices = 2
    number = await files(olena)
    await andrii.says(f"/take {number}")
    await andrii.says(f"/show {number}")
    await andrii.sees("Останнє повідомлення заявникові: доставлено 23 листопада, 12:0")
    await stage.passes(hours=2)
    await account(olena).reads()
    await andrii.says(f"/show {number}")
    await andrii.sees("Останнє повідомлення заявникові: прочитано 23 листопада, 14:0")


async def test_news_that_cost_money_are_counted(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/take {number}")
    assert await charged(stage) == 0
    await stage.passes(hours=25)
    await andrii.says(f"/done {number} Світить")
    await olena.sees("Світить")
    assert await charged(stage) == 1
    await olena.taps("Так")
    await olena.sees("Оцініть")
    assert await charged(stage) == 1


async def charged(stage: Stage) -> int:
    async with stage.app.database.read() as connection:
        return await charges.count(connection, "viber", NIGHT.replace(year=2000))


async def test_the_card_tells_that_the_news_did_not_arrive(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/take {number}")
    stage.viber.callbacks.waiting.clear()
    newest = account(olena).last_of_bot()
    assert newest
    await account(olena).fails(newest)
    await andrii.says(f"/show {number}")
    await andrii.sees("Останнє повідомлення заявникові: не доставлено")


@pytest.mark.fault(8)
async def test_who_unsubscribed_is_to_be_telephoned_and_can_come_back(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await account(olena).unsubscribes()
    await stage.settle()
    await finished(andrii, number)
    await andrii.says(f"/show {number}")
    await andrii.sees("не вдалося повідомити заявника")
    await account(olena).resubscribes()
    await stage.settle()
    await olena.says("/my")
    await olena.sees("роботи завершено")


@pytest.mark.fault(3)
async def test_an_unsubscription_that_comes_late_changes_nothing(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    callbacks = stage.viber.callbacks
    await callbacks.flush()
    callbacks.holding = True
    await account(olena).unsubscribes()
    stage.now = stage.now.replace(hour=11)
    await account(olena).says("Дякую")
    await callbacks.release([1, 0])
    await stage.settle()
    await andrii.says(f"/take {number}")
    await olena.sees("взято в роботу")


@pytest.mark.fault(2, 17)
async def test_repeated_callbacks_are_worked_once(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await files(olena)
    callbacks = stage.viber.callbacks
    for attempt in list(callbacks.attempts):
        assert (await callbacks.post(callbacks.url, attempt.raw)).status == 200
    before = await rows(stage)
    await stage.settle()
    assert await rows(stage) == before
    assert await olena.heard("зареєстровано") == 1


async def test_a_callback_that_was_not_stored_comes_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    olena = await stage.person("Олена")

    async def broken(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(stage.app._engine._acceptor, "_commit", broken)
        patched.setattr(stage.app._engine._acceptor, "accept", broken)
        await olena.says("Яма на дорозі")
    await olena.sees_nothing_new()
    assert [a.status for a in stage.viber.callbacks.attempts[1:]].count(503) >= 1
    await stage.settle()
    await olena.sees("Зрозуміло: Яма на дорозі")


async def test_stickers_links_and_other_peoples_cards(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("/new")
    await account(olena).sends_sticker()
    await stage.settle()
    await olena.sees("Гарна наліпка", "Опишіть проблему")
    await account(olena).sends_url("https://example.org/foto")
    await stage.settle()
    await describes(olena)
    await olena.says("вул. Вигадана 3")
    await olena.taps("Не знаю")
    await olena.forgets()
    await account(olena).sends_contact("Тарас", "380671110000")
    await stage.settle()
    await olena.sees("Це контакт іншої людини")
    account(olena).on_desktop = True
    await olena.taps("📱")
    await olena.sees("Потрібен номер телефону")
    account(olena).on_desktop = False
    await olena.taps("📱")
    await olena.sees("Перевірте заявку")


async def test_an_old_device_gets_simple_keyboards_and_loses_nothing(stage: Stage) -> None:
    olena = await stage.person("Олена")
    account(olena).account.api_version = 2
    await files(olena)
    assert all("min_api_version" not in m.body for m in account(olena).chat)
    stage.viber.service.seen[:] = [call for call in stage.viber.seen if call.status != 13]


async def test_every_label_is_seen_and_no_data_shows(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await files(olena)
    own = [m.text for m in account(olena).chat if not m.from_bot]
    assert own == [
        "/new", "Не горять ліхтарі вже третій день", "вул. Володимира Великого, 15", olena.phone,
    ]  # fmt: skip
    assert "tap:" not in json.dumps(own)
