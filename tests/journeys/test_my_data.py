"""«Мої дані»: seen, downloaded, changed, erased so that nothing is found afterwards."""

import json
import os
from pathlib import Path

from models.tables import metadata
from tests.journeys.scenes import describes, files, finished, lighting, photo
from tests.journeys.test_near import LIGHTS, files_elsewhere, files_lights, joins
from tests.stage import Person, Stage


async def test_everything_about_them_comes_as_two_files(stage: Stage) -> None:
    olena = await stage.person("Олена")
    number = await files(olena, "Не горять ліхтарі біля зупинки")
    await olena.taps("Запам’ятати це місце")
    await olena.taps("Робота")
    await olena.says("/data")
    await olena.sees("Що про вас збережено", "Заявок: 1, з них відкритих: 1", "36 місяців")
    await olena.taps("Завантажити")
    await olena.sees("Збираємо все", "Тут усе")
    seen = await olena.message("Тут усе")
    readable, exact = [await olena.edge.file_of(seen, n) for n in (0, 1)]
    if readable.startswith(b"{"):
        readable, exact = exact, readable
    assert f"Заявка № {number}" in readable.decode()
    assert "Не горять ліхтарі біля зупинки" in readable.decode()
    assert "Ваше місце «Робота»: вул. Володимира Великого, 15" in readable.decode()
    stored = json.loads(exact)
    assert stored["places"][0]["name"] == "Робота"
    assert stored["requests"][0]["phone"] == olena.phone
    assert stored["history"][0]["verb"] == "register"


async def test_the_number_is_changed_and_consent_taken_back(stage: Stage) -> None:
    olena = await stage.person("Олена")
    number = await files(olena)
    await olena.says("/data")
    await olena.taps("Змінити телефон")
    await olena.says("067 123")
    await olena.sees("у номері помилка")
    await olena.says("050 111 22 33")
    await olena.sees("Записали: +380 50 111 2233")
    await olena.taps("Мої дані")
    await olena.taps("Відкликати згоду")
    await olena.taps("Скасувати")
    await olena.sees("нічого не стерто")
    await olena.says("/data withdraw")
    await olena.says("так, відкликати згоду")
    await olena.sees("Згоду відкликано")
    assert (await stage.request(number)).phone == olena.phone
    await describes(olena)
    await olena.says("вул. Вигадана, 3")
    await olena.taps("Саксаганський")
    await olena.sees("ви погоджуєтеся на обробку персональних даних")


async def test_after_erasing_nothing_is_found_of_them_anywhere(
    stage: Stage, tmp_path: Path
) -> None:
    andrii = await lighting(stage)
    # Behind a public address the page's cookie needs TLS, which the stage has not.
    beside = "viber" if stage.channel == "viber" else "web"
    watching = await stage.staff("Оля", "operator", channel=beside)
    olena = await stage.person("Соломія")
    words = "Біля клумби зникло світло"
    ended = await files(olena, words)
    await olena.taps("Запам’ятати це місце")
    await olena.says("Голубник")
    await olena.sends(photo("blue"), caption="Ось яка темрява навпроти")
    await olena.taps(f"До заявки № {ended}")
    await finished(andrii, ended, "Соломії передзвонили, лампу замінено")
    await olena.taps("Так, вирішено")
    await olena.taps("5")
    await olena.says("Величезна подяка монтерам")
    await watching.says(f"/show {ended}")
    await watching.says(f"/phone {ended}")
    await watching.says("/queue")
    open_still = await _files_again(olena, "Ще одна лампа кліпає безперестанку")
    await olena.says("/data")
    await olena.taps("Завантажити")
    await olena.says("/data")
    await olena.taps("Стерти мої дані")
    await olena.sees("1 відкрита заявка")
    await olena.taps("Скасувати заявки")
    await olena.taps("Назад")
    await olena.taps("Скасувати заявки")
    await olena.sees("Стерти назавжди")
    await olena.taps("Так, стерти")
    await olena.sees("ваші дані стерто")
    await olena.says("/my")
    await olena.sees("ще немає заявок")
    await olena.says(f"№ {ended}")
    traces = [olena.phone, olena.phone[4:], "Соломі", "клумби", "темрява", "кліпає", "Величезна"]
    traces += ["Голубник", "голубник"]
    await _nothing_of(stage, traces)
    await _no_files(stage, tmp_path)
    after = await stage.request(ended)
    assert (after.status, after.rating, after.service) == ("closed", 5, "lighting.street")
    assert after.place.district
    assert (await stage.request(open_still)).status == "cancelled"


