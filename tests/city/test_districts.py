import math

import pytest

from city import City
from city.districts import Border, Districts, Inside, Outside

CODES = {
    "UA12060170010145934": "Довгинцівський",
    "UA12060170010270453": "Інгулецький",
    "UA12060170010378670": "Металургійний",
    "UA12060170010439451": "Покровський",
    "UA12060170010585703": "Саксаганський",
    "UA12060170010643671": "Тернівський",
    "UA12060170010720279": "Центрально-Міський",
}

INSIDE = [
    ("Довгинцівський", 47.9189, 33.4794),
    ("Інгулецький", 47.6828, 33.1574),
    ("Металургійний", 47.8392, 33.4417),
    ("Покровський", 48.0061, 33.4454),
    ("Саксаганський", 47.9435, 33.3983),
    ("Тернівський", 48.0394, 33.494),
    ("Центрально-Міський", 47.9082, 33.3577),
]

# Near the roundabout of «95 квартал», which lies on the border of two districts
NEAR_95 = (47.9095, 33.3985)


def names(districts: Border) -> list[str]:
    return [district.name for district in districts.candidates]


def test_the_districts_have_their_official_codes(kryvyi_rih: City) -> None:
    found = {code: d.name for code, d in kryvyi_rih.places.districts.by_code.items()}
    assert found == CODES


@pytest.mark.parametrize(("name", "lat", "lon"), INSIDE)
def test_a_point_well_inside(kryvyi_rih: City, name: str, lat: float, lon: float) -> None:
    assert kryvyi_rih.places.districts.locate(lat, lon) == Inside(
        next(d for d in kryvyi_rih.places.districts.all if d.name == name)
    )


def test_on_a_border_both_are_offered_the_likelier_first(kryvyi_rih: City) -> None:
    districts = kryvyi_rih.places.districts
    here = districts.locate(*NEAR_95)
    assert isinstance(here, Border)
    assert names(here) == ["Металургійний", "Саксаганський"]
    over = districts.locate(NEAR_95[0] + 0.0006, NEAR_95[1])
    assert isinstance(over, Border)
    assert names(over) == ["Саксаганський", "Металургійний"]


@pytest.mark.parametrize(
    ("lat", "lon", "least_km", "most_km"),
    [
        (50.4501, 30.5234, 330, 360),
        (46.0, 31.5, 200, 260),
        (0.0, 0.0, 5000, 7000),
        (47.9, 32.9, 15, 40),
    ],
    ids=["Kyiv", "the Black Sea", "null island", "a village"],
)
def test_outside_the_city(
    kryvyi_rih: City, lat: float, lon: float, least_km: int, most_km: int
) -> None:
    found = kryvyi_rih.places.districts.locate(lat, lon)
    assert isinstance(found, Outside)
    assert found.metres is not None
    assert least_km < found.metres / 1000 < most_km
    assert not found.swapped


def test_latitude_and_longitude_exchanged_are_noticed(kryvyi_rih: City) -> None:
    found = kryvyi_rih.places.districts.locate(33.3983, 47.9435)
    assert isinstance(found, Outside)
    assert found.swapped


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (math.nan, 33.4),
        (47.9, math.inf),
        (-math.inf, math.nan),
        (91.0, 33.4),
        (47.9, 181.0),
        (1e300, -1e300),
    ],
)
def test_what_is_no_point_is_outside_without_a_distance(
    kryvyi_rih: City, lat: float, lon: float
) -> None:
    assert kryvyi_rih.places.districts.locate(lat, lon) == Outside(None)


def test_every_known_street_point_lies_in_its_district(kryvyi_rih: City) -> None:
    streets = [s for s in kryvyi_rih.places.streets if s.lat is not None and s.lon is not None]
    assert len(streets) == 43
    inside = 0
    for street in streets:
        assert street.lat is not None
        assert street.lon is not None
        found = kryvyi_rih.places.districts.locate(street.lat, street.lon)
        if street.districts and isinstance(found, Inside):
            assert (found.district.code,) == street.districts, street.name
            inside += 1
    # 34 have a district; 7 avenues known by one point and 2 streets by a border have none
    assert inside == 34


@pytest.mark.parametrize(
    ("street", "district"),
    [("провулок Тельмана", "Центрально-Міський"), ("вулиця Нестора Махна", "Саксаганський")],
)
def test_a_street_point_by_a_border_offers_its_district_first(
    kryvyi_rih: City, street: str, district: str
) -> None:
    known = next(s for s in kryvyi_rih.places.streets if s.name == street)
    assert known.lat is not None
    assert known.lon is not None
    found = kryvyi_rih.places.districts.locate(known.lat, known.lon)
    assert isinstance(found, Border)
    assert names(found)[0] == district
    assert known.districts == ()


# In the tiny city a degree of longitude is 71 470 m, the gap is 86 m and the belt 50 m
@pytest.mark.parametrize(
    ("lon", "offered"),
    [(10.0104, ["Лівий"]), (10.0106, ["Лівий", "Правий"]), (10.01065, ["Правий", "Лівий"])],
)
def test_a_gap_between_districts_is_a_border(tiny: City, lon: float, offered: list[str]) -> None:
    found = tiny.places.districts.locate(50.01, lon)
    assert isinstance(found, Border)
    assert names(found) == offered


def test_just_outside_the_city_the_nearest_is_asked_and_farther_out_it_is_outside(
    tiny: City,
) -> None:
    districts = tiny.places.districts
    assert districts.locate(50.01, 9.9994) == Border((districts.by_code["W"],))
    found = districts.locate(50.01, 9.9990)
    assert isinstance(found, Outside)
    assert found.metres == pytest.approx(71.5, abs=0.5)


def test_just_inside_the_city_limit_is_certain(tiny: City) -> None:
    assert tiny.places.districts.locate(50.01, 10.0002) == Inside(
        tiny.places.districts.by_code["W"]
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Саксаганський", "Саксаганський"),
        ("саксаганський район", "Саксаганський"),
        ("у Саксаганському р-ні", None),
        ("Саксаганському р-ні", "Саксаганський"),
        ("САКСАГАНСКИЙ РАЙОН", "Саксаганський"),
        ("Cаксаганський", "Саксаганський"),  # its first letter is Latin
        ("центрально міський", "Центрально-Міський"),
        ("Центрально–Міського району", "Центрально-Міський"),
        ("центральноміський", "Центрально-Міський"),
        ("Дзержинський", "Металургійний"),
        ("жовтневий район", "Покровський"),
        ("район", None),
        ("", None),
        ("Подільський", None),
    ],
)
def test_a_district_by_its_name(kryvyi_rih: City, text: str, name: str | None) -> None:
    found = kryvyi_rih.places.districts.by_name(text)
    assert (found.name if found else None) == name


def test_a_city_without_districts_has_every_point_outside() -> None:
    assert Districts((), border_m=200).locate(47.9, 33.4) == Outside(None)


def test_the_map_keeps_its_attribution(kryvyi_rih: City) -> None:
    assert "© OpenStreetMap contributors" in kryvyi_rih.attribution
    assert "ODbL" in kryvyi_rih.attribution
