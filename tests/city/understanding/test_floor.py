"""The floor under which understanding must never fall again, on all texts written."""

import pytest

from city import City
from tests.city.understanding.measure import measured
from tests.city.understanding.texts import FILES, FIRST, FRESH, LATER, every, written

FLOOR = {
    "top-1": 0.90,
    "top-3": 0.96,
    "silence on nonsense": 0.90,
    "danger recall": 0.97,
    "danger precision": 0.92,
    "street": 0.95,
    "house": 0.94,
    "district": 0.80,
    "no false place": 0.98,
}


@pytest.mark.parametrize("file", FILES)
def test_understanding_keeps_above_its_floor(kryvyi_rih: City, file: str) -> None:
    found = measured(kryvyi_rih, written(file))
    assert found.keys() == FLOOR.keys()
    fallen = {n: str(share) for n, share in found.items() if share.value < FLOOR[n]}
    assert fallen == {}


@pytest.mark.parametrize("file", [FIRST, FRESH, LATER])
def test_no_danger_is_missed(kryvyi_rih: City, file: str) -> None:
    assert measured(kryvyi_rih, written(file))["danger recall"].value == 1


@pytest.mark.parametrize("language", ["uk", "ru", "mixed"])
def test_no_language_is_left_behind(kryvyi_rih: City, language: str) -> None:
    texts = [text for text in every() if text.language == language]
    assert measured(kryvyi_rih, texts)["top-3"].value >= 0.94


def test_typing_mistakes_are_forgiven(kryvyi_rih: City) -> None:
    texts = [text for text in every() if text.mistakes]
    assert measured(kryvyi_rih, texts)["top-3"].value >= 0.94


@pytest.mark.parametrize("text", ["", " ", "🙂", "а" * 50_000, "газ " * 5_000, "\u0000", "1/2/3/4"])
def test_anything_can_be_read(kryvyi_rih: City, text: str) -> None:
    kryvyi_rih.understand(text)


def test_the_same_text_is_understood_the_same(kryvyi_rih: City) -> None:
    text = "На Мелешкіна 15 не горять ліхтарі"
    assert kryvyi_rih.understand(text) == kryvyi_rih.understand(text)


def test_a_city_without_examples_is_silent_and_works(tiny: City) -> None:
    found = tiny.understand("вулиця Довга 5, немає води")
    assert found.danger is None
    assert found.place.street == "вул. Довга"
