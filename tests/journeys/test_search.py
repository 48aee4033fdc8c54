"""Finding requests: what staff remember of them is enough, and executors find only theirs."""

import pytest

from flows.domain import NewRequest, Place
from models.desk import SqlDesk
from models.queries import search
from tests.journeys.scenes import files, finished, lighting
from tests.stage import Stage


async def test_staff_find_requests_by_whatever_they_remember(stage: Stage) -> None:
    head = await stage.staff("Галина", "operator")
    andrii = await lighting(stage)
    iryna = await stage.staff("Ірина", "executor", "Благоустрій")
    olena = await stage.person("Олена")
    number = await files(olena, "Не горять ліхтарі біля гімназії")
    one = f"№ {number}"
    local = "0" + olena.phone.removeprefix("+380")
    for words in (
        "гімназія ліхтар",
        "великого володимира 15",
        str(number),
        one,
        olena.phone,
        f"{local[:3]} {local[3:6]}-{local[6:8]}-{local[8:]}",
        "гімназія зареєстровано",
        "ліхтарі відкриті сьогодні",
    ):
        await head.says(f"/find {words}")
        await head.sees("Знайдено 1 заявку", one)
    await andrii.says("/find гімназія")
    await andrii.sees("Знайдено 1 заявку", one)
    await iryna.says("/find гімназія")
    await iryna.sees("Нічого не знайдено", "гімназія")
    await iryna.says(f"/find {number}")
    await iryna.sees("Нічого не знайдено")
    await head.taps(one)
    await head.sees("Не горять ліхтарі біля гімназії")

    await finished(andrii, number)
    await head.says("/find ліхтарі виконано")
    await head.sees("Знайдено 1 заявку", "роботи завершено")
    for words, answer in (
        ("", "Що шукаємо"),
        ("виконано", "Додайте, будь ласка, слово"),
        ("гімназія 2020", "Нічого не знайдено"),
        ("9 травня", "Нічого не знайдено: 9 травня"),
        (f"біля {number} 300", "немає точки на карті"),
        ("біля 9999999", "9999999"),
        ("47.9,33.4 300", "Нічого не знайдено: 300 м від точки"),
    ):
        await head.says(f"/find {words}".strip())
        await head.sees(answer)


async def test_a_long_list_has_pages_and_own_lists_are_narrowed(stage: Stage) -> None:
    head = await stage.staff("Галина", "operator")
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    last = await _filed_by_others(stage, number, 9)
    for words in (f"каналізація колодязь біля {last} 300", "+380501112233"):
        await head.says(f"/find {words}")
        await head.sees("Знайдено 9 заявок", f"№ {last}")
        await head.taps("Далі")
        await head.sees("Знайдено 9 заявок", f"№ {number + 1}")
        await head.taps("Попередні")
        await head.sees("Знайдено 9 заявок", f"№ {last}")
    await andrii.says(f"/take {number}")
    await andrii.sees("ви взяли")
    await andrii.says("/my саксаганський горять ліхтарі")
    await andrii.sees("У вас (саксаганський горять ліхтарі): 1")
    await andrii.says("/my прострочені")
    await andrii.sees("Таких заявок у вас немає")
    await andrii.says("/queue тернівський")
    await andrii.sees("Нічого не чекає")


async def test_who_finds_nothing_among_the_newest_hears_that_there_are_more(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = await stage.staff("Галина", "operator")
    number = await files(await stage.person("Олена"))
    await _filed_by_others(stage, number, 9)
    monkeypatch.setattr(search, "AT_MOST", 3)
    await head.says("/find каналізація закрито")
    await head.sees("Серед найновіших або найближчих заявок такої немає", "каналізація")


async def _filed_by_others(stage: Stage, number: int, count: int) -> int:
    """So many requests at one point, with one telephone; the last number."""
    like = await stage.request(number)
    async with stage.app.database.write() as connection:
        desk = SqlDesk(connection, stage.app.city, like.created_at)
        numbers = []
        for each in range(count):
            new = NewRequest(
                key=f"other {each}",
                resident=like.resident,
                service=like.service,
                text="Каналізаційний колодязь відкрито",
                place=Place("", 47.9, 33.4),
                phone="+380501112233",
                department=like.department,
                due_at=like.due_at,
                due_to_hour=False,
                urgent=False,
            )
            numbers.append((await desk.register(new)).number)
        await desk.flush()
    return numbers[-1]
