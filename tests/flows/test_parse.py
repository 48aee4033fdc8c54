"""What staff type after a command, in all its usual forms."""

import pytest

from flows.staff import parse


@pytest.mark.parametrize(
    "said",
    [
        "1057", "№1057", "№ 1057", "N 1057", "n1057", "No. 1057", "#1057", "Н 1057", "номер 1057",
        "заявка 1057", "Заявка № 1057", "заявку №1057", " 1057. ", "1057,",
    ],
)  # fmt: skip
def test_a_number_alone(said: str) -> None:
    assert parse.number(said) == (1057, "")


@pytest.mark.parametrize("said", ["1057 готово", "№ 1057: готово", "1057, готово", "1057\nготово"])
def test_a_number_and_what_follows(said: str) -> None:
    assert parse.number(said) == (1057, "готово")


@pytest.mark.parametrize(
    "said", ["١٠٥٧", "１０５７", "5.12 причина", "5/12", "", "№", "нема", "10571057105710571057"]
)
def test_what_is_no_number(said: str) -> None:
    assert parse.number(said) is None


NAMES = [("у роботі", "work"), ("в роботі", "work"), ("роблю", "work"), ("роботи завершено", "done"),
         ("виконано", "done"), ("чекає", "wait")]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "keys", "rest"),
    [
        ("в роб", ["work"], ""),
        ("у роб. завтра зранку", ["work"], "завтра зранку"),
        ("викон", ["done"], ""),
        ("роб зав\nлампа\nнова", ["done"], "лампа\nнова"),
        ("чека", ["wait"], ""),
        ("роб", ["work", "done"], ""),
        ("в", [], "в"),
        ("щось", [], "щось"),
    ],
)
def test_abbreviations(said: str, keys: list[str], rest: str) -> None:
    assert parse.abbreviated(said, NAMES) == (keys, rest)
