"""Places in texts, as people write them."""

import pytest

from city import City
from city.addresses import Addresses, FoundPlace
from city.districts import Districts
from city.map_links import is_only_link, point_in
from city.places import Places, Street

WRITTEN = [
    ("На Мелешкіна 15 не горять ліхтарі", "вул. Володимира Великого", "15"),
    ("ул. Мелешкина, д. 34", "вул. Володимира Великого", "34"),
    ("вул.Леніна,7,кв.15", "вул. Свято-Миколаївська", "7"),
    ("у Рудничному провулку яма", "пров. Рудничний", ""),
    ("Козацька 15-А", "вул. Козацька", "15-А"),
    ("на вулиці Козацькій, буд. 15/2", "вул. Козацька", "15/2"),
    ("Козацкая 15 а", "вул. Козацька", "15а"),
    ("вул. Козацка 4", "вул. Козацька", "4"),
    ("просп. Героїв-Підпільників 30", "просп. Героїв-Підпільників", "30"),
    ("пр-т Дзержинського 12, під’їзд 3", "просп. Героїв-Підпільників", "12"),
    ("Глазового 21/1", "вул. Павла Глазового", "21/1"),
    ("вулиця Вигадана 8", "вул. Вигадана", "8"),
    ("бульвар Вечірній", "бульв. Вечірній", ""),
    ("вул. Калініна 5", "вул. Калініна", "5"),  # its renaming is only recommended
    ("проспект Мира 10", "просп. Мира", "10"),  # known in Russian only: their own words stay
    ("на Гурова навпроти 60 будинку яма", "вул. Вадима Гурова", "60"),
]

NO_STREET = [
    "на вулиці темно",
    "по вулиці 5 днів немає води",
    "на магістральній трубі прорив",
    "Вулиця брудна",
    "багато волонтерів прийшло",
    "Третій день без води",
    "маршрутка 228 не приїхала",
    "",
]


UNLISTED = [
    ("95 квартал немає води", "95 квартал", ""),
    ("на 95 кварталі темно", "95 квартал", ""),
    ("у 44-му кварталі не горять ліхтарі", "44 квартал", ""),
    ("квартал 129, смітник переповнений", "129 квартал", ""),
    ("173 квартал, буд. 4, нет света в подъезде", "173 квартал", "4"),
    ("173 квартал буд 4", "173 квартал", "4"),
    ("мікрорайон 5-й Зарічний, буд. 12", "5-й Зарічний", "12"),
    ("5-й Зарічний 12 не працює ліфт", "5-й Зарічний", "12"),
    ("на 5 Зарічному немає опалення", "5-й Зарічний", ""),
    ("з 7-го Зарічного 3 не вивозять сміття", "7-й Зарічний", "3"),
    ("м-н 4-й Заречный дом 3", "4-й Заречный", "3"),
    ("мкр 2 сонячний, 16", "2-й сонячний", "16"),
    ("Соборності 25б", "Соборності", "25б"),
    ("соборності 25 б, на зупинці темно", "Соборності", "25б"),
    ("прорвало трубу на Незалежності 3", "Незалежності", "3"),
    ("Степана Тільги 20", "Степана Тільги", "20"),
    ("степана тільги 20 третій день без води", "Степана Тільги", "20"),
    ("Лесі Українки 14а, двір", "Лесі Українки", "14а"),
    ("Ракитіна 3, під’їзд 2", "Ракитіна", "3"),
    ("у дворі Катеринівська 5 кв 3 холодно", "Катеринівська", "5"),
    ("вул. Соборності 25б", "вул. Соборності", "25б"),
    ("Козацька 15 А", "вул. Козацька", "15А"),
    ("Козацька 15 а не горить ліхтар", "вул. Козацька", "15а"),
    ("95 квартал, Козацька 5", "вул. Козацька", "5"),  # what is known goes before
]

