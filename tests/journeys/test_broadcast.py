"""Telling many: preview, a second person, progress, stopping, nobody twice."""

from __future__ import annotations

import pytest

from tests.journeys.scenes import files, photo
from tests.stage import Person, Stage


async def _announces(boss: Person, audience: str, words: str) -> None:
    await boss.says("/broadcast")
    await boss.sees("Кому надіслати")
    await boss.taps(audience)
    await boss.sees("що оголосити?")
    await boss.says(words)


async def test_an_announcement_reaches_its_district_once_and_can_be_turned_off(
    stage: Stage,
) -> None:
    boss = await stage.staff("Галина", "coordinator")
    olena = await stage.person("Олена")
    await files(olena)
    taras = await stage.person("Тарас")
    await taras.says("Добрий день")
    await boss.says("/broadcast щось незрозуміле")
    await boss.sees("Кому надіслати")
    await boss.says("/cancel")
    await boss.sees("оголошення не буде")
    await boss.says("/broadcast Саксаганський")
    await boss.sees("Саксаганський район: що оголосити?")
    await boss.sends(photo(), caption="Завтра не буде води")
    await boss.sees("Рахуємо отримувачів", "Завтра не буде води", "Отримувачів: 1")
    await boss.taps("Надіслати всім їм")
    await boss.sees("Надсилаємо")
    await stage.passes(seconds=20)
    await boss.sees("Оголошення надіслано", "Доставлено: 1")
    assert await olena.heard("Завтра не буде води") == 1
    await taras.sees_no("води")
    await olena.taps("Не надсилати оголошень")
    await olena.sees("оголошень не надсилатимемо")
    await olena.says("/data")
    await olena.sees("Оголошення міста: не надсилаємо")
    await _announces(boss, "Саксаганський", "Воду ввімкнули")
    await boss.sees("Таких людей")
    await olena.says("/announcements on")
    await olena.sees("надсилатимемо оголошення")


@pytest.mark.usefixtures("many_above_one")
async def test_many_receivers_need_a_second_person(stage: Stage) -> None:
    boss = await stage.staff("Галина", "coordinator")
    people = [await stage.person(name) for name in ("Олена", "Тарас")]
    for person in people:
        await person.says("Добрий день")
    await _announces(boss, "Усім", "Свято міста у суботу")
    await boss.taps("Попросити колегу")
    await boss.sees("іншого зараз немає")
    admin = await stage.staff("Богдан", "admin")
    await boss.taps("Попросити колегу")
    await boss.sees("Ми її попросили")
    await admin.sees("просить погодити оголошення", "отримувачів: 2", "Свято міста")
    await boss.forges("b:1:approve")
    await boss.sees("має інша людина")
    await admin.taps("Погодити")
    await admin.sees("Надсилаємо")
    await stage.passes(seconds=20)
    await boss.sees("Доставлено: 2")
    for person in people:
        assert await person.heard("Свято міста") == 1
    await people[0].forges("b:1:stop")
    await people[0].sees("вже не діє")
