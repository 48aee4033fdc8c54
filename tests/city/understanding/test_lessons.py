"""Corrections of staff: they help with such texts, and spoil nothing else."""

import random

import pytest

from city import City
from city.lessons import Lesson, Lessons
from tests.city.understanding.measure import measured
from tests.city.understanding.test_floor import FLOOR
from tests.city.understanding.texts import FIRST, written

TEXT = "Біля під’їзду зламали альтанку, дошки стирчать"


def lesson(city: City, text: str, service: str, was: str) -> Lesson:
    return Lesson(service, was, city.reader.words_to_learn(text))


def first(city: City, text: str) -> str:
    return next((found.code for found in city.understand(text).services), "")


def test_a_correction_helps_with_the_next_such_text(kryvyi_rih: City) -> None:
    was = first(kryvyi_rih, TEXT)
    taught = kryvyi_rih.taught([lesson(kryvyi_rih, TEXT, "order.monument", was)] * 2)
    assert was != "order.monument"
    assert first(taught, "Альтанку біля під’їзду зламали знову, стирчать дошки") == "order.monument"
    assert first(kryvyi_rih, TEXT) == was, "the city without the lesson stays as it was"


def test_one_correction_alone_does_not_outweigh_sure_words(kryvyi_rih: City) -> None:
    text = "яма на дорозі"
    taught = kryvyi_rih.taught([lesson(kryvyi_rih, text, "animals.dead", "roads.pothole")])
    assert first(taught, text) == "roads.pothole"
    assert "animals.dead" in [found.code for found in taught.understand(text).services]


def test_what_threatens_a_life_is_not_unlearned(kryvyi_rih: City) -> None:
    text = "у під’їзді пахне газом"
    taught = kryvyi_rih.taught([lesson(kryvyi_rih, text, "order.ads", "out.gas")] * 50)
    danger = taught.understand(text).danger
    assert danger is not None
    assert danger.code == "gas"


@pytest.mark.parametrize("seed", range(3))
def test_random_corrections_leave_the_floor_where_it_is(kryvyi_rih: City, seed: int) -> None:
    chance = random.Random(seed)
    services = [service.code for service in kryvyi_rih.catalogue.services]
    texts = [t for s in kryvyi_rih.catalogue.services for t in s.examples]
    wrong = [
        lesson(kryvyi_rih, chance.choice(texts), chance.choice(services), chance.choice(services))
        for _ in range(150)
    ]
    found = measured(kryvyi_rih.taught(wrong), written(FIRST))
    fallen = {n: str(share) for n, share in found.items() if share.value < FLOOR[n]}
    assert fallen == {}


def test_a_lesson_keeps_no_names_numbers_or_places(kryvyi_rih: City) -> None:
    text = "Мене звати Оксана Петренко, 067 123 45 67, Козацька 15, тече стояк"
    words = kryvyi_rih.reader.words_to_learn(text)
    assert not any(char.isdigit() for word in words for char in word)
    kept = " ".join(words)
    assert not any(name in kept for name in ("аксан", "петренк", "казацк"))
    assert any(word.startswith("ста") for word in words)


def test_lessons_are_bounded() -> None:
    many = [Lesson("a", "b", frozenset({f"w{n}", "x"})) for n in range(5_000)]
    assert Lessons(many).applied({"a": 0.1}, frozenset({"w4999", "x"})) == {"a": 0.1}
    assert Lessons(many).applied({"a": 0.1}, frozenset({"w5", "x"}))["a"] > 0.5