NO_ADDRESS = [
    "за 3 квартал нарахували двічі",
    "в 3 кварталі 2026 року обіцяли ремонт",
    "третій квартал не вивозять листя",
    "20 кварталів обійшли",
    "5 квартал поспіль рахунки з помилкою",
    "95",
    "15 А",
    "Автобуса 25б немає",
    "маршрут 5 а не приїхав",
    "Маршрутки 228 чекали годину",
    "Школи 95 дах тече",
    "Лікарні 5 потрібен пандус",
    "Квартири 15 залило",
    "вологості 25 у квартирі",
    "Степан Тільга 20 років чекає",
    "Марта 8 у парку нічого не прибрали",
    "Немає Води 5 днів",
    "1-й Міській лікарні потрібен пандус",
    "5-й Поверх без світла",
    "5-й Саксаганський район без води",
    "Світла 3 год немає",
    "Прошу Петра 5 хвилин зачекати",
    "на березі Інгульця сміття",
    "річка Інгулець позеленіла",
]


@pytest.mark.parametrize(("text", "street", "house"), UNLISTED)
def test_a_place_that_no_list_names_is_found_by_how_it_is_written(
    kryvyi_rih: City, text: str, street: str, house: str
) -> None:
    found = kryvyi_rih.understand(text).place
    assert (found.street, found.house) == (street, house)
    assert street == "вул. Козацька" or not found.district


@pytest.mark.parametrize("text", NO_ADDRESS)
def test_no_address_is_made_up(kryvyi_rih: City, text: str) -> None:
    found = kryvyi_rih.understand(text).place
    assert (found.street, found.house, found.neighbourhood) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "entrance"),
    [
        ("Козацька 15 2 подъезд", "2"),
        ("Козацька 15 2 під’їзд 3 поверх", "2"),
        ("Козацкая 15/2 2 подъезд", "2"),
        ("темно у 7 під’їзді", "7"),
        ("Козацька 15 під’їзд темний", ""),
        ("обидва 2 під’їзди темні", ""),
    ],
)
def test_the_number_before_an_entrance(kryvyi_rih: City, text: str, entrance: str) -> None:
    assert kryvyi_rih.understand(text).place.entrance == entrance


@pytest.mark.parametrize("text", ["Інгулець", "на Інгульці немає води", "В Ингульце нет воды"])
def test_a_part_of_the_city_without_a_district_leaves_it_to_be_asked(
    kryvyi_rih: City, text: str
) -> None:
    found = kryvyi_rih.understand(text).place
    assert (found.neighbourhood, found.district) == ("Інгулець", "")
    assert found.is_useful


def test_the_same_house_is_known_however_it_is_written(kryvyi_rih: City) -> None:
    same = ["мікрорайон 5-й Зарічний, 12", "5-й Зарічний 12", "на 5 Зарічному, буд. 12"]
    assert len({kryvyi_rih.place_in(text).house_key for text in same}) == 1
    same = ["Соборності 25б", "соборності, 25 Б"]
    assert len({kryvyi_rih.place_in(text).house_key for text in same}) == 1


def test_another_number_is_no_typing_mistake() -> None:
    streets = [Street("3-й Сальський провулок"), Street("вулиця Козацька")]
    addresses = Addresses(Places(Districts([], border_m=0), (), streets))
    assert addresses.find("3-й Сальский провулок 5").street == "пров. 3-й Сальський"
    assert addresses.find("2-й Сальський провулок 5").street != "пров. 3-й Сальський"


@pytest.mark.parametrize(("text", "street", "house"), WRITTEN)
def test_a_street_is_found(kryvyi_rih: City, text: str, street: str, house: str) -> None:
    found = kryvyi_rih.understand(text).place
    assert (found.street, found.house) == (street, house)


@pytest.mark.parametrize("text", NO_STREET)
def test_no_street_is_made_up(kryvyi_rih: City, text: str) -> None:
    assert kryvyi_rih.understand(text).place.street == ""


