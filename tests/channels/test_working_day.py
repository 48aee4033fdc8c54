"""A whole working day: four people of the centre and their residents, on three channels at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.scenes import files, photo, takes_call
from tests.stage import Person, Stage

KYIV = ZoneInfo("Europe/Kyiv")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, "viber") as running:
        yield running


@dataclass
class Day:
    """Who is there, and the requests of the day."""

    stage: Stage
    head: Person
    halyna: Person
    andrii: Person
    ivan: Person
    olena: Person
    maria: Person
    taras: Person
    old: int = 0
    lamp: int = 0
    called: int = 0
    pole: int = 0

    @property
    def numbers(self) -> tuple[int, ...]:
        return self.old, self.lamp, self.called, self.pole


async def begins(stage: Stage) -> Day:
    """Two in the office, two in the street, residents everywhere; one request from yesterday."""
    day = Day(
        stage,
        head=await stage.staff("Оксана", "coordinator", channel="web"),
        halyna=await stage.staff("Галина", "operator", channel="web"),
        andrii=await stage.staff("Андрій", "executor", "Міськсвітло", channel="telegram"),
        ivan=await stage.staff("Іван", "executor", "Міськсвітло", channel="viber"),
        olena=await stage.person("Олена", "telegram"),
        maria=await stage.person("Марія", "viber"),
        taras=await stage.person("Тарас", "web"),
    )
    for one, name in ((day.andrii, "Андрій"), (day.ivan, "Іван")):
        await one.says(f"/name {name}")
    day.old = await files(day.olena, where="вул. Тиха, 3")
    await stage.comes(datetime(2026, 11, 24, 9, 1, tzinfo=KYIV))
    for one in (day.head, day.andrii, day.ivan):
        assert await one.heard("Доброго ранку") == 1, one.name
    return day


async def requests_come(day: Day) -> None:
    """From two messengers and by telephone."""
    day.lamp = await files(day.maria, where="вул. Вигадана, 15")
    day.called = await takes_call(day.halyna)
    day.pole = await files(day.taras, where="вул. Довга, 8")
    for number in (day.lamp, day.called, day.pole):
        for one in (day.andrii, day.ivan):
            assert await one.heard(f"№ {number}") >= 1, (one.name, number)


async def both_press_at_once(day: Day) -> Person:
    """One has it, the other does not; who has it is returned."""
    for one in (day.andrii, day.ivan):
        await one.says(f"/show {day.old}")
        await one.offered("Взяти в роботу")
    await asyncio.gather(day.andrii.presses("Взяти в роботу"), day.ivan.presses("Взяти в роботу"))
    await day.stage.settle()
    both = (day.andrii, day.ivan)
    first = day.andrii if await day.andrii.has("ви взяли в роботу") else day.ivan
    [second] = set(both) - {first}
    await first.sees("ви взяли в роботу")
    await second.sees_no("ви взяли в роботу")
    taken = await day.stage.request(day.old)
    assert (taken.status, taken.version) == ("in_progress", 2)
    assert await day.olena.heard(f"№ {day.old}: взято в роботу") == 1
    return first


async def people_talk(day: Day) -> None:
    """A question goes to Viber and comes back to Telegram; the office writes and hands on."""
    await day.andrii.says(f"/take {day.lamp}")
    await day.andrii.says(f"/ask {day.lamp} Який номер опори?")
    await day.maria.sees("потрібне уточнення", "Який номер опори?")
    await day.maria.says("Опора 17, біля хвіртки")
    await day.andrii.sees("Заявник відповів", "Опора 17")
    await day.halyna.says("/queue")
    await day.halyna.sees("Чекають", f"№ {day.pole}", f"№ {day.called}")
    await day.halyna.says(f"/reply {day.pole} Майстри приїдуть після обіду")
    await day.taras.sees("Майстри приїдуть після обіду")
    await day.head.says(f"/assign {day.pole} @Іван")
    await day.ivan.sees("Вам передано", f"№ {day.pole}")
    await day.ivan.says(f"/take {day.pole}")
    await day.taras.sees("взято в роботу")


async def work_is_done(day: Day, first: Person) -> None:
    """Reports reach every messenger; who has none is telephoned."""
    await day.andrii.sends(photo("yellow"), caption=f"/done {day.lamp} Замінено дві лампи")
    await day.maria.sees("роботи завершено", "Замінено дві лампи", "Проблему вирішено?")
    await day.ivan.says(f"/done {day.pole} Опору вирівняно")
    await day.taras.sees("роботи завершено", "Опору вирівняно")
    await day.andrii.says(f"/take {day.called}")
    await day.andrii.says(f"/done {day.called} Ліхтарі світять")
    await first.says(f"/done {day.old} Замінено кабель")
    await day.olena.sees("роботи завершено", "Замінено кабель")
    await day.halyna.says("/call кому")
    await day.halyna.sees("Кому зателефонувати", f"№ {day.called}")
    await day.halyna.says(f"/call {day.called} вирішено")
    await day.halyna.taps("5")
    await day.halyna.sees("оцінку записано")


async def residents_have_the_last_word(day: Day) -> None:
    """One is content, one is not, one says nothing."""
    await day.maria.taps("Так, вирішено")
    await day.maria.taps("5")
    await day.taras.taps("Ні, не вирішено")
    await day.taras.says("Опора досі хитається")
    await day.taras.sees("на доопрацювання")
    await day.ivan.sees("не вирішено", "Доопрацювань: 1")


async def test_a_working_day_of_four_people_on_three_channels(stage: Stage) -> None:
    day = await begins(stage)
    await requests_come(day)
    first = await both_press_at_once(day)
    await people_talk(day)
    await work_is_done(day, first)
    await residents_have_the_last_word(day)
    await stage.comes(datetime(2026, 11, 24, 17, 0, tzinfo=KYIV))
    await day.head.says("/stats")
    await day.head.sees("Зареєстровано: 4", "Підтверджено заявниками: 2")
    stored = [await stage.request(number) for number in day.numbers]
    assert [(one.status, one.outcome, one.rating, one.reworks) for one in stored] == [
        ("done", None, None, 0),
        ("closed", "confirmed", 5, 0),
        ("closed", "confirmed", 5, 0),
        ("in_progress", None, None, 1),
    ]
    await stage.passes(days=6)
    silent = await stage.request(day.old)
    assert (silent.status, silent.outcome) == ("closed", "unanswered")
    assert stage.telegram.too_many == 0
