"""A register of streets from files as cities really have them."""

import json

import pytest

from city import City
from city.register import MOST_BYTES, Register, RegisterError, read_register


def read(city: City, text: str | bytes) -> Register:
    data = text.encode() if isinstance(text, str) else text
    return read_register(data, city.places.districts)


def test_a_table_with_types_former_names_districts_and_points(kryvyi_rih: City) -> None:
    found = read(
        kryvyi_rih,
        "\ufeffТип;Назва;Колишня назва;Район;Широта;Довгота\n"
        "вулиця;Сонячна;Піонерська|Комсомольська;Саксаганський район;47,9105;33,3917\n"
        "пров.;Тихий;;Тернівський;;\n"
        "вулиця;Сонячна;;Покровський;;\n",
    )
    sunny, quiet = found.streets
    assert (sunny.name, sunny.lat, sunny.lon) == ("вул. Сонячна", 47.9105, 33.3917)
    assert len(sunny.districts) == 2
    assert quiet.name == "пров. Тихий"
    assert [r.former_name for r in found.renames] == ["Піонерська", "Комсомольська"]
    assert found.refused == []


def test_a_map_with_lines_gives_points_and_districts(kryvyi_rih: City) -> None:
    feature = {
        "type": "Feature",
        "properties": {"name": "вулиця Нова"},
        "geometry": {"type": "LineString", "coordinates": [[33.39, 47.9], [33.3983, 47.9435]]},
    }
    broken = {"type": "Feature", "properties": None, "geometry": {"coordinates": [True, None]}}
    found = read(kryvyi_rih, json.dumps({"features": [feature, broken, 7]}))
    [street] = found.streets
    assert (street.lat, street.lon) == (47.9435, 33.3983)
    assert len(street.districts) == 1
    assert [line.split(":")[0] for line in found.refused] == ["об’єкт 2", "об’єкт 3"]


def test_a_bad_line_spoils_only_itself(kryvyi_rih: City) -> None:
    found = read(
        kryvyi_rih,
        "name,district,lat,lon\n123,,,\nвул. А,Марсіанський,,\nвул. Б,,північ,33\n"
        f"{'а' * 500},,,\nвул. В,,999,999\n",
    )
    assert [street.name for street in found.streets] == ["вул. А", "вул. Б", "вул. В"]
    assert [line.split(":")[0] for line in found.refused] == [f"рядок {n}" for n in range(2, 7)]


def test_an_old_encoding_is_read(kryvyi_rih: City) -> None:
    assert read(kryvyi_rih, "назва\nвул. Їжакова\n".encode("cp1251")).streets
    assert read(kryvyi_rih, "назва\nвул. Їжакова\n".encode("utf-16")).streets


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "порожній"),
        (b"\x00\x01\x02" * 9, "не читається"),
        (b"a,b\n1,2\n", "немає стовпця"),
        (b"{", "GeoJSON"),
        (b'{"features": 5}', "features"),
        (b'{"features": ' + b"[" * 100_000, "GeoJSON"),
        (b"name\n" + b"a" * (MOST_BYTES + 1), "завеликий"),
        (("name\n" + "вул. А\n" * 50_001).encode(), "рядків"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(kryvyi_rih: City, data: bytes, why: str) -> None:
    with pytest.raises(RegisterError, match=why):
        read(kryvyi_rih, data)


def test_how_far_it_is_is_told_on_the_way(kryvyi_rih: City) -> None:
    rows = "".join(f"вул. Зоряна {n}\n" for n in range(12_000))
    told: list[int] = []
    read_register(f"назва\n{rows}".encode(), kryvyi_rih.places.districts, told.append)
    assert told == [5_000, 10_000]
