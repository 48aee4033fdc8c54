import re
from pathlib import Path

import pytest

from city import CityError, folder_of, load, load_named
from city.check import check, inspect

CITY, SERVICES = "city.toml", "services.toml"
DEPARTMENTS, AUTHORITIES = "departments.toml", "authorities.toml"
MAP, HOODS = "districts.geojson", "neighbourhoods.csv"
STREETS, RENAMES = "streets.csv", "street_renames.csv"

# file, what is written there, what somebody made of it, the line, what they are told
MISTAKES = [
    (CITY, 'centre = "Служба 15-80"', "centre = Служба", 2, "запис не читається"),
    (CITY, 'centre = "Служба 15-80"', 'centre = "  "', 2, "«centre» порожнє"),
    (CITY, 'centre = "Служба 15-80"', "centre = 5", 2, "тут має бути текст у лапках"),
    (CITY, 'centre = "Служба 15-80"', "", 1, "бракує «centre»"),
    (
        CITY,
        'centre = "Служба 15-80"',
        'centr = "Служба"',
        2,
        "невідомий ключ «centr», мабуть, «centre»",
    ),
    (CITY, '"1580"', '"пʼятнадцять"', 3, "не схоже на номер телефону"),
    (
        CITY,
        '{ number = "1580" }',
        '{ number = "1580", nota = "" }',
        3,
        "невідомий ключ «nota», мабуть, «note»",
    ),
    (CITY, '[{ number = "1580" }]', '["1580"]', 3, "у фігурних дужках"),
    (CITY, '"0999"', '"999"', 4, "код міста — цифри з нулем"),
    (CITY, '"Europe/Kyiv"', '"Europe/Kiyv"', 5, "невідомий часовий пояс «Europe/Kiyv»"),
    (CITY, '"2026-12-25"', '"25.12.2026"', 6, "дату пишуть так"),
    (CITY, "deadlines = true", 'deadlines = "так"', 7, "true або false"),
    (CITY, "border_m = 50", "border_m = -1", 8, "не менше ніж 0"),
    (CITY, "near_m = 100", "near_m = true", 9, "ціле число без лапок"),
    (CITY, 'genitive = "Малинівки"\n', "", 11, "бракує «genitive»"),
    (CITY, "[name]", "[imya]", 1, "бракує «name» (розділ [name])"),
    (CITY, "[name]", "[imya]", 11, "невідомий ключ «imya»"),
    (CITY, '["вт", "ср", "сб"]', '["вт", "tue"]', 17, "дні тижня пишуть так"),
    (CITY, '["вт", "ср", "сб"]', "[]", 17, "хоча б один"),
    (CITY, '"10:00"', '"10.00"', 18, 'час пишуть так: "09:00", а тут «10.00»'),
    (CITY, '"12:30"', '"09:30"', 19, "зачинятися пізніше"),
    (CITY, "emergency_hours = 12", "emergency_hours = 0", 26, "не менше ніж 1"),
    (CITY, "complex_days = 3", "complex_days = 1", 29, "строки мають зростати"),
    (CITY, '"simple"', '"simpel"', 30, "невідоме «simpel», мабуть, «simple»"),
    (CITY, "auto_close_days = 3", "auto_close_days = 1", 32, "більше за «closing_reminder_days»"),
    (
        CITY,
        "draft_reminder_hours = 2",
        "draft_reminder_hours = 24",
        36,
        "довше за «draft_reminder_hours»",
    ),
    (CITY, "undo_hold_seconds = 0", "undo_hold_seconds = 1.5", 38, "ціле число без лапок"),
    (
        SERVICES,
        'sla = "emergency"',
        'sla = "emergancy"',
        9,
        "невідоме «emergancy», мабуть, «emergency»",
    ),
    (SERVICES, 'sla = "emergency"\n', "", 5, "послузі «well.dry» бракує строку «sla»"),
    (SERVICES, '"well.dry"', '"Well.Dry"', 6, "малі латинські літери"),
    (SERVICES, '"well.storks"', '"well.dry"', 17, "код «well.dry» уже є вище"),
    (
        SERVICES,
        'group = "well"\nname = "Криниця без',
        'group = "wel"\nname = "Криниця без',
        7,
        "немає групи «wel», мабуть, «well»",
    ),
    (
        SERVICES,
        'department = "diggers"',
        'department = "digers"',
        10,
        "немає підрозділу «digers», мабуть, «diggers»",
    ),
    (SERVICES, '"storks"', '"cranes"', 21, "немає організації «cranes»"),
    (SERVICES, 'label = "Лелеки на криниці"\n', "", 19, "для кнопки задовго"),
    (SERVICES, "Лелеки на криниці", "Лелеки " * 9, 20, "для кнопки задовго"),
    (
        SERVICES,
        "Лелеки на криниці",
        "криниця БЕЗ води",
        1,
        "назва кнопки «криниця без води» повторюється",
    ),
    (SERVICES, '"well.storks"', '"well.' + "s" * 40 + '"', 17, "задовге: 45 символів"),
    (SERVICES, '"none"', '"never"', 22, "невідоме «never»"),
    (SERVICES, '"суха [криниця]"', "5", 11, "кожне значення — непорожній текст"),
    (SERVICES, '"криниця", #', '"криниця" #', 13, "запис не читається"),
    (
        SERVICES,
        'name = "Криниця"',
        'name = "Криниця"\n[[group]]\ncode = "air"\nname = "Небо"',
        4,
        "у групі «Небо» немає жодної послуги",
    ),
    (
        SERVICES,
        'code = "well"\nname',
        'code = "well"\n[[group]]\ncode = "well"\nname',
        4,
        "код «well» уже є вище",
    ),
    (SERVICES, '["nests", "mood"]', '["nest"]', 23, "немає запитання «nest», мабуть, «nests»"),
    (SERVICES, '["nests", "mood"]', '["mood", "mood"]', 23, "запитання повторюється"),
    (SERVICES, '["nests", "mood"]', str(["nests"] * 4).replace("'", '"'), 23, "не більше ніж 3"),
    (SERVICES, 'code = "nests"', 'code = "Nests"', 26, "малі латинські літери"),
    (SERVICES, 'code = "mood"', 'code = "nests"', 34, "код «nests» уже є вище"),
    (SERVICES, '"Скільки там гнізд?"', '"' + "Х" * 201 + '"', 27, "задовге: 201 символів"),
    (SERVICES, 'label = "Гнізд"', 'label = "Гнізда, які видно звідси"', 28, "задовге: 24 символів"),
    (SERVICES, '"number"', '"digit"', 29, "невідоме «digit»"),
    (SERVICES, '"optional"', '"never"', 30, "невідоме «never»"),
    (SERVICES, 'words = ["гніздо"]', 'choices = ["Одне", "Два"]', 31, "лише з kind"),
    (SERVICES, '["Сердяться", "Ні"]', '["Сердяться"]', 38, "має бути від 2 до 8"),
    (SERVICES, '["Сердяться", "Ні"]', '["Ні", "ні"]', 38, "варіант повторюється"),
    (SERVICES, '["Сердяться", "Ні"]', '["' + "Х" * 41 + '", "Ні"]', 38, "задовгий"),
    (
        SERVICES,
        'choices = ["Сердяться", "Ні"]',
        'choices = ["Сердяться", "Ні"]\nwords = ["злий"]',
        39,
        "не потрібні там, де є варіанти",
    ),
    (DEPARTMENTS, '"Копачі"', '"' + "К" * 41 + '"', 4, "задовге: 41 символів"),
    (DEPARTMENTS, '"diggers"', '"Копачі"', 2, "лише малі латинські літери"),
    (
        DEPARTMENTS,
        "[[department]]",
        "[[departments]]",
        1,
        "невідомий ключ «departments», мабуть, «department»",
    ),
    (AUTHORITIES, '"storks"', '"city"', 2, "код «city» зайнятий"),
    (
        AUTHORITIES,
        'phones = [{ number = "0999 1-23-45", note = "з весни" }]',
        "",
        1,
        "потрібен хоча б один телефон",
    ),
    (AUTHORITIES, "0999 1-23-45", "0999 1-23-45 (Ігор)", 5, "не схоже на номер телефону"),
    (MAP, '"features": [', '"features": [,', 1, "запис не читається"),
    (MAP, '"attribution": "made up", ', "", 1, "бракує «attribution»"),
    (MAP, '"features"', '"feature"', 1, "має бути FeatureCollection"),
    (MAP, '"former_name"', '"also": "Ліва", "former_name"', 2, "«also» — список"),
    (MAP, '"code": "E", ', "", 3, "районові бракує properties"),
    (MAP, '"code": "E"', '"code": "W"', 3, "район з кодом «W» уже є вище"),
    (MAP, "[[[10.0, 50.0], ", "[[[10.02, 50.01], ", 2, "не є правильним Polygon"),
    (MAP, "[10.02, 50.02]", "[10.02, 5002]", 3, "координати — градуси"),
    (
        MAP,
        '"Polygon", "coordinates": [[[10.0112',
        '"Point", "coordinates": [[[10.0112',
        3,
        "не є правильним Polygon",
    ),
    (HOODS, "Калюжа;Лівий", "Калюжа;Лівви", 3, "немає району «Лівви», мабуть, «Лівий»"),
    (HOODS, "Калюжа;Лівий", ";Лівий", 3, "порожній стовпець «name»"),
    (HOODS, "Калюжа;Лівий;Калюжі", "Калюжа;Лівий", 3, "стовпців 2, а має бути 3"),
    (HOODS, "name;district", "name;raion", 2, "бракує стовпців: district"),
    (STREETS, "Лівий|Правий", "Лівий|Верхній", 2, "немає району «Верхній»"),
    (STREETS, '"50,01"', "північ", 3, "градуси пишуть так"),
    (STREETS, '"50,01"', "501", 3, "градуси пишуть так"),
    (STREETS, '"50,01"', "", 3, "впишіть обидві або жодної"),
    (STREETS, ",так", ",true", 2, "«shown»: так або ні, а тут «true»"),
    (RENAMES, "in_use", "inuse", 2, "невідоме «inuse», мабуть, «in_use»"),
    (RENAMES, "вулиця Гусяча,вулиця Лісова", "вулиця Гусяча,", 3, "порожній стовпець «name»"),
]


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "told"),
    [pytest.param(*case, id=f"{case[0]}:{case[3]}-{n}") for n, case in enumerate(MISTAKES)],
)
def test_a_mistake_is_named_with_its_file_and_line(
    folder: Path, file: str, old: str, new: str, line: int, told: str
) -> None:
    spoil(folder, file, old, new)
    problems = check(folder)
    assert any(p.startswith(f"{file}:{line}: ") and told in p for p in problems), problems


