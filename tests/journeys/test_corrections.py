"""Everything can be corrected, refused kindly, and taken back; nothing is lost on the way."""

from datetime import timedelta

import pytest

from tests.journeys.scenes import chooses, describes, files, photo
from tests.stage import Person, Stage


async def reviewed(stage: Stage) -> Person:
    """Somebody who has come to the review."""
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.says("вул. Володимира Великого, 15")
    await olena.taps("Саксаганський")
    await olena.says("067 123 45 67")
    await olena.sees("Перевірте заявку")
    return olena


async def test_every_part_can_be_changed_from_the_review(stage: Stage) -> None:
    olena = await reviewed(stage)
    await olena.taps("Змінити опис")
    await olena.sees("Опишіть проблему")
    await olena.says("Ліхтар блимає всю ніч")
    await olena.sees("Перевірте заявку", "Ліхтар блимає всю ніч")
    await olena.sees_no("третій день")
    await olena.taps("Змінити тему")
    await chooses(olena, "Дороги і тротуари", "Яма на дорозі")
    await olena.sees("Перевірте заявку", "Яма на дорозі")
    await olena.taps("Змінити місце")
    await olena.says("проспект Південний 7")
    await olena.taps("Інгулецький")
    await olena.sees("Перевірте заявку", "проспект Південний 7, Інгулецький район")
    await olena.taps("Змінити телефон")
    await olena.says("+380 50 765 43 21")
    await olena.sees("Перевірте заявку", "21")
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано")


async def test_back_leads_through_every_question_to_the_first(stage: Stage) -> None:
    olena = await reviewed(stage)
    asked = ["номер телефону", "У якому районі", "Де це?"]
    for question in [*asked, "Зрозуміло: Не горять ліхтарі", "Опишіть проблему"]:
        await olena.taps("Назад")
        await olena.sees(question)
    assert "Назад" not in await olena.buttons()
    await olena.says("Є проблема")
    await olena.sees("Чого це стосується?")


async def test_cancel_works_and_sends_nothing(stage: Stage) -> None:
    olena = await reviewed(stage)
    await olena.taps("Скасувати")
    await olena.sees("Заявку скасовано, нічого не надіслано")
    await olena.says("/my")
    await olena.sees("У вас ще немає заявок")


