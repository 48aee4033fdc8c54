"""Ready answers: kept by the coordinator, chosen and looked over by those who answer."""

from tests.journeys.scenes import files, lighting
from tests.stage import Stage


async def test_a_ready_answer_is_kept_chosen_and_looked_over(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    andrii = await lighting(stage)
    await head.says("/templates")
    await head.sees("ще немає", "{адреса}")
    await head.says("/templates done освітлення: № {номер}: лампи замінено, {адреса}.")
    await head.sees("Збережено", "готова відповідь 1", "Завершено")
    await head.says("/templates reject: Це приватна територія, {тема}.")
    await head.sees("готова відповідь 2", "усі теми")
    await head.says("/templates done: {пароль} {0.__class__} %s")
    await head.sees("Таких полів немає: {пароль}, {0.__class__}")
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/done {number}")
    await andrii.sees("Що зроблено")
    await andrii.taps(f"№ {number}: лампи замінено")
    await andrii.sees(
        "Надіслати так?", f"«№ {number}: лампи замінено, вул. Володимира Великого, 15"
    )
    await andrii.taps("Надіслати так")
    await andrii.sees("звіт надіслано")
    await olena.sees("лампи замінено, вул. Володимира Великого, 15", "Проблему вирішено?")


async def test_a_ready_answer_can_be_written_anew_changed_and_removed(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    await head.says("/templates відмова: Це приватна територія.")
    await head.says("/templates 1 Це територія підприємства {щось")
    await head.sees("Збережено", "територія підприємства {щось")
    olena = await stage.person("Олена")
    number = await files(olena)
    await head.says(f"/reject {number}")
    await head.taps("Це територія підприємства")
    await head.sees("Або напишіть свій текст")
    await head.says("Стовп належить школі")
    await head.sees("відхилено")
    text = await olena.sees("Стовп належить школі")
    assert "підприємства" not in text
    await head.says("/templates 1")
    await head.taps("Прибрати")
    await head.sees("Готову відповідь 1 прибрано")
    await head.says("/templates")
    await head.sees("ще немає")
