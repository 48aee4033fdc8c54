"""Staff put a request right: its topic, its place, how urgent it is; the bot learns from it."""

from tests.journeys.scenes import files, lighting
from tests.stage import Stage

STORY = "Біля під’їзду зламали альтанку, дошки стирчать"


async def test_a_topic_is_put_right_and_teaches_the_next_suggestion(stage: Stage) -> None:
    andrii = await lighting(stage)
    iryna = await stage.staff("Ірина", "executor", "Благоустрій")
    olena = await stage.person("Олена")
    number = await files(olena, STORY)
    await andrii.sees("Нова заявка", f"№ {number}")
    await andrii.says(f"/topic {number} пам’ятник, парк, сквер")
    await andrii.sees("тема тепер «Пам’ятник, парк, сквер»", "Благоустрій")
    await olena.sees(f"№ {number}", "тему уточнено", "Пам’ятник, парк, сквер", "Виконати до")
    await iryna.sees("Тему змінено", "Не горять ліхтарі → Пам’ятник, парк, сквер")
    request = await stage.request(number)
    assert (request.service, request.department) == ("order.monument", "landscaping")
    petro = await stage.person("Петро")
    await petro.says("/new")
    await petro.says("Знову зламали альтанку біля під’їзду, стирчать дошки")
    await petro.sees("Чого це стосується?")
    assert "Пам’ятник, парк, сквер" in await petro.buttons()
    await petro.taps("Пам’ятник, парк, сквер")
    await petro.sees("Де це?")


async def test_a_topic_is_asked_for_and_understood_in_any_words(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/topic {number}")
    await andrii.sees("Яка тема правильна")
    await andrii.says("ыыыы")
    await andrii.sees("Такої теми не знайдено")
    await andrii.says("стовп зламаний, звисає дріт")
    await andrii.sees("тема тепер «Пошкоджена опора, обірваний дріт освітлення»")
    assert (await stage.request(number)).urgent
    await olena.sees("тему уточнено")
    await andrii.says(f"/take {number}")
    await andrii.says(f"/topic {number} lighting.pole")
    await andrii.sees("уже така")
    await andrii.says(f"/topic {number} яма на дорозі")
    await olena.sees("тему уточнено", "Яма на дорозі")
    assert (await stage.request(number)).department != "light"
    head = await stage.staff("Галина", "coordinator")
    await head.says(f"/reject {number} повтор")
    await head.says(f"/topic {number} яма на дорозі")
    await head.sees("Зараз це неможливо")


async def test_a_place_is_put_right(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/place {number} вул. Вигадана, 3")
    await andrii.sees("У якому це районі?")
    await andrii.says("Марсіанський")
    await andrii.sees("Такого району немає")
    await andrii.taps("Тернівський")
    await andrii.sees("місце виправлено")
    await olena.sees("місце уточнено", "вул. Вигадана, 3, Тернівський район")
    await andrii.says(f"/place {number} Покровський район")
    await olena.sees("місце уточнено", "вул. Вигадана, 3, Покровський район")
    await andrii.says(f"/place {number}")
    await andrii.says("Карачуни, біля магазину")
    await olena.sees("Карачуни", "Центрально-Міський район")


async def test_what_is_urgent_is_told_to_those_on_duty(stage: Stage) -> None:
    await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    due = (await stage.request(number)).due_at
    oleh = await stage.staff("Олег", "operator")
    await oleh.says("/duty")
    await oleh.sees("чергу")
    head = await stage.staff("Галина", "coordinator")
    await head.says(f"/priority {number}")
    await head.sees("термінова чи звичайна")
    await head.taps("Термінова")
    await head.sees("терміновість змінено")
    await olena.sees(f"№ {number}", "терміновість змінено", "Виконати до")
    await oleh.sees("Терміновість змінено", f"№ {number}")
    request = await stage.request(number)
    assert request.urgent
    assert request.due_to_hour
    assert request.due_at < due
    await head.says(f"/priority {number} термінова")
    await head.sees("уже така")
    await head.says(f"/priority {number} звичайна")
    await olena.sees("Звичайна")
    assert not (await stage.request(number)).urgent
