"""The end of a request: the resident's own word, a rating, silence, and late objections."""

from datetime import timedelta

from tests.journeys.scenes import describes, files, finished, lighting, photo
from tests.stage import Stage


async def test_confirmed_and_rated(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await finished(andrii, number)
    await olena.sees("Проблему вирішено?")
    await olena.taps("Так, вирішено")
    await olena.sees("Оцініть роботу виконавця")
    await andrii.sees("Заявник підтвердив")
    await olena.taps("5")
    await olena.sees("Хочете щось додати?")
    await olena.taps("Пропустити")
    await olena.sees(f"Дякуємо! Заявку № {number} закрито")
    request = await stage.request(number)
    assert (request.status, request.outcome, request.rating) == ("closed", "confirmed", 5)


async def test_a_low_rating_asks_what_went_wrong_and_tells_the_coordinator(stage: Stage) -> None:
    andrii = await lighting(stage)
    head = await stage.staff("Галина", "coordinator")
    olena = await stage.person("Олена")
    number = await files(olena)
    await finished(andrii, number)
    await olena.says("так, вирішено")
    await olena.says("2")
    await olena.sees("Що саме було не гаразд?")
    await head.sees("Низька оцінка: 2")
    await olena.says("Довго чекали")
    await olena.sees("Дякуємо!")
    await head.sees("Довго чекали")


async def test_objected_reworked_and_then_confirmed(stage: Stage) -> None:
    andrii = await lighting(stage)
    head = await stage.staff("Галина", "coordinator")
    olena = await stage.person("Олена")
    number = await files(olena)
    await finished(andrii, number)
    await olena.taps("Ні, не вирішено")
    await olena.sees("Що ще не зроблено?")
    await andrii.sees("Заявник каже: не вирішено")
    await head.sees("Заявник каже: не вирішено")
    await olena.sends(photo(), caption="Одна лампа не горить")
    await olena.sees("повернуто на доопрацювання, уперше")
    await andrii.sees("Одна лампа не горить")
    await andrii.says(f"/done {number} Замінено й другу")
    await olena.sees("Замінено й другу", "Проблему вирішено?")
    await olena.taps("Так, вирішено")
    await olena.taps("4")
    await olena.taps("Пропустити")
    request = await stage.request(number)
    assert (request.status, request.reworks, request.rating) == ("closed", 1, 4)


async def test_silence_reminder_closing_and_a_late_objection(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await finished(andrii, number)
    await stage.passes(days=2, hours=1)
    await olena.sees("Нагадуємо", "проблему вирішено?")
    await stage.passes(days=2)
    assert await olena.heard("Нагадуємо") == 1
    await stage.passes(days=1)
    await olena.sees("заявку закрито без відповіді")
    request = await stage.request(number)
    assert (request.status, request.outcome) == ("closed", "unanswered")
    await stage.passes(days=13)
    await olena.taps("Ні, не вирішено")
    await olena.sees("Що ще не зроблено?")
    await olena.says("Знову темно")
    await olena.sees("повернуто на доопрацювання, уперше")
    request = await stage.request(number)
    assert (request.status, request.outcome, request.reworks) == ("in_progress", None, 1)


async def test_after_fourteen_days_a_new_request_is_offered(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await finished(andrii, number)
    await stage.passes(days=6)
    await stage.passes(days=14)
    await olena.taps("Ні, не вирішено")
    await olena.sees("вже має статус «закрито»")
    assert (await stage.request(number)).status == "closed"


async def test_a_no_that_races_the_automatic_closing_is_never_lost(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await finished(andrii, number)
    done_at = (await stage.request(number)).done_at
    assert done_at is not None
    await stage.comes(done_at + timedelta(days=5) - timedelta(seconds=1))
    # the clock's event and the resident's word wait in the same inbox, in either order
    stage.now = done_at + timedelta(days=5)
    await stage.app._ticks.timers()
    await olena.presses("Ні, не вирішено")
    await stage.settle()
    request = await stage.request(number)
    assert (request.status, request.reworks) == ("in_progress", 1)
    await olena.says("Усе ще темно")
    await olena.sees("повернуто на доопрацювання")


async def test_the_question_waits_for_another_intake_to_end(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await describes(olena, "Друга заявка: темно у сквері")
    await finished(andrii, number)
    await olena.sees("роботи завершено", "щойно закінчимо розпочате")
    await olena.sees_no("Проблему вирішено?")
    await olena.says("вул. Вигадана 3")
    await olena.taps("Не знаю")
    await olena.taps("+380")
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано", f"№ {number}: проблему вирішено?")
    await olena.taps("Так, вирішено")
    await olena.taps("5")
    await olena.taps("Пропустити")
    assert (await stage.request(number)).status == "closed"


async def test_the_photo_of_the_report_comes_with_the_question(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.sends(photo("yellow"), caption=f"/done {number} Світить")
    await olena.sees("роботи завершено", "Світить", "Проблему вирішено?")
    assert sum(seen.files for seen in await olena.fresh()) == 1


async def test_words_instead_of_yes_or_no_reach_the_executor(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await finished(andrii, number)
    await olena.says("Одна лампа горить, друга ні")
    await olena.sees("передали виконавцеві", "«так» чи «ні»")
    await andrii.sees("Одна лампа горить, друга ні")
    await olena.says("Так")
    await olena.sees("Оцініть роботу")
    await olena.says("усе чудово, п’ятірка")
    await olena.sees("записали", "від 1 до 5")
    await olena.says("5")
    await olena.says("пропустити")
    request = await stage.request(number)
    assert (request.status, request.outcome, request.rating) == ("closed", "confirmed", 5)


async def test_a_request_cancelled_by_its_resident(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await olena.says("/my")
    await olena.taps(f"№ {number}")
    await olena.taps("Скасувати заявку")
    await olena.sees(f"Скасувати заявку № {number}?")
    await olena.taps("Ні, залишити")
    await olena.sees("залишається в роботі")
    await olena.taps("Так, скасувати заявку")
    await olena.sees(f"Заявку № {number} скасовано")
    await andrii.sees("Заявник скасував заявку")
    await andrii.says(f"/take {number}")
    await andrii.sees("має статус «скасовано»")


async def test_a_second_report_asks_anew_while_the_first_no_is_being_explained(
    stage: Stage,
) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await finished(andrii, number)
    await olena.taps("Ні, не вирішено")
    await olena.sees("Що ще не зроблено?")
    await andrii.says(f"/done {number} Замінено й другу")
    await olena.sees("Замінено й другу", "Проблему вирішено?")
    await olena.taps("Так, вирішено")
    await olena.sees("Оцініть роботу виконавця")
    assert (await stage.request(number)).outcome == "confirmed"


async def test_a_no_after_a_yes_counts_although_a_rating_is_asked(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await finished(andrii, number)
    await olena.taps("Так, вирішено")
    await olena.sees("Оцініть роботу виконавця")
    await olena.says("/my")
    await olena.taps(f"№ {number}")
    await olena.taps("Ні, не вирішено")
    await olena.sees("Що ще не зроблено?")
    assert (await stage.request(number)).status == "in_progress"


async def test_the_question_that_waited_comes_when_the_draft_is_dropped(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    number = await files(olena)
    await describes(olena, "І ще темно у сквері")
    await stage.passes(days=1, hours=23)
    await finished(andrii, number)
    await olena.sees("запитаємо трохи згодом")
    await stage.passes(hours=2)
    await olena.sees("Незавершену заявку прибрано", f"№ {number}: проблему вирішено?")
    await olena.taps("Так, вирішено")
    assert (await stage.request(number)).status == "closed"
