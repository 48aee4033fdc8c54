"""Seeing: figures for executors and coordinators."""

from tests.journeys.scenes import files, finished, lighting
from tests.stage import Stage

JPEG = b"\xff\xd8\xff"


async def test_figures_of_the_city_and_of_a_department(stage: Stage) -> None:
    andrii = await lighting(stage)
    await andrii.says("/name Андрій Коваль")
    boss = await stage.staff("Галина", "coordinator")
    roads = await stage.staff("Ігор", "executor", "Міські дороги")
    olena = await stage.person("Олена")
    number = await files(olena)
    await stage.passes(hours=2)
    await finished(andrii, number)
    await olena.taps("Так, вирішено")
    await olena.taps("4")
    await boss.says("/stats")
    await boss.sees("Рахую показники", "Зареєстровано: 1", "Виконано: 1, у строк 100 %")
    await boss.sees("Підтверджено заявниками: 1", "Середня оцінка: 4,0 з 5", "Саксаганський: 1 / 1")
    await boss.sees("половина заявників чекала не довше, ніж 2 год", "Міськсвітло: 1 / 1")
    pictures = [seen for seen in await boss.fresh() if seen.files]
    assert sum(seen.files for seen in pictures) == 3
    assert (await boss.edge.file_of(pictures[-1], 0)).startswith(JPEG)
    await andrii.says("/stats тиждень")
    await andrii.sees("Міськсвітло", "17–23 листопада 2026 року", "Андрій Коваль: 1 / 1")
    await roads.says("/stats сьогодні")
    await roads.sees("23 листопада 2026 року", "нічого не відбулося")
    await boss.taps("Минулий місяць")
    await boss.sees("1–31 жовтня 2026 року", "нічого не відбулося")
    await boss.says("/stats колись")
    await boss.sees("Не вдалося зрозуміти період «колись»")
    await boss.offered("Тиждень", "Місяць")
