"""One sentence is enough: what was understood is proposed, confirmed with a tap, never decided."""

from tests.journeys.scenes import chooses, files
from tests.stage import Stage


async def test_all_in_one_sentence(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("На Козацькій 15 не горять ліхтарі вже третій день")
    await olena.sees("Зрозуміло: Не горять ліхтарі, вул. Козацька, 15. Усе правильно?")
    await olena.taps("Так")
    await olena.sees("номер телефону")
    await olena.says(olena.phone)
    await olena.sees("Перевірте заявку", "вул. Козацька, 15, Саксаганський район")
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано", "Міськсвітло")
    request = await stage.request(olena.number)
    assert (request.service, request.place.text) == ("lighting.street", "вул. Козацька, 15")


async def test_a_yes_can_be_typed(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("На Козацькій 15 не горять ліхтарі")
    await olena.says("так")
    await olena.sees("номер телефону")


async def test_a_wrong_guess_of_the_topic_is_corrected(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("На Козацькій 15 не горять ліхтарі")
    await olena.taps("Інша тема")
    await olena.sees("Чого це стосується?")
    assert "Не горять ліхтарі" not in await olena.buttons()
    await chooses(olena, "Вуличне освітлення", "Пошкоджена опора, обірваний дріт")
    await olena.sees("номер телефону")
    await olena.says(olena.phone)
    await olena.sees("Пошкоджена опора", "вул. Козацька, 15")


async def test_a_wrong_guess_of_the_place_is_corrected(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("На Козацькій 15 не горять ліхтарі")
    await olena.taps("Інше місце")
    await olena.sees("Де це?")
    assert "вул. Козацька, 15" not in await olena.buttons()
    await olena.says("вул. Вигадана 3")
    await olena.taps("Не знаю")
    await olena.says(olena.phone)
    await olena.sees("Не горять ліхтарі", "вул. Вигадана 3")


async def test_back_leads_to_the_guess_again(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("На Козацькій 15 не горять ліхтарі")
    await olena.taps("Так")
    for question in ("У якому районі", "Де це?", "Зрозуміло", "Опишіть проблему"):
        await olena.taps("Назад")
        await olena.sees(question)
    assert "Назад" not in await olena.buttons()


async def test_a_former_street_name_is_answered_with_the_present_one(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("ул. Мелешкина, д. 34, не горят фонари")
    await olena.sees("вул. Володимира Великого, 34. Усе правильно?")
    await olena.taps("Інше місце")
    await olena.says("на Постишева 5")
    await olena.sees("У якому районі")
    await olena.taps("Саксаганський")
    await olena.says(olena.phone)
    await olena.sees("на Постишева 5 (тепер вул. Вадима Гурова), Саксаганський район")


async def test_what_is_not_clear_gets_suggestions_and_the_place_on_a_button(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("Козацька 15, є проблема")
    await chooses(olena, "Двір", "Дитячий або спортмайданчик, лавки")
    await olena.sees("Де це?")
    await olena.taps("вул. Козацька, 15")
    await olena.sees("номер телефону")


async def test_danger_comes_first_and_the_number_can_be_enough(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("На Козацькій 3 у під’їзді сильно пахне газом")
    await olena.sees("Спершу безпека", "Вийдіть надвір", "104")
    await olena.sees_no("Зрозуміло")
    await olena.taps("Завершити")
    await olena.sees("Якщо знадобимося")
    await olena.says("/my")
    await olena.sees("У вас ще немає заявок")


async def test_when_there_is_no_danger_the_request_goes_on(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("Обірваний дріт лежить на тротуарі, вул. Козацька 4")
    await olena.sees("Спершу безпека", "790-99-00")
    await olena.says("діти ходять повз")
    await olena.sees("Додали до опису", "Спершу безпека")
    await olena.taps("Небезпеки немає, продовжити")
    await olena.sees("Пошкоджена опора", "вул. Козацька, 4")
    await olena.taps("Так")
    await olena.sees("номер телефону")


async def test_words_added_later_can_mean_danger(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("Яма на дорозі")
    await olena.says("і там дитина впала в колодязь")
    await olena.sees("Спершу безпека")


async def test_not_the_citys_matter_both_choices(stage: Stage) -> None:
    olena = await stage.person("Олена")
    for choice, answer in (
        ("Дякую, зрозуміло", "Якщо знадобимося"),
        ("Все одно залишити заявку", "номер телефону"),
    ):
        await olena.says("Відключили світло у всьому будинку, Козацька 15")
        await olena.sees("Зрозуміло: Немає електроенергії")
        await olena.taps("Так")
        await olena.sees("Цим займається не місто", "ДТЕК")
        await olena.taps(choice)
        await olena.sees(answer)


async def test_a_map_link_is_a_place(stage: Stage) -> None:
    olena = await stage.person("Олена")
    link = "https://www.google.com/maps/search/?api=1&query=47.9435%2C33.3983"
    await olena.says(f"Яма на дорозі {link}")
    await olena.sees("Яма на дорозі, точка на карті. Усе правильно?")
    await olena.taps("Інше місце")
    await olena.says("https://maps.app.goo.gl/abc")
    await olena.sees("точки не видно", "Де це?")
    await olena.says("https://www.openstreetmap.org/?mlat=47.9435&mlon=33.3983")
    await olena.sees("номер телефону")
    await olena.says(olena.phone)
    await olena.sees("точка на карті, Саксаганський район")


async def test_a_map_link_outside_the_city_is_refused_kindly(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("Яма на дорозі https://maps.google.com/?q=50.4501,30.5234")
    await olena.taps("Так")
    await olena.sees("Де це?")
    await olena.says("https://maps.google.com/?q=50.4501,30.5234")
    await olena.sees("за межами Кривого Рогу")


async def test_nonsense_is_asked_about_calmly(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("/new")
    await olena.says("апв лорп вапр")
    await olena.sees("Чого це стосується?")
    await olena.offered("Вуличне освітлення")


async def test_danger_comes_before_a_greeting_and_before_sorting(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("Пахне газом у під’їзді")
    await olena.sees("104")
    await olena.sees_no("Вітаємо")
    await olena.taps("Завершити")
    await files(olena)
    await olena.says("Горить квартира на третьому поверсі")
    await olena.sees("101")
    await olena.sees_no("куди це додати")


async def test_a_place_that_no_list_names_is_proposed_and_its_district_asked(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("На 95 кварталі не горять ліхтарі, темно")
    await olena.sees("Не горять ліхтарі", "95 квартал", "Усе правильно?")
    await olena.taps("Так")
    await olena.sees("У якому районі")
    await olena.taps("Назад")
    await olena.taps("Інше місце")
    await olena.says("Степана Тільги 20")
    await olena.sees("У якому районі")
    await olena.taps("Не знаю")
    await olena.sees("номер телефону")
    taras = await stage.person("Тарас")
    await taras.says("Інгулець, не горять ліхтарі біля школи")
    await taras.sees("Інгулець", "Усе правильно?")
    await taras.taps("Так")
    await taras.sees("який номер будинку")
    await taras.says("15 А")
    await taras.sees("У якому районі")
    await taras.taps("Інгулецький")
    await taras.says(taras.phone)
    await taras.sees("Інгулець, біля школи, 15 А, Інгулецький район")
