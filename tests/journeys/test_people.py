"""Who is who: residents kept apart, staff invited and removed, kind words, the menu."""

import pytest

from tests.journeys.scenes import describes, files, lighting
from tests.stage import Stage


@pytest.mark.fault(20)
async def test_two_residents_are_kept_apart(stage: Stage) -> None:
    olena = await stage.person("Олена")
    taras = await stage.person("Тарас")
    number = await files(olena)
    await files(taras, "Темно біля лікарні")
    await taras.says("/my")
    await taras.sees(f"№ {taras.number}")
    await taras.sees_no(f"№ {number} ")
    await taras.forges(f"r:{number}:card")
    await taras.sees(f"Заявки № {number} не знайдено")
    await taras.forges("r:999999:card")
    await taras.sees("Заявки № 999999 не знайдено")
    await taras.forges(f"r:{number}:take")
    await taras.sees("не знайдено")
    assert (await stage.request(number)).status == "registered"


async def test_an_invitation_works_once(stage: Stage) -> None:
    code = await stage.invite("executor", "Міськсвітло")
    andrii = await stage.person("Андрій")
    await andrii.starts(code)
    await andrii.sees("Вітаємо в команді", "виконавець", "Міськсвітло")
    stranger = await stage.person("Чужий")
    await stranger.says(f"/join {code}")
    await stranger.sees("Цей код не діє")
    await stranger.says("/queue")
    await stranger.offered("Повідомити про проблему")


async def test_who_has_no_name_gives_one(stage: Stage) -> None:
    andrii = await lighting(stage)
    await andrii.says("/name")
    await andrii.sees("Напишіть ім’я після команди")
    await andrii.says("/name Андрій Коваль")
    await andrii.sees("Приємно познайомитися, Андрій Коваль")
    boss = await stage.staff("Адмін", "admin")
    await boss.says("/staff")
    await boss.sees("Андрій Коваль — виконавець")


async def test_an_invitation_expires_after_a_week(stage: Stage) -> None:
    code = await stage.invite("operator")
    late = await stage.person("Пізній")
    await stage.passes(days=8)
    await late.says(f"/join {code}")
    await late.sees("Цей код не діє")


async def test_a_right_that_is_taken_away_is_gone_at_once(stage: Stage) -> None:
    boss = await stage.staff("Адмін", "admin")
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await boss.says("/staff")
    await boss.sees("виконавець, Міськсвітло")
    await boss.says("/remove 2")
    await boss.sees("більше не має доступу")
    await andrii.taps("Взяти в роботу")
    await andrii.sees("не знайдено")
    await andrii.says(f"/take {number}")
    await andrii.offered("Повідомити про проблему")
    assert (await stage.request(number)).status == "registered"


async def test_a_role_does_not_exceed_itself(stage: Stage) -> None:
    operator = await stage.staff("Оля", "operator")
    olena = await stage.person("Олена")
    number = await files(olena)
    await operator.says(f"/done {number} зроблено")
    await operator.sees("Ваша роль (оператор) цього не дозволяє")
    await operator.says("/invite admin")
    await operator.sees("цього не дозволяє")


async def test_an_administrator_invites_from_the_chat(stage: Stage) -> None:
    boss = await stage.staff("Адмін", "admin")
    await boss.says("/invite виконавець водоканал")
    text = await boss.sees("Код запрошення", "виконавець", "Кривбасводоканал")
    code = text.split("Код запрошення: ")[1].split()[0]
    ihor = await stage.person("Ігор")
    await ihor.says(f"/join {code.lower()}")
    await ihor.sees("Вітаємо в команді")


async def test_thanks_and_greetings_get_a_kind_word(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("Доброго дня!")
    await olena.sees("Чим допомогти?")
    await files(olena)
    await olena.says("Дякую!")
    await olena.sees("Будь ласка!")
    await olena.sees_no("куди це додати")


async def test_the_menu_answers_everywhere(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.starts()
    await olena.taps("Контакти")
    await olena.sees("1520", "499-1520", "09:00–17:00", "104")
    await olena.says("Про бота")
    await olena.sees("OpenStreetMap")
    await olena.says("/help")
    await olena.sees("/new")
    await olena.says("/data")
    await olena.sees("Що про вас збережено")
    await describes(olena)
    await olena.says("/contacts")
    await olena.sees("1520")
    await olena.says("вул. Вигадана 3")
    await olena.sees("У якому районі")


async def test_help_fits_the_role(stage: Stage) -> None:
    andrii = await lighting(stage)
    await andrii.says("/help")
    await andrii.sees("/done", "/queue")
    await andrii.sees_no("/invite")
