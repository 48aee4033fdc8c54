import pytest

from city import City
from city.places import Certainty, street_name

KNOWN = [
    ("Карачуни, біля школи", "Центрально-Міський"),
    ("на Карачунах немає води", "Центрально-Міський"),
    ("КАРАЧУНЫ", "Центрально-Міський"),
    ("Карачуни, вул. Широка 5", "Центрально-Міський"),
    ("мкр. Карачуни", "Центрально-Міський"),
    ("Дзержинка, третій дім", "Саксаганський"),
    ("Дзержинський район, вул. Широка", "Металургійний"),
    ("у Центрально-Міському районі темно", "Центрально-Міський"),
    ("Довгинцевому парку потрібні лавки", "Довгинцівський"),
    ("вул. Козацька, 15", "Саксаганський"),
    ("Козацька вулиця", "Саксаганський"),
    ("на вулиці Козацькій 15", "Саксаганський"),
    ("Козацька 15-А", "Саксаганський"),
    ("вул. Koзацька", "Саксаганський"),  # Ko is Latin
    ("Пелагеї Литвинової, під’їзд 2", "Саксаганський"),
    ("просп. Героїв Підпільників 30", "Саксаганський"),
    ("Героїв–Підпільників", "Саксаганський"),
    ("на проспекті Дзержинського 7", "Саксаганський"),
    ("вул. Балакіна 3", "Саксаганський"),
    ("ул. Новоросійська", "Центрально-Міський"),
    ("у Рудничному провулку немає світла", "Тернівський"),
    ("Свято Вознесенська вул. 1", "Інгулецький"),
]

UNKNOWN = [
    "",
    "Яма на дорозі",
    "вул. Мелешкіна 15",  # its present street's district is not known
    "проспект Мира 10",  # an avenue through several districts
    "вулиця Нестора Махна",  # by a border
    "провулок Козацький",
    "провулок Козацька",
    "багато волонтерів прийшло",
    "вулиця Карачуни",
    "вул. Саксаганського 5",
    "Слави 5",  # «провулок Слави», but perhaps a street of that name
    "Карачуни або Довгинцеве",
    "Карачуни, вул. Козацька 5",  # two different districts
    "вул. Желтецького",  # its renaming is only recommended
    "Макова 5",  # its renaming was only voted
    "карачунський автобус",
    "15",
]


@pytest.mark.parametrize(("text", "name"), KNOWN)
def test_a_text_that_names_one_district(kryvyi_rih: City, text: str, name: str) -> None:
    found = kryvyi_rih.places.district_of_text(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", UNKNOWN)
def test_it_never_guesses(kryvyi_rih: City, text: str) -> None:
    assert kryvyi_rih.places.district_of_text(text) is None


def test_any_length_of_text_is_taken(kryvyi_rih: City) -> None:
    assert kryvyi_rih.places.district_of_text("вул " * 20_000) is None
    assert kryvyi_rih.places.district_of_text("😀\x00\ud800 Карачуни") is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Калюжа", "W"),
        ("Спільний Яр", None),
        ("вулиця Довга 3", None),
        ("вул. Лісова 3", "E"),
        ("пров. Лісовий 3", "W"),
        ("Жаб'яча 3", "E"),
        ("Гусяча 3", None),
        ("вулиця Качина 3", None),
        ("Журавля Степового", "E"),
        ("правий район", "E"),
        ("Західний район", "W"),
        ("повертайте у правий бік", None),
    ],
)
def test_the_same_rules_in_another_city(tiny: City, text: str, code: str | None) -> None:
    found = tiny.places.district_of_text(text)
    assert (found.code if found else None) == code


def test_a_former_name_leads_to_the_present_one(kryvyi_rih: City) -> None:
    (rename,) = kryvyi_rih.places.former("Мелешкіна")
    assert rename.name == "Володимира Великого вул."
    assert rename.is_fact
    assert kryvyi_rih.places.former("проспект Мелешкіна") == ()
    assert [r.is_fact for r in kryvyi_rih.places.former("вул. Желтецького")] == [False]


def test_names_in_russian_serve_search_only(kryvyi_rih: City) -> None:
    hidden = [street.name for street in kryvyi_rih.places.streets if not street.shown]
    assert len(hidden) == 21
    shown = [street.name for street in kryvyi_rih.places.streets if street.shown]
    assert not [name for name in shown if set(name) & set("ыэёъ") or "улица" in name]


def test_renamings_keep_how_certain_they_are(kryvyi_rih: City) -> None:
    count = {c: sum(r.certainty is c for r in kryvyi_rih.places.renames) for c in Certainty}
    assert count == {Certainty.IN_USE: 14, Certainty.VOTED: 12, Certainty.RECOMMENDED: 11}


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("вул. Козацька", "вулиця", ("козацька",)),
        ("Козацька вулиця", "вулиця", ("козацька",)),
        ("пр-т Миру", "проспект", ("миру",)),
        ("Героїв-Підпільників просп.", "проспект", ("героїв", "підпільників")),
        ("3-й Сальський провулок", "провулок", ("3", "й", "сальський")),
        ("улица Андрея Дробиленко", "вулиця", ("андрея", "дробиленко")),
        ("Козацька", "", ("козацька",)),
        ("вулиця", "", ("вулиця",)),
        ("", "", ()),
    ],
)
def test_a_streets_kind_and_name(name: str, kind: str, words: tuple[str, ...]) -> None:
    assert street_name(name) == (kind, words)