@pytest.mark.parametrize(
    "file", [CITY, SERVICES, DEPARTMENTS, AUTHORITIES, MAP, HOODS, STREETS, RENAMES]
)
def test_a_file_that_is_missing_or_in_another_encoding_is_named(folder: Path, file: str) -> None:
    whole = (folder / file).read_bytes()
    (folder / file).write_bytes(whole + "# Їжак".encode("cp1251"))
    line = whole.count(b"\n") + 1
    assert f"{file}:{line}: файл не в кодуванні UTF-8" in "\n".join(check(folder))
    (folder / file).unlink()
    assert f"{file}:1: немає такого файлу" in check(folder)
    (folder / file).write_bytes(b"")
    assert check(folder)


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    spoil(folder, CITY, '"0999"', '"999"')
    spoil(folder, CITY, "near_m = 100", "near_m = 0.5")
    spoil(folder, SERVICES, '"diggers"', '"digers"')
    spoil(folder, STREETS, ",так", ",true")
    with pytest.raises(CityError) as caught:
        load(folder)
    files = [problem.partition(":")[0] for problem in caught.value.problems]
    assert sorted(files) == [CITY, CITY, SERVICES, STREETS]
    assert str(caught.value).count("\n") == 3


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(folder).places.streets == load(folder.parent / "spoiled").places.streets
    assert check(folder) == []


