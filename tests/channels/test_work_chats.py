"""Work chats: a Telegram group, or a topic of a forum, in which a department works."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.telegram import Group, Message
from tests.fakes.telegram import Person as Account
from tests.journeys.scenes import describes, files, lighting, photo
from tests.stage import Person, Stage
from tests.stage.telegram_edge import TelegramEdge


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, "telegram") as running:
        yield running


def account(person: Person) -> Account:
    assert isinstance(person.edge, TelegramEdge)
    return person.edge.account


def post(group: Group, text: str) -> Message:
    """The bot's newest message there in which the text stands."""
    found = [m for m in group.chat if m.from_bot and text in m.text]
    assert found, group.transcript
    return found[-1]


async def test_a_group_works_on_cards_that_change_in_place(stage: Stage) -> None:
    boss = await stage.staff("Богдан", "admin")
    andrii = await lighting(stage)
    await andrii.says("/name Андрій")
    olena = await stage.person("Олена")
    group = stage.telegram.group("Ліхтарі", [account(andrii), account(boss), account(olena)])
    await account(andrii).says_in(group, "/chat Міськсвітло")
    await stage.settle()
    assert group.sees("не дозволяє")
    await account(boss).says_in(group, "/chat Міськсвітло")
    await stage.settle()
    assert group.sees("тепер це робочий чат: Міськсвітло")

    number = await files(olena, "Не горять ліхтарі, дзвоніть 067 123 45 67")
    card = post(group, "Нова заявка")
    assert "067" not in card.text
    assert "+380 ** *** ** 67" in card.text
    await account(olena).taps(card, "Взяти в роботу")
    await stage.settle()
    assert group.sees("Цього не передано")
    assert (await stage.request(number)).status == "registered"
    await account(andrii).taps(card, "Взяти в роботу")
    await stage.settle()
    assert (await stage.request(number)).status == "in_progress"
    assert "взято в роботу (Андрій)" in card.text
    await olena.sees("взято в роботу")

    await _talk(stage, group, card, (olena, andrii))
    await account(andrii).says_in(group, f"/done {number} Замінено дві лампи")
    await stage.settle()
    await olena.sees("Замінено дві лампи", "Проблему вирішено?")
    await olena.taps("Так, вирішено")
    await stage.settle()
    assert "закрито" in card.text
    assert not card.labels or "Взяти в роботу" not in card.labels
    assert not stage.telegram.refused
    assert stage.telegram.too_many == 0


async def _talk(stage: Stage, group: Group, card: Message, people: tuple[Person, Person]) -> None:
    """What the resident adds is read there, and a reply comes to them."""
    olena, andrii = people
    number = olena.number
    await olena.taps("Мої заявки")
    await olena.forges(f"r:{number}:comment")
    await olena.says("Ще й іскрить, телефон 067 123 45 67")
    await stage.settle()
    word = post(group, "Доповнення від заявника")
    assert "067" not in word.text
    await account(andrii).replies_to(word, "Бригада вже їде", group)
    await stage.settle()
    await olena.sees("Бригада вже їде")
    await account(olena).replies_to(card, "Дякую", group)
    await stage.settle()


async def test_each_district_has_its_topic_and_a_deleted_one_is_no_obstacle(stage: Stage) -> None:
    boss = await stage.staff("Богдан", "admin")
    olena = await stage.person("Олена")
    forum = stage.telegram.group("Ліхтарі", [account(boss)], forum=True)
    await account(boss).says_in(forum, "/chat Міськсвітло")
    topic = await forum.topic(account(boss), "Саксаганський")
    await account(boss).says_in(topic, "/chat Міськсвітло Саксаганський район")
    await stage.settle()
    assert post(forum, "Саксаганський район").raw["message_thread_id"] == topic.topic_id
    await files(olena)
    card = post(forum, "Нова заявка")
    assert card.raw["message_thread_id"] == topic.topic_id
    forum.place.topics.clear()  # somebody deletes the topic
    second = await files(await stage.person("Тарас"), "Темно на зупинці біля лікарні")
    late = post(forum, f"№ {second}")
    assert "message_thread_id" not in late.raw
    await boss.says("/chat")
    await boss.sees("1. Міськсвітло", "2. Міськсвітло, Саксаганський район")
    await boss.taps("Прибрати чат 1")
    await boss.sees("Більше не робочий чат")


