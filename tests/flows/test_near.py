"""The nearest name to what was typed with mistakes."""

import pytest

from flows.reading.near import nearest

NAMES = [
    ("Міськсвітло", "light", "Міськсвітло"),
    ("Кривбасводоканал", "water", "Водоканал"),
    ("Водоканал", "water", "Водоканал"),
    ("Міські дороги", "roads", "Міські дороги"),
]


@pytest.mark.parametrize(
    ("said", "key", "rest"),
    [
        ("місксвітло", "light", ""),
        ("Міськсвитло негайно, будь ласка", "light", "негайно, будь ласка"),
        ("водокнал", "water", ""),
        ("міскі дороги тут яма", "roads", "тут яма"),
    ],
)
def test_a_name_with_mistakes_is_found_and_what_follows_is_kept(
    said: str, key: str, rest: str
) -> None:
    best = nearest(said, NAMES)[0]
    assert (best.key, best.rest) == (key, rest)


@pytest.mark.parametrize("said", ["", "я", "зовсім інше слово", "...", "1057"])
def test_nothing_near_is_nothing_offered(said: str) -> None:
    assert nearest(said, NAMES) == []


def test_each_meaning_is_offered_once() -> None:
    assert [near.key for near in nearest("водоканал", NAMES)] == ["water"]
