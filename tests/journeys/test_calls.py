"""Most people telephone: an operator writes down what they say, and they follow it as they can."""

from tests.journeys.scenes import CALLER, files, finished, lighting, takes_call
from tests.stage import Stage


async def test_a_call_becomes_a_request_and_its_end_is_told_by_telephone(stage: Stage) -> None:
    andrii = await lighting(stage)
    halyna = await stage.staff("Галина", "operator")
    number = await takes_call(halyna)
    await andrii.sees("Нова заявка", f"№ {number}", "не горять ліхтарі біля школи")
    await finished(andrii, number)
    await halyna.says("/call кому")
    await halyna.sees("Кому зателефонувати", f"№ {number}", "+380 67 765 4321", "роботи завершено")
    await halyna.taps(f"№ {number}")
    await halyna.sees("Що сказав заявник?")
    await halyna.says(f"/call {number} не вирішено один ліхтар блимає")
    await halyna.sees("повернуто на доопрацювання зі слів заявника")
    await andrii.sees("не вирішено")
    await halyna.says("/call кому")
    await halyna.sees("нікому не треба телефонувати")
    await andrii.says(f"/done {number} Замінено ще одну лампу")
    await halyna.says(f"/call {number} вирішено")
    await halyna.sees("Яку оцінку поставив заявник?")
    await halyna.taps("4")
    await halyna.sees("оцінку записано")
    closed = await stage.request(number)
    assert (closed.status, closed.outcome, closed.rating) == ("closed", "confirmed", 4)
    await halyna.says(f"/show {number}")
    await halyna.sees("заявку зареєстровано (телефоном)", "оцінка (телефоном)")


async def test_a_question_is_answered_by_telephone_and_the_request_withdrawn(stage: Stage) -> None:
    andrii = await lighting(stage)
    halyna = await stage.staff("Галина", "operator")
    number = await takes_call(halyna)
    await andrii.says(f"/ask {number} Який номер опори?")
    await halyna.says("/call")
    await halyna.sees("Телефонні звернення", "Кому зателефонувати", f"№ {number}")
    await halyna.says(f"/call {number} каже опора сімнадцять")
    await halyna.sees("слова заявника передано")
    await andrii.sees("Заявник відповів", "опора сімнадцять")
    await halyna.says(f"/call {number} поговорили")
    await halyna.sees("із заявником говорили")
    await halyna.says(f"/call {number} скасувати")
    await halyna.sees("скасовано на прохання заявника")
    assert (await stage.request(number)).status == "cancelled"
    await halyna.says(f"/call {number} казна-що")
    await halyna.sees("Не вдалося зрозуміти")
    await halyna.says("/call щось")
    await halyna.sees("Потрібен номер телефону або номер заявки")
    await andrii.says("/call")
    await andrii.sees_no("Телефонні звернення")


async def test_the_second_call_is_about_the_same_person(stage: Stage) -> None:
    """A number that somebody has only typed proves nothing; the record of the calls is one."""
    halyna = await stage.staff("Галина", "operator")
    olena = await stage.person("Олена", phone="+380677654321")
    await files(olena)
    first = await takes_call(halyna)
    await halyna.says("/call")
    await halyna.taps("Нова заявка з дзвінка")
    await halyna.sees("Номер телефону того, хто дзвонить?")
    await halyna.says("не пам’ятає")
    await halyna.says(CALLER)
    await halyna.sees("Опишіть проблему")
    await halyna.says("/cancel")
    one, other = await stage.request(olena.number), await stage.request(first)
    assert one.resident != other.resident
    await olena.says("/my")
    await olena.sees_no(f"№ {first}")
