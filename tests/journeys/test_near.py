"""«Схоже, про це вже повідомили»: joining, another problem, objecting, and who decides."""

from tests.journeys.scenes import chooses, describes, files, finished, lighting, photo
from tests.stage import Person, Stage

LIGHTS = "На Козацькій 15 не горять ліхтарі"
SECRET = "код домофона 1234"


async def reports(resident: Person, text: str) -> None:
    """A sentence with topic and address, confirmed: then comes what is known near by."""
    await resident.says(text)
    await resident.taps("Так")


async def files_lights(resident: Person) -> int:
    await reports(resident, f"{LIGHTS}, {SECRET}")
    await resident.says(resident.phone)
    await resident.taps("Надіслати")
    await resident.sees("зареєстровано")
    return resident.number


async def joins(resident: Person, text: str = LIGHTS) -> None:
    await reports(resident, text)
    await resident.sees(
        "Схоже, про це вже повідомили", "«Не горять ліхтарі», за тією самою адресою"
    )
    await resident.taps("Приєднатися")
    await resident.sees("Приєднали вас до заявки")


async def test_who_joins_gets_the_news_and_objects_and_the_filer_decides(stage: Stage) -> None:
    andrii = await lighting(stage)
    head = await stage.staff("Галина", "coordinator")
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    number = await files_lights(olena)
    await reports(taras, "ул. Козацкая, д. 15, не горят фонари, темно")
    seen = await taras.sees("зареєстровано, до 3 грудня")
    assert str(number) not in seen
    assert SECRET not in seen
    await taras.offered("Приєднатися", "Це інша проблема", "Назад", "Скасувати")
    await taras.taps("Приєднатися")
    await taras.sees(f"Приєднали вас до заявки № {number}", "Напишемо, щойно щось зміниться")
    await andrii.sees("іще один мешканець (усього 2)", "темно", "Повідомили: 2 мешканці")
    await head.says("/queue")
    await head.sees("2 мешканці")
    await taras.says("/my")
    await taras.sees(f"№ {number}", "ви приєдналися")
    await taras.taps(f"№ {number}")
    await taras.sees("Де: вул. Козацька, 15", "приєднався мешканець: «ул. Козацкая")
    await taras.sees_no(SECRET, "67 123")
    await olena.taps("Мої заявки")
    await olena.taps(f"№ {number}")
    await olena.sees("Про це повідомив ще 1 мешканець", SECRET)
    await olena.sees_no("темно")
    await finished(andrii, number)
    await taras.sees("роботи завершено", "«Замінено дві лампи»", "Якщо у вас усе по-старому")
    await taras.sees_no("Проблему вирішено?")
    await head.forgets()
    await taras.taps("Ні, не вирішено")
    await taras.sees("Що ще не зроблено?")
    await head.sees("Мешканець, який приєднався, каже: не вирішено")
    await taras.says("У кінці вулиці темно")
    await taras.sees("передали виконавцеві й координаторові")
    await andrii.sees("У кінці вулиці темно")
    assert (await stage.request(number)).status == "done"
    await olena.taps("Так, вирішено")
    await taras.sees(f"№ {number}: закрито", "підтвердив, що проблему вирішено")
    await taras.taps("Ні, не вирішено")
    await taras.sees("має статус «закрито»")


async def test_another_problem_their_own_and_nothing_of_sensitive_topics(stage: Stage) -> None:
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    number = await files_lights(olena)
    await reports(taras, LIGHTS)
    await taras.says("Це інша проблема")
    await taras.sees("номер телефону")
    await taras.taps("Назад")
    await taras.sees("Схоже, про це вже повідомили")
    await taras.taps("Це інша проблема")
    await taras.says(taras.phone)
    await taras.taps("Надіслати")
    await taras.sees("зареєстровано")
    assert (await stage.request(number)).affected == 1

    await olena.says("/new")
    await reports(olena, "На Козацькій 15 не горять ліхтарі, ще один згас")
    await olena.sees("Ваша заявка", "за тією самою адресою")
    await olena.taps(f"До заявки № {number}")
    await olena.sees(f"Додано до заявки № {number}")

    for resident in (olena, taras):
        await resident.says("/new")
        await resident.says("На Козацькій 15 не працює ліфт, під’їзд 2, поверх 5")
        await chooses(resident, "Будинок і під’їзд", "Не працює ліфт")
        await resident.sees_no("вже повідомили")
        await resident.taps("+380")
        await resident.sees("Перевірте заявку")
        await resident.taps("Надіслати")
        await resident.sees("зареєстровано")


