"""Taking an action back while its news is held."""

from tests.journeys.scenes import files, lighting
from tests.stage import Stage


async def test_what_is_taken_back_in_time_never_reaches_the_resident(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await olena.forgets()
    stage.hurries = False
    await andrii.says(f"/done {number} не та заявка")
    await andrii.sees("звіт надіслано")
    await andrii.offered("Скасувати дію")
    await olena.sees_nothing_new()
    await stage.passes(seconds=5)
    await stage.restart()
    await andrii.taps("Скасувати дію")
    await andrii.sees(f"№ {number}: дію скасовано", "знову має статус «зареєстровано»")
    restored = await stage.request(number)
    assert (restored.status, restored.done_at, restored.version) == ("registered", None, 3)
    await andrii.says("/undo")
    await andrii.sees("немає дії")
    await stage.passes(days=3)
    assert await olena.heard("не та заявка") == 0
    await olena.says("/my")
    await olena.taps(f"№ {number}")
    await olena.sees("зареєстровано")
    await olena.sees_no("не та заявка", "скасовано")
    await andrii.says(f"/show {number}")
    await andrii.sees("не та заявка", "дію скасовано")


async def test_after_ten_seconds_it_is_too_late(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await olena.forgets()
    stage.hurries = False
    await andrii.says(f"/reject {number} ліхтар приватний")
    await stage.passes(seconds=9)
    await olena.sees_nothing_new()
    await stage.passes(seconds=2)
    await olena.sees("заявку відхилено", "ліхтар приватний")
    await andrii.says("/undo")
    await andrii.sees("уже запізно", f"/reply {number}")
    assert (await stage.request(number)).status == "rejected"


async def test_what_somebody_changed_meanwhile_is_told_in_its_order(stage: Stage) -> None:
    andrii = await lighting(stage)
    head = await stage.staff("Галина", "coordinator")
    olena = await stage.person("Олена")
    number = await files(olena)
    stage.hurries = False
    await andrii.says(f"/plan {number} весна 2027, закупівля")
    await andrii.sees("заплановано")
    await head.says(f"/undo {number}")
    await head.sees("немає дії")
    await head.says(f"/take {number}")
    seen = await olena.sees("заплановано", "взято в роботу")
    assert seen.index("заплановано") < seen.index("взято в роботу")
    await andrii.says(f"/undo {number}")
    await andrii.sees("заявку вже змінили")
    await stage.passes(minutes=1)
    assert await olena.heard(f"№ {number}: заплановано") == 1


async def test_a_report_taken_back_can_be_given_again(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/ask {number} Який номер опори?")
    await olena.sees("Який номер опори?")
    before = await stage.request(number)
    stage.hurries = False
    await andrii.says(f"/done {number} помилка")
    await andrii.says("/undo")
    await andrii.sees("знову має статус")
    after = await stage.request(number)
    assert (after.waiting_since, after.due_at) == (before.waiting_since, before.due_at)
    await olena.says("Опора 17")
    await olena.sees("відповідь передано")
    stage.hurries = True
    await andrii.says(f"/done {number} Замінено дві лампи")
    await olena.sees("Замінено дві лампи", "Проблему вирішено?")
    assert await olena.heard("помилка") == 0
