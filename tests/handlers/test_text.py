"""What people type is made safe without losing what they said."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.text import MAX_TEXT, clean, one_line

KEPT = [
    "На Володимира Великого 15 не горять ліхтарі вже третій день",
    "п’ять\nрядків",
    "родина 👨‍👩‍👧‍👦 і серце ❤️‍🔥",
    "<b>яма</b> & <3 _*[`",
    "м'яч, ʼ, «лапки» — тире",
]
CLEANED = [
    ("и\u0306", "й"),
    ("a\x00b\x07c", "abc"),
    ("рядок\r\nдругий\rтретій\u2028четвертий", "рядок\nдругий\nтретій\nчетвертий"),
    ("раз\tдва", "раз два"),
    ("\ue000важливо\ue001", "важливо"),
    ("\U000f0000x\U00100000", "x"),
    ("\u202eагав\u202c", "агав"),
    ("\u2066x\u2069\u200f", "x"),
    ("сло\u200bво\ufeff\u2060\xad", "слово"),
    ("сло\u200dво", "слово"),
    ("👍\u200d", "👍"),
    ("\ud83dx", "x"),
    (" \n текст \n ", "текст"),
    ("\u200b\u200b", ""),
    ("", ""),
]


@pytest.mark.parametrize("text", KEPT)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(("text", "expected"), CLEANED)
def test_what_is_not_seen_goes(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.fault(24)
def test_ten_thousand_letters_are_kept_and_more_are_cut() -> None:
    assert len(clean("ж" * MAX_TEXT)) == MAX_TEXT
    assert len(clean("ж" * 1_000_000)) == MAX_TEXT


def test_a_name_is_one_line_of_at_most_64_characters() -> None:
    assert one_line(" Олена \n\n  Коваль ") == "Олена Коваль"
    assert len(one_line("я" * 500)) == 64


@given(st.text(st.characters()))
@pytest.mark.fault(24)
def test_nothing_hidden_remains_and_cleaning_twice_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    hidden = [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"}]
    assert set(hidden) <= {"\n", "\u200d"}
    assert clean(cleaned) == cleaned
    cleaned.encode()


def test_no_hidden_character_of_unicode_is_forgotten() -> None:
    categories = {"Cc", "Cf", "Cs", "Co"}
    left = {
        char
        for code in range(0x110000)
        if unicodedata.category(char := chr(code)) in categories and clean(f"x{char}y") != "xy"
    }
    assert left == {"\n", "\t", "\r", "\x0b", "\x0c", "\x85"}
