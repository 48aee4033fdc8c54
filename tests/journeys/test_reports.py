"""Seeing: figures for executors and coordinators."""

from bot.jobs import Jobs
from tests.journeys.scenes import files, finished, lighting
from tests.stage import Stage

SHEET = b"PK"
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


async def test_a_spreadsheet_comes_as_a_file_and_says_how_far_it_is(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    await files(olena)
    await andrii.says("/export колись")
    await andrii.sees("Не вдалося зрозуміти період «колись»", "/export жовтень")
    await andrii.says("/export вчора")
    await andrii.sees("Заявок за цей період немає")
    stage.app._jobs.patience = 0
    await andrii.says("/export")
    await andrii.sees("Таблиця: 1 заявка, від 25 жовтня до 23 листопада")
    once = stage.channel == "viber"
    await andrii.sees("Готую: 99 %" if once else "Готую: 100 %")
    await andrii.sees_no("Готую: 100 %" if once else "Готую: 99 %")
    [sheet] = [seen for seen in await andrii.fresh() if seen.files]
    assert (await andrii.edge.file_of(sheet, 0)).startswith(SHEET)


async def test_who_was_sent_away_gets_nothing_that_was_ordered_before(stage: Stage) -> None:
    boss = await stage.staff("Галина", "admin")
    andrii = await lighting(stage)
    worker, stage.app._jobs = stage.app._jobs, Idle()
    await andrii.says("/export")
    await andrii.sees("Готую таблицю заявок")
    await boss.says("/remove 2")
    await andrii.forgets()
    stage.app._jobs = worker
    await stage.settle()
    await andrii.sees("Ви більше не маєте доступу працівника")


class Idle(Jobs):
    """A worker that has not come yet."""

    def __init__(self) -> None:
        pass

    async def work_off(self) -> int:
        return 0


async def test_words_are_looked_over_before_they_are_published(stage: Stage) -> None:
    boss = await stage.staff("Галина", "coordinator")
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    first = await files(olena, "Темно в кв. 15, дзвоніть 067 123 45 67")
    taras = await stage.person("Тарас")
    second = await files(taras, "Не горять ліхтарі, з повагою Петренко", "вул. Вигадана, 7")
    await andrii.says("/opendata")
    await andrii.sees("не дозволяє")
    await boss.says("/opendata")
    seen = await boss.sees("Перегляньте, будь ласка, тексти", f"№ {first}", f"№ {second}", "[…]")
    assert "067" not in seen
    assert "Петренко" not in seen
    await boss.says("так")
    await boss.sees("Натисніть кнопку або напишіть номер")
    await boss.taps(f"Приховати текст № {second}")
    await boss.sees(f"№ {first}")
    await boss.sees_no(f"№ {second} ")
    await boss.taps("Продовжити пізніше")
    await boss.sees("Ваші рішення збережено")
    await boss.says("/opendata сьогодні")
    await boss.says(f"{first} Темно у дворі")
    await boss.sees(
        "Готую відкриті дані", "Відкриті дані: 2 заявки", "оприлюднено: 1, приховано: 1"
    )
    [seen_file] = [one for one in await boss.fresh() if one.files]
    table = (await boss.edge.file_of(seen_file, 0)).decode()
    assert "Темно у дворі" in table
    assert "067" not in table
    assert "Петренко" not in table
    await boss.says("/opendata сьогодні")
    await boss.sees("Відкриті дані: 2 заявки")
