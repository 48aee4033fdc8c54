"""The measure itself: broad enough, and kept apart from what it measures."""

import re
from collections import Counter

import pytest

from city import City, folder_of
from city.words import words_of
from tests.city.understanding.texts import FIRST, FRESH, every, written

RUN = 4
CITY_FILES = ("services.toml", "dangers.toml")
_QUOTED = re.compile(r'"([^"\n]*)"')


def runs(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {words[i : i + RUN] for i in range(len(words) - RUN + 1)}


def test_there_are_many_texts_and_none_twice() -> None:
    assert len(written()) >= 300
    assert len(written(FRESH)) >= 300
    texts = [one.text for one in every()]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("file", [FIRST, FRESH])
def test_a_third_is_russian_or_mixed_and_a_fifth_has_mistakes(file: str) -> None:
    texts = written(file)
    assert sum(one.language != "uk" for one in texts) >= len(texts) / 3
    assert sum(one.mistakes for one in texts) >= len(texts) / 5


@pytest.mark.parametrize("file", [FIRST, FRESH])
def test_many_are_about_nothing_at_all(file: str) -> None:
    assert sum(one.is_nonsense for one in written(file)) >= 40


def test_every_service_has_several(kryvyi_rih: City) -> None:
    counts = Counter(one.service for one in written() if one.service)
    assert counts.keys() == {service.code for service in kryvyi_rih.catalogue.services}
    assert min(counts.values()) >= 4


def test_every_danger_and_district_exists(kryvyi_rih: City) -> None:
    districts = {district.name for district in kryvyi_rih.places.districts.all}
    services = {service.code for service in kryvyi_rih.catalogue.services}
    assert {code for one in every() for code in one.danger.split()} <= kryvyi_rih.authorities.keys()
    assert {one.district for one in every() if one.district} <= districts
    assert {code for one in every() for code in one.services} <= services


def test_no_four_words_in_a_row_are_shared_with_the_citys_files() -> None:
    measured = set().union(*(runs(one.text) for one in every()))
    folder = folder_of("kryvyi_rih")
    known = [
        text
        for file in CITY_FILES
        if (folder / file).exists()
        for text in _QUOTED.findall((folder / file).read_text("utf-8"))
    ]
    assert len(known) > 400
    assert {run for text in known for run in runs(text) if run in measured} == set()
