"""What threatens a life is never missed, and little else is taken for it."""

import csv
from pathlib import Path

import pytest

from city import City
from city.danger import Danger, Dangers, parse

FILE = Path(__file__).parent / "dangers.csv"


def texts(danger: str) -> list[str]:
    lines = [line for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [row["text"] for row in csv.DictReader(lines) if row["danger"] == danger]


THREATS, OTHERWISE = texts("так"), texts("ні")


@pytest.mark.parametrize("text", THREATS)
def test_a_threat_is_recognised(kryvyi_rih: City, text: str) -> None:
    assert kryvyi_rih.understand(text).danger is not None


def test_little_else_is_taken_for_a_threat(kryvyi_rih: City) -> None:
    alarms = [text for text in OTHERWISE if kryvyi_rih.understand(text).danger]
    assert len(alarms) <= len(OTHERWISE) // 20, alarms


def test_each_danger_has_its_number(kryvyi_rih: City) -> None:
    for text, number in [
        ("пахне газом", "104"),
        ("пожежа в підвалі", "101"),
        ("людина без свідомості", "103"),
        ("сусід погрожує ножем", "102"),
        ("обірваний дріт лежить на землі", "790-99-00"),
    ]:
        danger = kryvyi_rih.understand(text).danger
        assert danger is not None
        phones = kryvyi_rih.authorities[danger.authority].phones
        assert any(number in phone.number for phone in phones)


def test_the_service_of_a_danger_leads(kryvyi_rih: City) -> None:
    assert kryvyi_rih.understand("в під’їзді тхне газом").services[0].code == "out.gas"


def rule(pattern: str) -> Dangers:
    return Dangers([Danger("d", "a", patterns=(pattern,))])


def test_words_stand_together_in_any_form_and_order() -> None:
    rules = rule("запах газ @4")
    assert rules.find("запахом газу")
    assert rules.find("газ, чути запах")
    assert not rules.find("запах був учора, а сьогодні привезли новий газ")
    assert not rules.find("запах")


def test_a_word_with_not_is_another_word() -> None:
    assert not rule("дихати").find("він не дихає")
    assert rule("не_дихати").find("він не дихає")
    assert not rule("не_дихати").find("він дихає")


def test_words_that_must_not_be_there() -> None:
    assert rule("пожежа -після").find("пожежа у дворі")
    assert not rule("пожежа -після").find("після пожежі")


def test_typing_mistakes_are_understood() -> None:
    assert rule("пожежа").find("пожжежа")
    assert rule("пожежа").find("пожижа")
    assert not rule("пожежа").find("пожертва")


@pytest.mark.parametrize("line", ["", "@5", "-тільки", "а||б", "а @нуль", "а @0"])
def test_a_pattern_that_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="unreadable"):
        parse(Danger("d", "a"), line)
