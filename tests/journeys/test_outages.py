"""A known outage: announced, told before filing, waited for, prolonged, ended."""

import pytest

from tests.journeys.test_near import files_lights, joins, reports
from tests.stage import Person, Stage

NO_WATER = "На Козацькій 15 немає холодної води"


async def announces(head: Person) -> None:
    await head.says("/outage Саксаганський вода до 18:00 ремонт магістралі")
    await head.sees("Так це побачать мешканці", "Про це вже відомо", "ремонт магістралі")
    await head.taps("Оголосити")
    await head.sees("Оголошено", "Саксаганський район", "Немає холодної води", "до 18:00")


async def test_who_reports_a_known_outage_is_told_and_waits_for_its_end(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    await announces(head)
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    await reports(olena, NO_WATER)
    await olena.sees("Про це вже відомо", "Саксаганський район", "до 18:00", "ремонт магістралі")
    await olena.taps("Повідомити, коли відновлять")
    await olena.sees("напишемо вам, щойно відновлять")
    await reports(taras, NO_WATER)
    await taras.taps("Дякую, зрозуміло")
    await taras.sees("Якщо знадобимося")
    await taras.forgets()
    await head.taps("Ще триває")
    await head.sees("До якого часу?")
    await head.says("20:00 чекаємо на деталь")
    await head.sees("Продовжено")
    await olena.sees("Строк перенесено", "до 20:00", "чекаємо на деталь")
    await stage.restart()
    await head.says("/outage")
    await head.sees("Відомі перебої", "до 20:00")
    await head.taps("Відновлено (1)")
    await head.sees("Завершено")
    await olena.sees("Відновлено: Немає холодної води")
    await stage.passes(days=1)
    assert await olena.heard("Відновлено") == 1
    assert await olena.heard("Строк перенесено") == 1
    await taras.sees_nothing_new()
    await head.says("/outage")
    await head.sees("Відомих перебоїв немає")


async def test_an_outage_never_stands_in_the_way(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    await announces(head)
    olena = await stage.person("Олена")
    await reports(olena, NO_WATER)
    await olena.taps("Все одно залишити заявку")
    await olena.sees("номер телефону")
    await olena.taps("Назад")
    await olena.sees("Про це вже відомо")
    await olena.says("все одно залишити заявку")
    await olena.says(olena.phone)
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано")
    taras = await stage.person("Тарас")
    await reports(taras, "На Козацькій 15 відкритий люк")
    await taras.sees_no("Про це вже відомо")


async def test_an_outage_asks_what_is_missing_and_ends_by_itself(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    await head.says("/outage світло")
    await head.sees("Де перебій?")
    await head.says("Саксаганський, Покровський")
    await head.sees("З чим перебій?")
    await head.taps("Вуличне освітлення")
    await head.sees("До якого часу?")
    await head.says("учора")
    await head.sees("Потрібен час")
    await head.says("до 15:00")
    await head.sees("Так це побачать мешканці", "відкрита заявка про це: 0")
    await head.says("оголосити")
    await head.sees("Оголошено", "Саксаганський район", "Покровський район", "до 15:00")
    olena = await stage.person("Олена")
    await reports(olena, "На Козацькій 15 не горять ліхтарі")
    await olena.taps("Повідомити")
    await stage.passes(hours=3, minutes=1)
    await head.sees("Час минув", "Уже відновили?")
    await olena.sees_no("Відновлено")
    await stage.passes(minutes=31)
    await olena.sees("Час, до якого обіцяли відновити, минув")
    await head.sees("завершився сам")


LIGHTS_OUT = "/outage Саксаганський ліхтарі до 18:00 ремонт мережі"


async def test_whoever_has_a_request_about_it_is_told_at_once(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    olena, taras, ivan = [await stage.person(name) for name in ("Олена", "Тарас", "Іван")]
    number = await files_lights(olena)
    await joins(taras)
    await reports(ivan, "На Козацькій 15 відкритий люк")
    await head.says(LIGHTS_OUT)
    await head.sees("Так це побачать мешканці", "ремонт мережі", "відкрита заявка про це: 2")
    await head.taps("Скасувати")
    await head.sees("перебій не оголошено")
    await head.says("/outage announce 1")
    await head.sees("Такого перебою немає")
    for person in (olena, taras):
        await person.forgets()
        await person.sees_nothing_new()
    await head.says(LIGHTS_OUT)
    await head.taps("Оголосити")
    await head.sees("Оголошено")
    for person in (olena, taras):
        await person.sees("Про це вже відомо: Не горять ліхтарі", "до 18:00", "ремонт мережі",
                          "Ваша заявка залишається в роботі")  # fmt: skip
    await head.says("/outage more 2 20:00")
    await olena.sees("Строк перенесено", "до 20:00")
    await stage.restart()
    await head.says("/outage end 2")
    for person in (olena, taras):
        await person.sees("Відновлено: Не горять ліхтарі")
        assert await person.heard("Про це вже відомо") == 1
    await ivan.sees_no("Про це вже відомо", "Відновлено")
    assert (await stage.request(number)).status == "registered"


@pytest.mark.usefixtures("many_above_one")
async def test_many_are_told_of_an_outage_on_a_second_persons_word(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    await files_lights(olena)
    await joins(taras)
    await head.says(LIGHTS_OUT)
    await head.taps("Попросити колегу")
    await head.sees("іншого зараз немає")
    oksana = await stage.staff("Оксана", "operator")
    await head.taps("Попросити колегу")
    await head.sees("Отримувачів 2", "Ми її попросили")
    await oksana.sees("просить погодити", "Отримувачів: 2", "до 18:00")
    await head.says("/outage announce 1")
    await head.sees("має інша людина")
    await oksana.taps("Відхилити")
    await oksana.sees("Авторові сказали")
    await head.sees("Колега не погодив")
    await head.says(LIGHTS_OUT)
    await oksana.says("/outage announce 2")
    await oksana.sees("Це вирішує той, хто готував")
    await head.taps("Попросити колегу")
    await oksana.taps("Погодити й оголосити")
    await oksana.sees("Оголошено")
    await head.sees("Оголошено")
    for person in (olena, taras):
        await person.sees("Про це вже відомо")
        assert await person.heard("Про це вже відомо") == 1
    await stage.passes(hours=6, minutes=1)
    await head.sees("Час минув", "Уже відновили?")


@pytest.mark.usefixtures("many_above_one")
async def test_an_outage_that_nobody_agreed_to_in_time_is_not_announced(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    oksana = await stage.staff("Оксана", "operator")
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    await files_lights(olena)
    await joins(taras)
    await head.says("/outage Саксаганський ліхтарі до 15:00")
    await head.taps("Попросити колегу")
    await stage.passes(hours=4)
    await oksana.taps("Погодити й оголосити")
    await oksana.sees("уже минув")
    await taras.sees_no("Про це вже відомо")
    await stage.passes(hours=25)
    await stage.app._ticks.prune()
    await oksana.taps("Погодити й оголосити")
    await oksana.sees("Такого перебою немає")
    await head.says("/outage")
    await head.sees("Відомих перебоїв немає")