async def test_who_joined_takes_their_words_out_of_other_peoples_requests(
    stage: Stage, tmp_path: Path
) -> None:
    andrii = await lighting(stage)
    beside = "viber" if stage.channel == "viber" else "web"
    watching = await stage.staff("Оля", "operator", channel=beside)
    olena, taras, ivan = [await stage.person(name) for name in ("Олена", "Соломія", "Іван")]
    number = await files_lights(olena)
    await joins(taras, f"{LIGHTS}, де Валіне вікно")
    await joins(ivan, f"{LIGHTS}, у дворі темно")
    await taras.says("/my")
    await taras.taps(f"№ {number}")
    await taras.taps("Доповнити")
    await taras.sends(photo("blue"), caption="Ось яка темрява")
    await taras.sees(f"Додано до заявки № {number}")
    duplicate = await files_elsewhere(taras, "Зупинка блимає й гасне")
    await andrii.says(f"/merge {number} {duplicate}")
    await andrii.sees("об’єднано")
    await watching.says(f"/show {number}")
    await watching.sees("Валіне", "темрява", "блимає", "у дворі темно")
    await taras.says("/data erase")
    await taras.taps("Так, стерти")
    await taras.sees("ваші дані стерто")
    await _nothing_of(stage, [taras.phone, "Валіне", "темрява", "блимає", "Соломі"])
    await _no_files(stage, tmp_path)
    await watching.says(f"/show {number}")
    await watching.sees("у дворі темно", "код домофона")
    await watching.says("/find Валіне")
    await watching.sees_no(f"№ {number}")
    await olena.says("/my")
    await olena.taps(f"№ {number}")
    await olena.sees("код домофона")
    await finished(andrii, number)
    await ivan.sees("роботи завершено")


async def test_open_requests_may_be_finished_first(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Соломія")
    number = await files(olena, "Біля клумби зникло світло")
    await olena.says("/data erase")
    await olena.taps("Довести до кінця")
    await olena.taps("Так, стерти")
    await olena.sees("крім відкритих заявок")
    assert (await stage.request(number)).phone == olena.phone
    await finished(andrii, number)
    await olena.sees("Проблему вирішено?")
    await olena.taps("Так, вирішено")
    await olena.says("/cancel")
    await stage.passes(days=13)
    await stage.app._ticks.retention()
    assert (await stage.request(number)).text
    await stage.passes(days=2)
    await stage.app._ticks.retention()
    await _nothing_of(stage, [olena.phone, "клумби"])


async def test_the_city_s_period_makes_ended_requests_anonymous(stage: Stage) -> None:
    olena = await stage.person("Соломія")
    ended = await files(olena, "Біля клумби зникло світло")
    await olena.says("/my")
    await olena.taps(f"№ {ended}")
    await olena.taps("Скасувати заявку")
    await olena.taps("Так, скасувати заявку")
    stage.now = stage.now.replace(year=stage.now.year + 2)
    taras = await stage.person("Тарас")
    later = await files(taras, "Темно біля лікарні")
    stage.now = stage.now.replace(year=stage.now.year + 1, month=12)
    await stage.app._ticks.retention()
    await _nothing_of(stage, [olena.phone, "клумби", "Соломія"])
    assert (await stage.request(later)).text == "Темно біля лікарні"


async def _files_again(person: Person, words: str) -> int:
    await describes(person, words)
    await person.says("вул. Володимира Великого, 15")
    await person.taps("Саксаганський")
    await person.says("так")
    await person.taps("Надіслати")
    await person.sees("зареєстровано")
    return person.number


async def _nothing_of(stage: Stage, traces: list[str]) -> None:
    """Every table, column and row is read as text."""
    async with stage.app.database.read() as connection:
        for table in metadata.tables.values():
            rows = (await connection.execute(table.select())).all()
            for row in rows:
                said = json.dumps([_text(value) for value in row], ensure_ascii=False)
                for trace in traces:
                    assert trace not in said, f"«{trace}» in {table.name}: {said}"


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


async def _no_files(stage: Stage, folder: Path) -> None:
    """What was on the disk goes at the next tick, when it is no longer brand-new."""
    for path in _kept(folder):
        os.utime(path, (0, 0))
    await stage.app._ticks.prune()
    assert _kept(folder) == []


def _kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("files/*/*") if path.is_file()]