async def test_near_on_the_map_and_gone_when_it_is_done(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    for resident, lat in ((olena, 47.9435), (taras, 47.9445)):
        await resident.says("Не горять ліхтарі")
        await chooses(resident, "Вуличне освітлення", "Не горять ліхтарі")
        await resident.shares_location(lat, 33.3983)
        if resident is olena:
            await resident.says(resident.phone)
            await resident.taps("Надіслати")
            await resident.sees("зареєстровано")
    await taras.sees("за 110 м від указаного місця")
    await finished(andrii, olena.number)
    await taras.taps("Приєднатися")
    await taras.sees("Ту заявку щойно завершили", "номер телефону")


async def test_a_withdrawn_request_lives_on_for_those_who_joined(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    iryna = await stage.person("Ірина")
    number = await files_lights(olena)
    await joins(taras, f"{LIGHTS}, уже тиждень")
    await joins(iryna)
    await finished(andrii, number)
    await iryna.says("/my")
    await iryna.taps(f"№ {number}")
    await iryna.taps("Більше не стежити")
    await iryna.taps("Так, не стежити")
    await iryna.sees("новин про заявку", "більше не буде")
    await olena.says("/my")
    await olena.taps(f"№ {number}")
    await olena.taps("Скасувати заявку")
    await olena.sees("Про цю проблему повідомили й інші")
    await olena.taps("Так, скасувати заявку")
    await olena.sees("Роботу не припиняємо")
    await andrii.sees("Заявник відкликав заявку, але вона чинна")
    await taras.sees("Тепер вона ваша", "Проблему вирішено?")
    await taras.says("/my")
    await taras.taps(f"№ {number}")
    await taras.sees("уже тиждень")
    await taras.sees_no(SECRET)
    await taras.forgets()
    await stage.passes(days=2, hours=1)
    await taras.sees("виконавець завершив роботи")
    await olena.sees_no("виконавець завершив роботи")
    await taras.says("так, вирішено")
    await taras.sees("Оцініть роботу")
    assert (await stage.request(number)).status == "closed"
    await olena.says("/my")
    await olena.sees("ще немає заявок")
    assert await iryna.heard("закрито") == 0


async def files_elsewhere(resident: Person, words: str = "Темно від зупинки до школи") -> int:
    """The same trouble, named by another place: nothing shows that it is the same."""
    await describes(resident, words)
    await resident.sends(photo())
    await resident.says("біля зупинки")
    await resident.taps("Без номера")
    await resident.taps("Саксаганський")
    await resident.says(resident.phone)
    await resident.taps("Надіслати")
    await resident.sees("зареєстровано")
    return resident.number


async def test_duplicates_become_one_and_nobody_is_lost(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena, taras = await stage.person("Олена"), await stage.person("Тарас")
    kept = await files(olena)
    duplicate = await files_elsewhere(taras)
    await andrii.says(f"/merge {kept}")
    await andrii.sees(f"Яка заявка — дублікат № {kept}?")
    await andrii.says(f"№{duplicate}")
    await andrii.sees(f"№ {duplicate} об’єднано з № {kept}", "Повідомили: 2 мешканці")
    await taras.sees(f"№ {duplicate}: об’єднано з № {kept}", "Новини надсилатимемо про ту заявку")
    request = await stage.request(duplicate)
    assert (request.status, request.merged_into) == ("merged", kept)
    await taras.says("/my")
    await taras.taps(f"№ {duplicate}")
    await taras.sees(f"Заявка № {duplicate} — об’єднано", f"об’єднано з № {kept}")
    await taras.taps(f"Заявка № {kept}")
    await taras.sees(f"Заявка № {kept} — зареєстровано, ви приєдналися", "Де: біля зупинки")
    await taras.sees_no("третій день")
    await taras.replies("Новини надсилатимемо", "Уже й ліхтар упав")
    await taras.sees(f"Додано до заявки № {kept}")
    await andrii.sees("Уже й ліхтар упав")
    await andrii.says(f"/show {kept}")
    await andrii.sees("приєднано дублікат", "Темно від зупинки до школи")
    assert sum(seen.files for seen in await andrii.fresh()) == 1
    await olena.says("/my")
    await olena.taps(f"№ {kept}")
    await olena.sees_no("Темно від зупинки", "ліхтар упав")
    await andrii.says(f"/merge {kept} {duplicate}")
    await andrii.sees("має статус «об’єднано»")
    await andrii.says(f"/merge {duplicate} {kept}")
    await andrii.sees("вже завершено")
    await andrii.says(f"/merge {kept} і №{kept}")
    await andrii.sees("Це та сама заявка")
    await finished(andrii, kept)
    await taras.sees(f"№ {kept}: виконавець повідомляє")
