"""Who is there: a substitution, an emergency at night, what nobody takes, somebody who leaves."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.journeys.scenes import chooses, files, lighting
from tests.stage import Person, Stage

KYIV = ZoneInfo("Europe/Kyiv")


async def fallen_tree(olena: Person) -> int:
    """An emergency, filed whole."""
    await olena.says("Впало дерево на дорогу")
    await chooses(olena, "Зелені насадження", "Впало дерево")
    await olena.shares_location(47.9435, 33.3983)
    if await olena.has("вже повідомили"):
        await olena.taps("Це інша проблема")
    await olena.says(olena.phone)
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано")
    return olena.number


async def test_a_substitution_from_the_first_day_to_the_return(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    andrii = await lighting(stage)
    mariia = await stage.staff("Марія", "executor", "Благоустрій")
    for one, name in ((head, "Галина"), (andrii, "Андрій"), (mariia, "Марія")):
        await one.says(f"/name {name}")
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/take {number}")
    await mariia.says(f"/show {number}")
    await mariia.sees("не знайдено")
    await andrii.says("/away до 4.12 заміна Марію")
    await andrii.sees("Андрій: немає до 4 грудня включно", "отримує Марія")
    await mariia.sees("ви заміняєте: Андрій", "У роботі 1 заявка")
    await mariia.says("/my")
    await mariia.sees(f"№ {number}")
    await mariia.says("/away до 6.12 заміна Андрій")
    await mariia.sees("коло замикається")
    await head.says("/staff")
    await head.sees("Андрій — виконавець, Міськсвітло, немає до 4 грудня, заміняє Марія")
    await andrii.forgets()
    await olena.says("/my")
    await olena.taps(f"№ {number}")
    await olena.taps("Доповнити")
    await olena.says("Стовп хитається")
    await mariia.sees("Доповнення від заявника", "Стовп хитається")
    await stage.comes(datetime(2026, 12, 3, 9, 30, tzinfo=KYIV))
    assert await mariia.heard("Строк спливає") == 1
    await mariia.says(f"/done {number} Закріплено")
    await mariia.sees("звіт надіслано")
    assert await andrii.heard("Строк спливає") == 0
    await stage.comes(datetime(2026, 12, 5, 9, 1, tzinfo=KYIV))
    await mariia.says(f"/show {number}")
    await mariia.sees("не знайдено")
    await olena.taps("Ні")
    await olena.says("Знову темно")
    await andrii.sees("не вирішено")
    await head.says("/away Андрій до 20.12")
    await head.sees("Андрій: немає до 20 грудня", "Заміни немає")
    await andrii.sees("Вас позначено відсутнім до 20 грудня")
    await andrii.says("/away ні")
    await andrii.sees("знову на місці")


async def test_an_emergency_at_two_at_night_from_filing_to_taken(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    duty = await stage.staff("Черговий", "executor", "Благоустрій")
    await duty.says("/name Черговий")
    idle = await stage.staff("Вихідний", "operator")
    await head.says("/duty пн-пт 17:00–09:00 Черговий")
    await head.sees("Черговий чергує: пн, вт, ср, чт, пт 17:00–09:00")
    await head.says("/duty хто")
    await head.sees("На чергуванні зараз нікого немає", "1. пн, вт, ср, чт, пт 17:00–09:00")
    await stage.comes(datetime(2026, 11, 24, 2, 0, tzinfo=KYIV))
    for one in (head, duty, idle):
        await one.forgets()
    number = await fallen_tree(await stage.person("Олена"))
    await duty.sees("Нова заявка", "Аварійна", f"№ {number}")
    await duty.sees_no("нікого немає")
    await stage.passes(minutes=31)
    assert await duty.heard("Заявку ще ніхто не взяв") == 2
    await head.offered("Взяти в роботу", "Передати")
    await duty.says("/duty хто")
    await duty.sees("Зараз чергують: Черговий")
    await head.taps("Взяти в роботу")
    await head.sees("ви взяли в роботу")
    await stage.passes(hours=2)
    assert await duty.heard("Заявку ще ніхто не взяв") == 2
    await head.says("/duty прибрати 1")
    await head.sees("Прибрано з графіка")
    await fallen_tree(await stage.person("Тарас"))
    await head.sees("Нова заявка", "На чергуванні зараз нікого немає")


async def test_what_nobody_takes_is_offered_to_the_coordinator(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await stage.passes(hours=20)
    assert await head.heard("Заявку ще ніхто не взяв") == 0
    await stage.restart()
    await stage.passes(hours=6)
    assert await head.heard("Заявку ще ніхто не взяв") == 1
    await head.says(f"/assign {number} Міськсвітло")
    await stage.passes(hours=23)
    assert await head.heard("Заявку ще ніхто не взяв") == 1
    await stage.passes(days=1)
    assert await head.heard("Заявку ще ніхто не взяв") == 2
    await andrii.says(f"/take {number}")
    await stage.comes(datetime(2026, 12, 4, 12, 0, tzinfo=KYIV))
    assert await head.heard("Заявку ще ніхто не взяв") == 2
    assert await andrii.heard("Строк спливає") == 1
    assert await head.heard("Строк минув") == 1
    assert await andrii.heard("Строк минув") == 1


async def test_who_leaves_in_the_middle_of_work_leaves_nothing_behind(stage: Stage) -> None:
    boss = await stage.staff("Богдан", "admin")
    head = await stage.staff("Галина", "coordinator")
    andrii = await lighting(stage)
    ivan = await lighting(stage, "Іван")
    for one, name in ((boss, "Богдан"), (head, "Галина"), (andrii, "Андрій"), (ivan, "Іван")):
        await one.says(f"/name {name}")
    olena = await stage.person("Олена")
    taken, asked = await files(olena), await files(await stage.person("Тарас"))
    await andrii.says(f"/take {taken}")
    await andrii.says(f"/ask {asked} Який номер стовпа?")
    await andrii.says(f"/assign {asked} @Андрій")
    await andrii.says(f"/ask {asked} Який номер стовпа?")
    await boss.says("/remove Андрія")
    await boss.sees("Андрій більше не має доступу", "повернуто 2 заявки")
    await head.sees("Андрій більше не веде заявок", f"№ {taken}", f"№ {asked}")
    await ivan.sees("без виконавця", "Вам передано")
    first, second = await stage.request(taken), await stage.request(asked)
    assert (first.status, first.assignee) == ("assigned", None)
    assert (second.status, second.assignee) == ("waiting", None)
    await andrii.says(f"/done {taken} зроблено")
    await andrii.offered("Повідомити про проблему")
    await boss.says("/remove 1")
    await boss.sees("Себе прибрати не можна")
    await boss.says("/staff Галина роль адміністратор")
    await boss.sees("Галина: тепер адміністратор")
    await head.sees("Ваша роль тепер: адміністратор")
    await head.says("/remove 1")
    await head.sees("Богдан більше не має доступу")
    await head.says("/staff Галина роль координатор")
    await head.sees("Галина — останній адміністратор")
    await head.says("/staff Іван роль виконавець водоканал")
    await head.sees("Іван: тепер виконавець, Кривбасводоканал")
    await head.says("/staff Івана роль король")
    await head.sees("має Іван?")
    await head.says("/remove 3 4 99")
    await head.sees("не знайдено: 3", "Іван більше не має доступу", "не знайдено: 99")
