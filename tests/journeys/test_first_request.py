"""Filing a request, from the first word to the number."""

from tests.journeys.scenes import chooses, describes, files, photo
from tests.stage import Stage


async def test_a_first_request_gets_a_number_and_a_date(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.starts()
    await olena.sees("Контакт-центр 1520", "Напишіть, що сталося")
    await olena.taps("Повідомити про проблему")
    await olena.sees("Опишіть проблему")
    await olena.says("Добрий день!")
    await olena.sees("Вітаємо.", "Опишіть проблему")
    await olena.says("Не горять ліхтарі вже третій день")
    await chooses(olena, "Вуличне освітлення", "Не горять ліхтарі")
    await olena.sees("Де це?")
    await olena.says("дякую")
    await olena.sees("Будь ласка.", "Де це?")
    await olena.says("вул. Володимира Великого, 15")
    await olena.sees("У якому районі")
    await olena.taps("Саксаганський")
    await olena.sees("номер телефону", "персональних даних")
    await olena.shares_phone()
    await olena.sees_no("Добрий день", "дякую")
    await olena.sees(
        "Перевірте заявку",
        "Не горять ліхтарі вже третій день",
        "вул. Володимира Великого, 15, Саксаганський район",
        "+380 ** *** ** 01",
    )
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано", "Виконати до 3 грудня 2026 року (включно)", "Міськсвітло")
    assert olena.number > 0


async def test_a_returning_resident_needs_three_answers_more(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await files(olena)
    await olena.says("/new")
    await describes(olena, "Зламана лавка у дворі")
    await olena.shares_location(47.95, 33.43)
    await olena.sees("За яким номером")
    await olena.taps("+380")
    await olena.sees("Перевірте заявку")
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано")


async def test_several_messages_and_an_album_are_one_description(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.sends(photo("red"), photo("blue"), photo("green"))
    await olena.sees("Напишіть кількома словами, у чому проблема")
    await olena.says("Купа сміття", "біля під’їзду", "вже тиждень")
    await chooses(olena, "Чистота", "Не вивозять сміття")
    await olena.says("проспект Миру 5")
    await olena.taps("Не знаю")
    await olena.says("0671234567")
    await olena.sees("Купа сміття\nбіля під’їзду\nвже тиждень", "(3 файли)")
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано")
