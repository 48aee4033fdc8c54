"""Texts as Telegram counts, marks and cuts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.messages import BOLD, PLAIN
from handlers.telegram.markup import MAX_TEXT, split, to_html, to_plain, units

RENDERED = [
    (f"№ 1057: {BOLD}взято в роботу{PLAIN}.", "№ 1057: <b>взято в роботу</b>."),
    ("<b>яма</b> & <3 _*[`", "&lt;b&gt;яма&lt;/b&gt; &amp; &lt;3 _*[`"),
    (f"{BOLD}<i>{PLAIN}", "<b>&lt;i&gt;</b>"),
    (f"{BOLD}не закрито", "<b>не закрито</b>"),
    (f"зайве{PLAIN} {BOLD}{BOLD}двічі{PLAIN}", "зайве <b>двічі</b>"),
    ("лапки \" і '", "лапки \" і '"),
    ("пів\ud83d", "пів?"),
]


@pytest.mark.parametrize(("text", "expected"), RENDERED)
@pytest.mark.fault(21)
def test_values_are_escaped_and_marks_become_bold(text: str, expected: str) -> None:
    assert to_html(text) == expected


def test_plain_text_has_neither_marks_nor_escapes() -> None:
    assert to_plain(f"{BOLD}<3{PLAIN} & _*[") == "<3 & _*["


@pytest.mark.fault(24)
def test_length_is_in_utf16_units_without_marks() -> None:
    assert units(f"{BOLD}яма{PLAIN}👍") == 5


def test_a_text_that_fits_is_one_part() -> None:
    assert split("👍" * (MAX_TEXT // 2)) == ["👍" * (MAX_TEXT // 2)]


def test_a_long_text_is_cut_between_paragraphs_then_lines_then_words() -> None:
    assert split("а" * 60 + "\n\n" + "б" * 60, 100) == ["а" * 60, "б" * 60]
    assert split("а" * 60 + "\n" + "б " * 30, 100) == ["а" * 60, ("б " * 30).strip()]
    assert split("а" * 60 + " " + "б" * 60, 100) == ["а" * 60, "б" * 60]
    assert split("а" * 150, 100) == ["а" * 100, "а" * 50]


def test_a_bold_span_goes_on_in_the_next_part() -> None:
    text = f"{BOLD}{'а' * 60} {'б' * 60}{PLAIN}"
    assert [to_html(part) for part in split(text, 100)] == [
        f"<b>{'а' * 60}</b>",
        f"<b>{'б' * 60}</b>",
    ]


@pytest.mark.fault(24)
def test_a_joined_emoji_is_not_torn() -> None:
    family = "👨‍👩‍👧‍👦"
    parts = split("а" * 95 + family, 100)
    assert parts == ["а" * 95, family]


@given(st.text(st.sampled_from(f"аб \n👍🏽e\u0301\u200d{BOLD}{PLAIN}<&"), max_size=400))
def test_parts_fit_and_lose_nothing(text: str) -> None:
    parts = split(text, 40)
    assert all(0 < units(part) <= 40 for part in parts)
    assert _letters("".join(parts)) == _letters(text)
    for part in parts:
        assert to_html(part).count("<b>") == to_html(part).count("</b>")


def _letters(text: str) -> str:
    return "".join(to_plain(text).split())