def test_everything_else_of_an_address(kryvyi_rih: City) -> None:
    found = kryvyi_rih.understand("Козацька 5, під. 2, темно біля школи 95").place
    assert (found.entrance, found.landmark) == ("2", "біля школи 95")
    assert found.text == "вул. Козацька, 5, під’їзд 2"
    assert kryvyi_rih.places.districts.by_code[found.district].name == "Саксаганський"


def test_a_neighbourhood_gives_its_district(kryvyi_rih: City) -> None:
    found = kryvyi_rih.understand("на Карачунах біля магазину темно").place
    assert (found.neighbourhood, found.landmark) == ("Карачуни", "біля магазину")
    assert kryvyi_rih.places.districts.by_code[found.district].name == "Центрально-Міський"
    assert found.text == "Карачуни, біля магазину"


def test_two_districts_are_none(kryvyi_rih: City) -> None:
    assert kryvyi_rih.understand("Карачуни, вул. Козацька 5").place.district == ""


def test_a_landmark_alone_is_a_place_only_with_a_number(kryvyi_rih: City) -> None:
    assert not kryvyi_rih.understand("темно біля магазину").place.is_useful
    assert kryvyi_rih.understand("темно біля школи 95").place.is_useful


def test_of_two_streets_of_one_name_the_kind_decides() -> None:
    streets = [Street("вулиця Мирна"), Street("провулок Мирний")]
    addresses = Addresses(Places(Districts([], border_m=0), (), streets))
    assert addresses.find("пров. Мирний 5").street == "пров. Мирний"
    assert addresses.find("вул. Мирна 5").street == "вул. Мирна"


LINKS = [
    "https://www.google.com/maps/place/X/@47.1,33.1,17z/data=!3m1!4b1!8m2!3d47.9105!4d33.3917",
    "https://www.google.com/maps/@47.9105,33.3917,17z",
    "https://maps.google.com/?q=47.9105,33.3917",
    "https://www.google.com/maps/search/?api=1&query=47.9105%2C33.3917",
    "https://www.openstreetmap.org/?mlat=47.9105&mlon=33.3917#map=19/47.1/33.1",
    "https://www.openstreetmap.org/#map=19/47.9105/33.3917",
    "https://maps.apple.com/?ll=47.9105,33.3917&q=Dropped%20Pin",
    "https://maps.apple.com/place?coordinate=47.9105,33.3917&name=X",
    "яма тут: geo:47.9105,33.3917?z=17",
    "47.9105, 33.3917",
    "47,9105 33,3917",
    "https://www.google.com/maps/dir//47.9105,33.3917",
    "47°54'37.8\"N 33°23'30.12\"E",
    "https://www.google.com/maps/place/47%C2%B054'37.8%22N+33%C2%B023'30.12%22E/",
    "https://www.openstreetmap.org/way/123#map=18/47.9105/33.3917",
]


@pytest.mark.parametrize("text", LINKS)
def test_a_map_link_is_a_point(text: str) -> None:
    assert point_in(text) == (47.9105, 33.3917)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://maps.app.goo.gl/abcDEF",
        "ціна 12.50, 13.70",
        "1.234, 999.999",
        "15/2",
        "99°59'9.0\"N 999°9'9.0\"E",
        "15,5 33,39",
        "буд. 15, кв 33",
    ],
)
def test_nothing_else_is_a_point(text: str) -> None:
    assert point_in(text) is None


def test_a_link_is_not_a_street(kryvyi_rih: City) -> None:
    found = kryvyi_rih.understand("https://maps.google.com/?q=47.9105,33.3917").place
    assert found == FoundPlace(lat=47.9105, lon=33.3917)


def test_a_short_link_alone_tells_nothing() -> None:
    assert is_only_link("https://maps.app.goo.gl/abc")
    assert not is_only_link("Козацька 15 https://maps.app.goo.gl/abc")
    assert not is_only_link("https://maps.google.com/?q=47.9105,33.3917")