def test_a_city_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(CityError, match="kryvyi_rih"):
        load_named("atlantis")
    with pytest.raises(CityError, match="немає теки міста «»"):
        folder_of("")


def test_a_city_can_live_in_a_folder_of_its_own(folder: Path) -> None:
    assert load_named(str(folder)).code == "spoiled"


def test_kryvyi_rih_has_no_mistakes_and_says_which_departments_to_name() -> None:
    report = inspect(folder_of("kryvyi_rih"))
    assert report.problems == ()
    assert len(report.warnings) == 17
    assert all(re.match(r"departments\.toml:\d+: «.+» — умовна назва", w) for w in report.warnings)


@pytest.mark.parametrize(
    "file", [CITY, SERVICES, DEPARTMENTS, AUTHORITIES, MAP, HOODS, STREETS, RENAMES]
)
def test_whatever_line_is_lost_or_cut_short_the_check_reads_on(folder: Path, file: str) -> None:
    path = folder / file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for place, line in enumerate(lines):
        for left in ("", line[: len(line) // 2] + "\n", line.replace('"', ""), "[[" + line):
            path.write_text("".join((*lines[:place], left, *lines[place + 1 :])), encoding="utf-8")
            assert all(re.match(r"[a-z_]+\.(toml|csv|geojson):[0-9]+: ", p) for p in check(folder))
