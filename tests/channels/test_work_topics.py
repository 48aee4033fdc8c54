"""A forum in which the bot opens a topic for each district of its department by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels.test_work_chats import account, post
from tests.fakes.telegram import Group
from tests.journeys.scenes import files
from tests.stage import Person, Stage

BUTTON = "Створити тему для кожного району"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, "telegram") as running:
        yield running


@pytest.fixture
async def boss(stage: Stage) -> Person:
    return await stage.staff("Богдан", "admin")


@pytest.fixture
async def forum(stage: Stage, boss: Person) -> Group:
    """Linked to the street lights; the bot may open topics there."""
    made = stage.telegram.group("Ліхтарі", [account(boss)], forum=True)
    made.place.bot_manages_topics = True
    await account(boss).says_in(made, "/chat Міськсвітло")
    await stage.settle()
    return made


def topics(forum: Group) -> list[str]:
    return [
        m.raw["forum_topic_created"]["name"] for m in forum.chat if "forum_topic_created" in m.raw
    ]


async def presses(stage: Stage, boss: Person, forum: Group) -> None:
    message = [m for m in forum.chat if BUTTON in m.labels][-1]
    await account(boss).taps(message, BUTTON)
    await stage.settle()


def districts(stage: Stage) -> list[str]:
    return [f"{one.name} район" for one in stage.app.city.places.districts.by_code.values()]


async def test_each_district_gets_one_topic_and_its_cards(
    stage: Stage, boss: Person, forum: Group
) -> None:
    await presses(stage, boss, forum)
    assert topics(forum) == districts(stage)
    assert forum.sees("Кожен район має свою тему")
    await presses(stage, boss, forum)
    assert topics(forum) == districts(stage)
    await files(await stage.person("Олена"))
    card = post(forum, "Нова заявка")
    title = forum.place.messages[card.raw["message_thread_id"]].raw["forum_topic_created"]["name"]
    assert title == "Саксаганський район"
    assert not stage.telegram.refused
    assert stage.telegram.too_many == 0


async def test_a_group_without_topics_is_offered_none(stage: Stage, boss: Person) -> None:
    group = stage.telegram.group("Ліхтарі", [account(boss)])
    await account(boss).says_in(group, "/chat Міськсвітло")
    await stage.settle()
    assert not post(group, "тепер це робочий чат").labels


async def test_what_telegram_refuses_is_explained_and_can_be_tried_again(
    stage: Stage, boss: Person, forum: Group
) -> None:
    forum.place.bot_manages_topics = False
    await presses(stage, boss, forum)
    assert forum.sees("Керування темами")
    forum.place.bot_manages_topics = True
    forum.place.info["is_forum"] = False
    await presses(stage, boss, forum)
    assert forum.sees("теми вимкнено")
    assert topics(forum) == []
    forum.place.info["is_forum"] = True
    stage.telegram.faults.too_many("createForumTopic", 30)
    await presses(stage, boss, forum)
    assert topics(forum) == districts(stage)
    await files(await stage.person("Олена"))  # nobody took the group for lost
    assert forum.sees("Нова заявка")


async def test_a_topic_whose_opening_is_unknown_is_not_opened_twice(
    stage: Stage, boss: Person, forum: Group
) -> None:
    stage.telegram.faults.cut_after("createForumTopic")
    await presses(stage, boss, forum)
    first = districts(stage)[0]
    assert topics(forum) == [first]
    assert forum.sees("не відповів")
    [begun] = [m for m in forum.chat if "forum_topic_created" in m.raw]
    place = Group(stage.telegram.service, forum.place, begun.id)
    await account(boss).says_in(place, f"/chat Міськсвітло {first}")
    await stage.settle()
    await presses(stage, boss, forum)
    assert topics(forum) == districts(stage)
