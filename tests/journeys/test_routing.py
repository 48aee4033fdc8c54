"""Which department a request goes to: by its topic and its district, changed by command."""

from tests.journeys.scenes import files, lighting
from tests.stage import Stage


async def test_a_rule_by_district_sends_requests_elsewhere(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    andrii = await lighting(stage)
    iryna = await stage.staff("Ірина", "executor", "Благоустрій")
    await head.says("/route не горять саксаганський район благоустрій")
    await head.sees("Готово", "Не горять ліхтарі, Саксаганський район → Благоустрій")
    olena = await stage.person("Олена")
    number = await files(olena)
    await olena.sees("Благоустрій")
    await iryna.sees("Нова заявка", f"№ {number}")
    await andrii.sees_no(f"№ {number}")
    await iryna.says(f"/why {number}")
    await iryna.sees("Діє правило 1", "Благоустрій")
    await head.says("/route")
    await head.sees("1. Не горять ліхтарі, Саксаганський район → Благоустрій")
    await head.taps("Прибрати правило 1")
    await head.sees("Правило прибрано")
    await iryna.says(f"/return {number} це не наше")
    await iryna.sees("повернуто")
    await andrii.sees(f"№ {number}")
    assert (await stage.request(number)).department == "light"
    await head.says(str(number))
    await head.taps("Чому сюди?")
    await head.sees("за правилами йде до: Міськсвітло", "Так записано для теми")


async def test_a_rule_that_is_not_understood_is_answered_with_what_it_needs(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    for said, seen in (
        ("/route", "Винятків немає"),
        ("/route яма саксаганський", "Якому підрозділу?"),
        ("/route яма → нікому", "Якому підрозділу?"),
        ("/route люк → Благоустрій", "Готово"),
        ("/route ліхтар Тернівський → благоустрій", "Не горять ліхтарі"),
        ("/route дорога → Благоустрій", "Яка саме тема"),
        ("/route прибрати 77", "Правила 77 немає"),
        ("/route прибрати щось", "Номери є в переліку"),
        ("/route Інгулецький → Благоустрій", "усі теми, Інгулецький район → Благоустрій"),
    ):
        await head.says(said)
        await head.sees(seen)
    andrii = await lighting(stage)
    await andrii.says("/route")
    await andrii.sees("цього не дозволяє")
