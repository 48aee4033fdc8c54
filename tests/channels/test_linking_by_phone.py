"""Telegram proves whose a number is: with that a person finds their other requests."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.scenes import describes, files, takes_call
from tests.stage import Person, Stage
from tests.stage.telegram_edge import TelegramEdge

TELEPHONE = "+380671239999"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, "telegram") as running:
        yield running


async def called(stage: Stage) -> int:
    """Somebody without a chat telephones; the number of their request."""
    return await takes_call(await stage.staff("Галина", "operator"), TELEPHONE)


async def files_with_own_contact(person: Person, house: int = 20) -> None:
    await describes(person, "Темно біля лікарні")
    await person.says(f"вул. Володимира Великого, {house}")
    await person.taps("Саксаганський")
    await person.shares_phone()
    await person.sees("Перевірте заявку")
    await person.taps("Надіслати")


async def test_who_called_finds_the_request_with_their_own_contact(stage: Stage) -> None:
    number = await called(stage)
    maria = await stage.person("Марія", phone=TELEPHONE)
    await maria.says("/link")
    await maria.sees("Телефонували нам раніше?")
    await maria.shares_phone()
    await maria.sees("ми знайшли й інші ваші заявки", "** 99")
    await maria.says("/my")
    await maria.sees(f"№ {number}")
    await maria.says("/link")
    await maria.sees_no("Телефонували нам раніше?")


async def test_a_typed_number_finds_nothing(stage: Stage) -> None:
    number = await called(stage)
    for channel in ("telegram", "web"):
        stranger = await stage.person("Чужий", channel, phone=TELEPHONE)
        await files(
            stranger, "Темно біля лікарні", f"вул. Володимира Великого, {40 + len(channel)}"
        )
        await stranger.says("/my")
        await stranger.sees_no(f"№ {number} ")


async def test_a_new_account_with_the_same_proved_number_is_the_same_person(stage: Stage) -> None:
    old = await stage.person("Олена")
    await files_with_own_contact(old)
    await old.sees("зареєстровано")
    first = old.number
    new = await stage.person("Олена", phone=old.phone)
    await files_with_own_contact(new, 90)
    await new.sees("зареєстровано", "ми знайшли й інші ваші заявки")
    await old.sees("тепер видно і в чаті «Telegram»")
    await new.says("/my")
    await new.sees(f"№ {first}")
    # It was somebody else's number: parted, and not joined by the number again.
    await old.says("/unlink")
    await old.taps("Telegram 2" if "Telegram 2" in await old.buttons() else "Telegram")
    await new.sees("Цей чат від’єднано")
    await new.says("/my")
    await new.sees_no(f"№ {first} ")
    await new.shares_phone()
    await new.sees("Запам’ятали ваш номер")
    await new.says("/my")
    await new.sees_no(f"№ {first} ")


async def test_a_number_after_a_long_silence_may_have_a_new_owner(stage: Stage) -> None:
    old = await stage.person("Олена")
    await files_with_own_contact(old)
    await old.sees("зареєстровано")
    stage.now += timedelta(days=200)
    new = await stage.person("Інша", phone=old.phone)
    await new.shares_phone()
    await new.sees("Запам’ятали ваш номер")
    await new.says("/my")
    await new.sees_no(f"№ {old.number} ")


async def test_somebody_elses_contact_proves_nothing(stage: Stage) -> None:
    number = await called(stage)
    thief = await stage.person("Чужий")
    assert isinstance(thief.edge, TelegramEdge)
    await thief.edge.account.shares_contact_of(None, TELEPHONE)
    await stage.settle()
    await thief.sees_no("Запам’ятали", "ми знайшли")
    await thief.says("/my")
    await thief.sees_no(f"№ {number} ")
