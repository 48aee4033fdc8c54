"""Between filing and the end: questions, answers, dates, and everything that executors do."""

from tests.journeys.scenes import chooses, describes, files, finished, lighting, photo
from tests.stage import Stage


async def test_a_new_request_reaches_its_department_with_buttons(stage: Stage) -> None:
    andrii = await lighting(stage)
    other = await stage.staff("Ігор", "executor", "Кривбасводоканал")
    await other.forgets()
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.sees("Нова заявка", f"№ {number}", "Не горять ліхтарі вже третій день")
    await other.sees_nothing_new()
    await andrii.taps("Взяти в роботу")
    await andrii.sees("ви взяли в роботу")
    await olena.sees(f"№ {number}: взято в роботу", "Міськсвітло")


async def test_a_photo_from_a_resident_reaches_the_executor(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.sends(photo("blue"))
    await olena.says("вул. Вигадана 3")
    await olena.taps("Не знаю")
    await olena.says("0671234567")
    await olena.taps("Надіслати")
    await andrii.sees("Нова заявка")
    assert sum(seen.files for seen in await andrii.fresh()) == 1


async def test_question_and_answer_stop_and_start_the_clock(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/ask {number} Який номер опори?")
    await andrii.sees("Строк зупинено")
    await olena.sees("потрібне уточнення", "«Який номер опори?»", "Напишіть відповідь просто тут")
    await stage.passes(days=3)
    await olena.says("Опора 17")
    await olena.sees("відповідь передано виконавцеві", "до 6 грудня")
    await andrii.sees("Заявник відповів", "Опора 17")


async def test_a_question_without_an_answer_comes_back_by_itself(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/ask {number} Який номер опори?")
    await stage.passes(days=7, hours=1)
    await olena.sees("знову в роботі")
    await andrii.sees("Заявка знову в роботі")
    await olena.says("/my")
    await olena.sees("у роботі")


async def test_a_reply_to_news_goes_to_that_request(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/take {number}")
    await olena.replies("взято в роботу", "Будь ласка, подзвоніть у домофон 5")
    await olena.sees(f"Додано до заявки № {number}")
    await andrii.sees("Доповнення від заявника", "домофон 5")
    await andrii.replies("Доповнення від заявника", "Добре, подзвонимо")
    await olena.sees("повідомлення від контакт-центру", "Добре, подзвонимо")


async def test_a_photo_after_filing_is_kept_and_offered_a_place(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await olena.sends(photo())
    await olena.sees("Файл збережено")
    await olena.offered(f"До заявки № {number}", "Нова заявка")
    await olena.taps(f"До заявки № {number}")
    await olena.sees(f"Додано до заявки № {number}")
    await andrii.sees("Доповнення від заявника")


async def test_words_after_filing_can_become_a_new_request(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await files(olena)
    await olena.says("А ще яма на дорозі")
    await olena.sees("«А ще яма на дорозі» — куди це додати?")
    await olena.taps("Нова заявка")
    await chooses(olena, "Дороги і тротуари", "Яма на дорозі")
    await olena.shares_location(47.9435, 33.3983)
    await olena.taps("+380")
    await olena.sees("А ще яма на дорозі")


async def test_a_moved_deadline_is_told_with_its_reason(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/deadline {number} 5.12 чекаємо на лампи")
    await andrii.sees("новий строк — до 5 грудня 2026 року")
    await olena.sees(f"№ {number}: строк перенесено до 5 грудня", "чекаємо на лампи")


async def test_planned_for_later_and_back_by_itself(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/plan {number} 15 грудня, закупівля світильників")
    await andrii.sees("повернеться 15 грудня 2026 року")
    await olena.sees("заплановано", "закупівля світильників", "15 грудня")
    await stage.passes(days=23)
    await olena.sees("знову в роботі")
    await andrii.sees("Заявка знову в роботі")


async def test_returned_to_triage_and_handed_to_another(stage: Stage) -> None:
    andrii = await lighting(stage)
    head = await stage.staff("Галина", "coordinator")
    water = await stage.staff("Ігор", "executor", "Кривбасводоканал")
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/return {number} не наша ділянка")
    await head.sees("Повернуто на розподіл", "не наша ділянка")
    await andrii.says(f"/show {number}")
    await andrii.sees("не знайдено")
    await head.says(f"/assign {number} Кривбасводоканал")
    await head.sees("передано — Кривбасводоканал")
    await olena.sees("передано виконавцеві", "Кривбасводоканал")
    await water.sees("Вам передано заявку", f"№ {number}")


async def test_an_objection_to_a_rejection_is_heard_once(stage: Stage) -> None:
    andrii = await lighting(stage)
    head = await stage.staff("Галина", "coordinator")
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/reject {number} ліхтар приватний")
    await olena.sees("заявку відхилено", "ліхтар приватний")
    await olena.taps("Не згоден")
    await olena.sees("слід розглянути ще раз")
    await olena.says("Він на опорі міста")
    await olena.sees("повернуто на розгляд")
    await head.sees("Заявник не погодився", "Він на опорі міста")
    await head.says(f"/reject {number} перевірили: приватний")
    await olena.sees("заявку відхилено", "перевірили")
    assert "Не згоден, розгляньте ще раз" not in await olena.buttons()


async def test_redirected_with_the_phones_of_the_right_body(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/redirect {number} ДТЕК")
    await andrii.sees("звернутися")
    await olena.sees("не міські служби", "790-99-00")


async def test_a_command_without_its_arguments_opens_a_form(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says("/done")
    await andrii.sees("Номер заявки?")
    await andrii.says(f"№{number}")
    await andrii.sees("Що зроблено")
    await andrii.sends(photo("green"))
    await andrii.says("Замінено лампу")
    await andrii.sees("звіт надіслано")
    await olena.sees("роботи завершено", "Замінено лампу", "Проблему вирішено?")
    assert sum(seen.files for seen in await olena.fresh()) == 1


async def test_status_in_words_asks_only_for_what_is_missing(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/status {number} у роботі")
    await andrii.sees("ви взяли в роботу")
    await andrii.says(f"/status {number}")
    await andrii.sees("Який новий?")
    await andrii.taps("роботи завершено")
    await andrii.sees("Що зроблено")
    await andrii.says("Готово, світить")
    await olena.sees("Готово, світить", "Проблему вирішено?")


async def test_the_card_the_phone_and_a_note(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(str(number))
    await andrii.sees(f"Заявка № {number}", "+380 ** *** ** ", "Історія")
    await andrii.taps("Показати телефон")
    await andrii.sees("+380 67 123")
    await andrii.says(f"/note {number} ключ у двірника")
    await andrii.sees("занотовано")
    await andrii.says(f"/show {number}")
    await andrii.sees("ключ у двірника")
    await olena.says("/my")
    await olena.taps(f"№ {number}")
    await olena.sees("Історія", "зареєстровано")
    await olena.sees_no("ключ у двірника", "Андрій")


async def test_the_queue_narrows_by_district_and_topic(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    olena = await stage.person("Олена")
    number = await files(olena)
    await head.says("/queue Саксаганський освітлення")
    await head.sees(f"№ {number}")
    await head.says("/queue Покровський")
    await head.sees("Нічого не чекає")
    await head.says("/queue прострочені")
    await head.sees("Нічого не чекає")
    await stage.passes(days=11)
    await head.sees("Строк минув")
    await head.says("/queue прострочені")
    await head.sees(f"№ {number}", "прострочена")


async def test_the_executor_is_reminded_before_the_deadline_once(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/take {number}")
    await stage.passes(days=10)
    await andrii.sees("Строк спливає")
    await stage.passes(days=3)
    assert await andrii.heard("Строк спливає") == 1
    assert await andrii.heard("Строк минув") == 1


async def test_an_emergency_at_night_reaches_those_on_duty(stage: Stage) -> None:
    duty = await stage.staff("Черговий", "operator")
    await duty.says("/duty")
    await duty.sees("Ви на чергуванні")
    idle = await stage.staff("Вихідний", "operator")
    await idle.forgets()
    await stage.passes(hours=14)
    olena = await stage.person("Олена")
    await olena.says("Впало дерево на дорогу")
    await chooses(olena, "Зелені насадження", "Впало дерево")
    await olena.shares_location(47.9435, 33.3983)
    await olena.says("0671234567")
    await olena.taps("Надіслати")
    await olena.sees("аварійна заявка: виконати до 25 листопада, 02:", "чергові вже отримали")
    await duty.sees("Нова заявка", "Аварійна", f"№ {olena.number}")


async def test_somebody_who_was_faster_leaves_one_kind_answer(stage: Stage) -> None:
    andrii = await lighting(stage)
    ivan = await lighting(stage, "Іван")
    olena = await stage.person("Олена")
    await files(olena)
    await andrii.presses("Взяти в роботу")
    await ivan.presses("Взяти в роботу")
    await stage.settle()
    texts = [await person.heard("ви взяли в роботу") for person in (andrii, ivan)]
    assert sorted(texts) == [0, 1]
    slower = andrii if texts[0] == 0 else ivan
    await slower.sees("має статус «у роботі»")
    assert await olena.heard("взято в роботу") == 1


async def test_finished_work_names_what_was_done(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    await finished(andrii, await files(olena))
    await olena.sees("роботи завершено", "«Замінено дві лампи»", "Проблему вирішено?")


async def test_no_new_date_for_what_has_ended(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/deadline {number} 31.12.9999 колись")
    await andrii.sees("Потрібна дата")
    await andrii.says("/cancel")
    await andrii.says(f"/reject {number} ліхтар приватний")
    await olena.forgets()
    await andrii.says(f"/deadline {number} 5.12 чекаємо на лампи")
    await andrii.sees("має статус «відхилено»")
    await olena.sees_nothing_new()