async def test_cancel_can_be_typed_at_every_question(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.says("  СКАСУВАТИ ")
    await olena.sees("нічого не надіслано")
    await describes(olena)
    await olena.says("/cancel")
    await olena.sees("нічого не надіслано")


async def test_a_typed_label_is_a_pressed_button(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("Темно біля зупинки, не світить ліхтар")
    await olena.says(" ІНША тема.")
    await olena.says("інше")
    await olena.says("вуличне  освітлення")
    await olena.sees("Оберіть, що найбільше схоже")
    await olena.says("не горять ліхтарі.")
    await olena.sees("Де це?")


async def test_text_at_a_choice_is_more_of_the_description(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("Темно на вулиці")
    await olena.says("і ще щось гуде")
    await olena.sees("Додали до опису")
    await chooses(olena, "Вуличне освітлення", "Не горять ліхтарі")
    await olena.says("вул. Вигадана 3")
    await olena.taps("Не знаю")
    await olena.says("а ще сусіди скаржаться")
    await olena.sees("Додали до опису", "номер телефону")
    await olena.says("0671234567")
    await olena.sees("Темно на вулиці\nі ще щось гуде\nа ще сусіди скаржаться")


async def test_a_wrong_phone_is_asked_again(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.says("вул. Вигадана 3")
    await olena.taps("Не знаю")
    await olena.says("067 123 45")
    await olena.sees("у номері помилка")
    await olena.says("٠٦٧١٢٣٤٥٦٧")
    await olena.sees("у номері помилка")
    await olena.taps("Докладніше")
    await olena.sees("Їх бачать працівники центру та виконавець", "номер телефону")
    for typed in ("80671234567", "(067) 123-45-67", "4991520"):
        await olena.says(typed)
        await olena.sees("Перевірте заявку")
        await olena.taps("Змінити телефон")
    await olena.sees("номер телефону")


async def test_a_point_outside_the_city_is_refused_kindly(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.shares_location(50.45, 30.52)
    await olena.sees("за межами Кривого Рогу", "Де це?")
    await olena.says("вул. Вигадана 3")
    await olena.sees("У якому районі")


async def test_a_point_gives_its_district(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.shares_location(47.9435, 33.3983)
    await olena.sees("номер телефону")
    await olena.says("0671234567")
    await olena.sees("точка на карті, Саксаганський район")


async def test_a_point_on_a_border_asks_for_the_district(stage: Stage) -> None:
    olena = await stage.person("Олена")
    lat, lon = border_point(stage)
    await describes(olena)
    await olena.shares_location(lat, lon)
    await olena.sees("біля межі районів")
    assert len(await olena.buttons()) >= 2
    await olena.taps("Не знаю")
    await olena.sees("номер телефону")


def border_point(stage: Stage) -> tuple[float, float]:
    """A point of the city's own map that lies on the line between two districts."""
    from city.places import Border  # noqa: PLC0415

    districts = stage.app.city.places.districts
    for step in range(2000):
        lat, lon = 47.85 + (step % 50) * 0.003, 33.30 + (step // 50) * 0.006
        found = districts.locate(lat, lon)
        if isinstance(found, Border) and len(found.candidates) > 1:
            return lat, lon
    raise AssertionError("the map has no border")


async def test_an_address_without_a_number_is_asked_for_it_once(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.says("вулиця Вигадана")
    await olena.sees("який номер будинку")
    await olena.says("біля школи")
    await olena.taps("Не знаю")
    await olena.says("0671234567")
    await olena.sees("вулиця Вигадана, біля школи")


async def test_what_cannot_be_read_is_asked_for_in_words(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("/new")
    for nonsense in ("🙂🙂🙂", "...", "1", "<3"):
        await olena.says(nonsense)
        await olena.sees("словами")
    await olena.says("а" * 10_000 if stage.channel == "web" else "а" * 4096)
    await olena.sees("Чого це стосується?")


async def test_a_photo_alone_is_kept_and_the_words_are_asked_for(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.sends(photo())
    await olena.sees("Напишіть кількома словами")
    await olena.says("Яма")
    await chooses(olena, "Дороги і тротуари", "Яма на дорозі")
    await olena.sends(photo("blue"))
    await olena.says("вул. Вигадана 3")
    await olena.taps("Не знаю")
    await olena.says("0671234567")
    await olena.sees("(2 файли)")


@pytest.mark.fault(3)
async def test_a_stale_button_changes_nothing(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("Темно біля зупинки, не світить ліхтар")
    old = await olena.message("Зрозуміло")
    await olena.taps("Інша тема")
    await olena.taps("Інше…")
    await olena.taps("Вуличне освітлення")
    await olena.edge.tap_stale(old, "Так")
    await stage.settle()
    await olena.message("Ця кнопка вже не діє")
    await olena.taps("Не горять ліхтарі")
    await olena.sees("Де це?")


async def test_an_unknown_command_gets_the_present_question(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("/abrakadabra")
    await olena.offered("Повідомити про проблему")
    await describes(olena)
    await olena.says("/queue")
    await olena.sees("Де це?")
    await olena.sees_no("евідома команда")


async def test_a_draft_is_recalled_once_and_dropped_after_two_days(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("Не горять ліхтарі вже третій день")
    await stage.passes(minutes=50)
    await olena.says("ще й небезпечно")
    await stage.passes(minutes=30)
    await olena.sees_no("Ви почали заявку")
    await stage.passes(hours=1)
    await olena.sees("Ви почали заявку: «Не горять ліхтарі", "Зрозуміло")
    await stage.passes(hours=12)
    assert await olena.heard("Ви почали заявку") == 1
    await stage.passes(days=2)
    await olena.sees("Незавершену заявку прибрано")
    await olena.says("дякую")
    await olena.sees("Будь ласка")


async def test_a_draft_survives_a_restart(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await describes(olena)
    await stage.restart()
    await olena.says("вул. Вигадана 3")
    await olena.sees("У якому районі")


async def test_not_the_citys_matter_is_explained_with_a_phone(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("Вдома немає світла")
    await chooses(olena, "Електрика, газ", "Немає електроенергії")
    await olena.sees("Цим займається не місто", "ДТЕК", "790-99-00")
    await olena.taps("Дякую, зрозуміло")
    await olena.sees("Якщо знадобимося")
    await olena.says("Вдома немає світла")
    await chooses(olena, "Електрика, газ", "Немає електроенергії")
    await olena.taps("Все одно залишити заявку")
    await olena.sees("Де це?")


async def test_outside_working_hours_it_says_when_it_will_be_seen(stage: Stage) -> None:
    stage.now += timedelta(hours=9)
    olena = await stage.person("Олена")
    await files(olena)
    await olena.forgets()
    await olena.says("/my")
    await olena.sees("зареєстровано")
    assert await olena.heard("щойно центр відчиниться: 24 листопада, 09:00") == 1


async def test_a_form_asked_for_twice_asks_once(stage: Stage) -> None:
    olena = await stage.person("Олена")
    number = await files(olena)
    await olena.says("/new")
    await olena.says("Темно на вулиці")
    await olena.says("/my")
    await olena.taps(f"№ {number}")
    for _ in range(2):
        await olena.taps("Доповнити")
        await olena.sees("Що додати до заявки")
    await olena.says("/new")
    await olena.sees("Зрозуміло")
    await olena.says("/cancel")
    await olena.sees("Що додати до заявки")
    await olena.says("Код домофона 5")
    await olena.sees(f"Додано до заявки № {number}")
    await olena.sees_no("Що додати до заявки")