async def test_a_card_leaves_with_its_request_and_a_group_may_move_or_be_lost(stage: Stage) -> None:
    boss = await stage.staff("Богдан", "admin")
    maria = await stage.staff("Марія", "coordinator")
    olena = await stage.person("Олена")
    group = stage.telegram.group("Ліхтарі", [account(boss)])
    await account(boss).says_in(group, "/chat Міськсвітло")
    number = await files(olena)
    card = post(group, "Нова заявка")
    await boss.says(f"/assign {number} Благоустрій")
    await stage.settle()
    assert "тепер в іншого підрозділу" in card.text
    assert not card.labels

    await group.migrates(account(boss))
    await stage.settle()
    second = await files(await stage.person("Тарас"), "Темно на зупинці біля лікарні")
    assert f"№ {second}" in post(group, "Нова заявка").text
    await group.removes_bot(account(boss))
    await stage.settle()
    await maria.sees("не може писати в робочий чат", "Міськсвітло")
    third = await files(await stage.person("Ганна"), "Немає світла на стадіоні")
    assert not group.sees(f"№ {third}")
    await group.adds_bot(account(boss))
    await stage.settle()
    fourth = await files(await stage.person("Петро"), "Ліхтар блимає біля аптеки")
    assert group.sees(f"№ {fourth}")


async def test_the_group_hears_of_terms_once_for_all_that_have_the_same(stage: Stage) -> None:
    boss = await stage.staff("Богдан", "admin")
    andrii = await lighting(stage)
    group = stage.telegram.group("Ліхтарі", [account(andrii), account(boss)])
    await account(boss).says_in(group, "/chat Міськсвітло")
    first = await files(await stage.person("Олена"))
    second = await files(await stage.person("Тарас"), "Темно на зупинці біля лікарні")
    due = (await stage.request(first)).due_at
    assert (await stage.request(second)).due_at == due
    await stage.comes(due - stage.app.city.periods.remind_before)
    soon = post(group, "Строк спливає")
    assert f"№ {first}" in soon.text
    assert f"№ {second}" in soon.text
    await andrii.sees("Строк спливає")
    await account(andrii).says_in(group, f"/done {first} Замінено дві лампи")
    await stage.comes(due + timedelta(minutes=1))
    late = post(group, "Строк минув")
    assert f"№ {first}" not in late.text
    assert f"№ {second}" in late.text
    for text in ("Строк спливає", "Строк минув"):
        assert len([m for m in group.chat if m.from_bot and text in m.text]) == 1


async def test_a_card_with_photos_changes_its_words(stage: Stage) -> None:
    boss = await stage.staff("Богдан", "admin")
    andrii = await lighting(stage)
    group = stage.telegram.group("Ліхтарі", [account(andrii), account(boss)])
    await account(boss).says_in(group, "/chat Міськсвітло")
    for photos in (1, 2):
        olena = await stage.person(f"Олена {photos}")
        await describes(olena, f"Не горять ліхтарі, фото: {photos}")
        await olena.sends(*(photo(colour) for colour in ("red", "blue")[:photos]))
        await olena.says(f"вул. Вигадана {photos}")
        await olena.taps("Не знаю")
        await olena.says(olena.phone)
        await olena.taps("Надіслати")
        await olena.sees("зареєстровано")
        card = post(group, f"№ {olena.number}")
        assert "Нова заявка" in card.text
        before = len(group.chat)
        await account(andrii).taps(card, "Взяти в роботу")
        await stage.settle()
        assert "взято в роботу" in card.text
        assert len(group.chat) == before
