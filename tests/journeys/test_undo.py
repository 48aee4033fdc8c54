"""Taking an action back while its news is held."""

from tests.journeys.scenes import files, finished, lighting
from tests.journeys.test_near import files_elsewhere, files_lights, joins
from tests.stage import Person, Stage


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


async def _files_of(andrii: Person, number: int) -> int:
    await andrii.forgets()
    await andrii.says(f"/show {number}")
    await andrii.sees(f"№ {number}")
    return sum(seen.files for seen in await andrii.fresh())


async def test_a_merging_taken_back_parts_people_and_files_as_they_were(stage: Stage) -> None:
    andrii = await lighting(stage)
    head = await stage.staff("Галина", "coordinator")
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    ivan = await stage.person("Іван")
    kept = await files_lights(olena)
    await joins(ivan)
    duplicate = await files_elsewhere(taras)
    await andrii.says(f"/ask {duplicate} Який номер опори?")
    await taras.sees("Який номер опори?")
    before = await stage.request(duplicate)
    files_before = [await _files_of(andrii, number) for number in (kept, duplicate)]
    stage.hurries = False
    for person in (olena, ivan, taras):
        await person.forgets()
    await head.says(f"/merge {kept} {duplicate}")
    await head.sees(f"№ {duplicate} об’єднано з № {kept}", "Повідомили: 3 мешканці")
    await andrii.sees("Приєднано дублікат")
    await stage.passes(seconds=5)
    await stage.restart()
    await head.taps("Скасувати дію")
    await head.sees(f"№ {duplicate}: дію скасовано", "знову має статус «чекає на відповідь»")
    await andrii.sees("Об’єднання скасовано", f"№ {duplicate} знову окрема заявка")
    after = await stage.request(duplicate)
    assert (after.status, after.merged_into) == ("waiting", None)
    assert (after.waiting_since, after.due_at) == (before.waiting_since, before.due_at)
    assert (await stage.request(kept)).affected == 2
    assert [await _files_of(andrii, number) for number in (kept, duplicate)] == files_before
    await head.says("/undo")
    await head.sees("немає дії")
    stage.hurries = True
    await taras.sees_no("об’єднано")
    await taras.says("Опора 17")
    await taras.sees("відповідь передано")
    await finished(andrii, kept)
    await ivan.sees(f"№ {kept}: виконавець повідомляє")
    await stage.passes(minutes=1)
    await taras.sees_no(f"№ {kept}")
    await andrii.says(f"/show {kept}")
    await andrii.sees("приєднано дублікат", "об’єднання скасовано")


async def test_a_merging_stays_once_the_request_has_gone_on(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    kept = await files_lights(olena)
    duplicate = await files_elsewhere(taras)
    await taras.forgets()
    stage.hurries = False
    await andrii.says(f"/merge {kept} {duplicate}")
    await andrii.sees("об’єднано")
    await andrii.says(f"/take {kept}")
    seen = await taras.sees(f"№ {duplicate}: об’єднано з № {kept}", f"№ {kept}: взято в роботу")
    assert seen.index("об’єднано") < seen.index("взято в роботу")
    await andrii.says(f"/undo {duplicate}")
    await andrii.sees("заявку вже змінили")
    await stage.passes(seconds=11)
    await andrii.says(f"/undo {duplicate}")
    await andrii.sees("уже запізно, люди знають про об’єднання", f"/reply {duplicate}")
    assert await taras.heard(f"№ {duplicate}: об’єднано") == 1
    request = await stage.request(duplicate)
    assert (request.status, request.merged_into) == ("merged", kept)
