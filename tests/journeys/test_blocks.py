"""Who floods or insults may file nothing for a while, is told so kindly, and can object."""

from tests.journeys.scenes import describes, files, lighting
from tests.journeys.test_near import files_lights, joins
from tests.stage import Person, Stage


async def test_a_coordinator_blocks_and_an_objection_lifts_it(stage: Stage) -> None:
    maria = await stage.staff("Марія", "coordinator")
    andrii = await lighting(stage)
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    number = await files(olena)
    await describes(olena, "Не горить ліхтар біля школи")
    await andrii.says(f"/block {number} 3 дні образи")
    await andrii.sees("не дозволяє")
    await maria.says(f"/block {number}")
    await maria.sees("На скільки обмежити", "№")
    await maria.says("надовго")
    await maria.sees("Потрібен строк")
    await maria.says("3 дні")
    await maria.sees("Чому обмежуємо")
    await maria.says("Лайка в заявках")
    await maria.sees("Обмежено до", "Лайка в заявках")
    await olena.sees("не можете подавати нові заявки", "Лайка в заявках", "1520")

    await _is_refused(olena, number)
    await _is_asked(stage, andrii, olena, number)
    assert await files(taras, "Темно біля лікарні")  # nobody else is limited
    await _objects(olena, maria, number)
    await maria.says(f"/unblock {number}")
    await maria.sees("не обмежено")
    boss = await stage.staff("Адмін", "admin")
    await boss.says(f"/audit №{number}")
    await boss.sees(f"/block № {number}", f"/unblock № {number}")


async def test_a_block_by_telephone_ends_by_itself(stage: Stage) -> None:
    maria = await stage.staff("Марія", "coordinator")
    olena = await stage.person("Олена")
    number = await files(olena)
    await maria.says(f"/block {olena.phone} тиждень тисяча однакових заявок")
    await maria.sees("Обмежено до", f"№ {number}", "тисяча однакових заявок")
    await maria.says("/unblock")
    await maria.sees("З кого зняти обмеження?")
    await maria.says("/cancel")
    await olena.says("Знову темно на зупинці")
    await olena.sees("Не прийнято")
    await stage.passes(days=9)
    await olena.says("/new")
    await olena.sees("Опишіть проблему")
    await maria.says("/block 067 999 99 99 3 дні спам")
    await maria.sees("Потрібен номер заявки")


async def _is_refused(olena: Person, number: int) -> None:
    await olena.says("вул. Володимира Великого, 15")  # the place of a draft that is gone
    await olena.sees("Не прийнято", "до 26 листопада")
    await olena.says("/new")
    await olena.sees("Не прийнято")
    await olena.forges(f"r:{number}:comment")
    await olena.sees("Не прийнято")
    await olena.says("Сильний запах газу в під’їзді")
    await olena.sees("Спершу безпека", "104", "Не прийнято")
    await olena.says("/my")
    await olena.sees(f"№ {number}")


async def _is_asked(stage: Stage, andrii: Person, olena: Person, number: int) -> None:
    await andrii.says(f"/ask {number} Який номер опори?")
    await olena.sees("Який номер опори?")
    await olena.says("Дев’ята")
    await olena.sees("відповід")
    assert (await stage.request(number)).status == "in_progress"


async def _objects(olena: Person, maria: Person, number: int) -> None:
    await olena.says("Не згоден, напишу чому")
    await olena.sees("Напишіть одним повідомленням")
    await olena.says("Це писав мій брат")
    await olena.sees("Передали координаторам")
    await olena.says("/object")
    await olena.sees("вже в координаторів")
    await maria.sees("Заперечення проти обмеження", "Це писав мій брат", "Лайка в заявках")
    await maria.taps(f"Зняти обмеження № {number}")
    await maria.sees("Обмеження знято")
    await olena.sees("Обмеження знято")
    await olena.says("/object")
    await olena.sees("Обмежень для вас немає")
    await olena.says("/new")
    await olena.sees("Опишіть проблему")


async def test_an_objection_is_answered_and_the_block_stays(stage: Stage) -> None:
    maria = await stage.staff("Марія", "coordinator")
    olena = await stage.person("Олена")
    number = await files(olena)
    await maria.says(f"/block {number} 3 дні Лайка в заявках")
    await olena.sees("не можете подавати нові заявки")
    await maria.says(f"/uphold {number} рано")
    await maria.sees("нічого не заперечував")
    await olena.says("/object")
    await olena.says("Це писав мій брат")
    await olena.sees("Передали координаторам")
    await maria.sees("Це писав мій брат")
    await maria.taps("Залишити обмеження")
    await maria.sees("Чому обмеження", "лишається?")
    await maria.says("Писали з вашого номера тричі")
    await maria.sees("Обмеження лишається до 26 листопада", "Писали з вашого номера тричі")
    await olena.sees(
        "прочитали ваше заперечення", "до 26 листопада", "Писали з вашого номера тричі", "1520"
    )
    await olena.says("/object")
    await olena.sees("Відповідь: Писали з вашого номера тричі")
    await maria.says(f"/uphold {number} ще раз")
    await maria.sees("вже відповіли")
    await maria.says("/uphold")
    await maria.sees("Заперечень без відповіді немає")
    boss = await stage.staff("Адмін", "admin")
    await boss.says(f"/audit №{number}")
    await boss.sees(f"/uphold № {number}")


async def test_who_only_joined_can_be_blocked_too(stage: Stage) -> None:
    maria = await stage.staff("Марія", "coordinator")
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    number = await files_lights(olena)
    await joins(taras)
    await maria.says(f"/block {number} 3 дні Лайка в доповненнях")
    seen = await maria.sees("писали кілька людей", "Про кого йдеться?")
    labels = await maria.buttons()
    assert not any(person.phone in " ".join([seen, *labels]) for person in (olena, taras))
    await maria.taps(next(label for label in labels if "Долучення" in label))
    await maria.sees("Обмежено до", "Лайка в доповненнях")
    await taras.sees("не можете подавати нові заявки", "Лайка в доповненнях")
    await olena.says("/new")
    await olena.sees("Опишіть проблему")
    await maria.says(f"/unblock {number}")
    await maria.sees("Обмеження знято")
    await taras.sees("Обмеження знято")
