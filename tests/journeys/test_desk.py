"""Staff commands as people type them in a hurry."""

from tests.journeys.scenes import files, lighting
from tests.stage import Stage


async def test_a_hurried_hand_is_understood(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says("/show ١٠٠١")
    await andrii.sees("звичайними цифрами", "Номер заявки?")
    await andrii.says(f"заявка № {number}")
    await andrii.sees(f"Заявка № {number}")
    await andrii.says(f"/status N {number} в роб")
    await andrii.sees("ви взяли в роботу")
    await andrii.says(f"/status #{number} рбоота")
    await andrii.sees("Такий статус тут неможливий", "Який новий?")
    await andrii.says("викон замінено лампу\nі дріт")
    await andrii.sees("звіт надіслано")
    await olena.sees("замінено лампу\nі дріт", "Проблему вирішено?")


async def test_a_misspelt_name_is_offered_and_nothing_written_is_lost(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    await head.says("/name Галина Швець")
    olena = await stage.person("Олена")
    number = await files(olena)
    await head.says(f"/assign {number} Крибасводаканал")
    await head.sees("Можливо, ви мали на увазі: Кривбасводоканал")
    await head.taps("Кривбасводоканал")
    await head.sees("передано — Кривбасводоканал")
    await head.says(f"/assign {number} швец")
    await head.sees("передано — Галина Швець")
    await head.says(f"/redirect {number} ДТЕКК стовп їхній")
    await head.sees("Можливо, ви мали на увазі")
    await head.taps("ДТЕК")
    await head.sees("звернутися")
    await olena.sees("790-99-00", "стовп їхній")


async def test_words_without_a_number_wait_for_it(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says("/done Замінено дві лампи")
    await andrii.sees("Потрібен номер заявки", "Номер заявки?")
    await andrii.says(str(number))
    await andrii.sees("звіт надіслано")
    await olena.sees("Замінено дві лампи")


async def test_a_misspelt_command_is_asked_about_and_keeps_its_words(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/doen {number} Замінено дві лампи")
    await andrii.sees("Такої команди немає. Можливо")
    await andrii.taps("/done")
    await andrii.sees("звіт надіслано")
    await olena.sees("Замінено дві лампи")
    await andrii.says("/queu")
    await andrii.sees("ви мали на увазі: /queue")
    await andrii.offered("/queue", "Що в мене", "Довідка")
    await andrii.says("/xyzzyx")
    await andrii.sees("Такої команди немає", "/help")
    await andrii.taps("Що чекає")
    await andrii.sees("Нічого не чекає")
    await olena.says("/halp")
    await olena.sees("/help")
    await olena.sees_no("/done")
    await olena.offered("Повідомити про проблему")
