"""The measure itself: broad enough, and kept apart from what it measures."""

import re
from collections import Counter

from city import City, folder_of
from city.words import words_of
from tests.city.understanding.texts import written

RUN = 4
FILES = ("services.toml", "dangers.toml")
_QUOTED = re.compile(r'"([^"\n]*)"')


def runs(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {words[i : i + RUN] for i in range(len(words) - RUN + 1)}


def test_there_are_many_texts_and_none_twice() -> None:
    texts = [one.text for one in written()]
    assert len(texts) >= 300
    assert len(set(texts)) == len(texts)


def test_a_third_is_russian_or_mixed_and_a_fifth_has_mistakes() -> None:
    texts = written()
    assert sum(one.language != "uk" for one in texts) >= len(texts) / 3
    assert sum(one.mistakes for one in texts) >= len(texts) / 5


def test_many_are_about_nothing_at_all() -> None:
    assert sum(one.is_nonsense for one in written()) >= 40


def test_every_service_has_several(kryvyi_rih: City) -> None:
    counts = Counter(one.service for one in written() if one.service)
    assert counts.keys() == {service.code for service in kryvyi_rih.catalogue.services}
    assert min(counts.values()) >= 4


def test_every_danger_and_district_exists(kryvyi_rih: City) -> None:
    districts = {district.name for district in kryvyi_rih.places.districts.all}
    assert {one.danger for one in written() if one.danger} <= kryvyi_rih.authorities.keys()
    assert {one.district for one in written() if one.district} <= districts


def test_no_four_words_in_a_row_are_shared_with_the_citys_files() -> None:
    measured = set().union(*(runs(one.text) for one in written()))
    folder = folder_of("kryvyi_rih")
    known = [
        text
        for file in FILES
        if (folder / file).exists()
        for text in _QUOTED.findall((folder / file).read_text("utf-8"))
    ]
    assert len(known) > 400
    assert {run for text in known for run in runs(text) if run in measured} == set()
