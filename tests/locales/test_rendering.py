"""Every text renders, in every plural, and no value turns into markup."""

import html
import re
from datetime import UTC, datetime

import pytest

from flows.messages import BOLD, PLAIN
from handlers.telegram.markup import to_html
from handlers.text import MAX_TEXT
from locales import LANGUAGES, LONGEST_VALUE, TextError, Texts, texts
from tests.locales.sources import SAMPLES, entries, every, rendered

COUNTS = (0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111, 1000)
COUNTED = {name for name, value in SAMPLES.items() if isinstance(value, int)}
EVIL = ("**жирно**", "{ $number }", "{", "}", "<b>жирно</b>", "&amp;", "-term", '{""}', "*", "[a]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_renders_with_every_count(language: str) -> None:
    for entry in entries(language).values():
        counted = entry.variables & COUNTED
        for count in COUNTS if counted else (0,):
            text = rendered(entry, **dict.fromkeys(counted, count))
            assert text.strip(), entry.key
            assert not re.search(r"[{}$]", text), entry.key


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_never_becomes_markup(language: str, evil: str) -> None:
    for entry in entries(language).values():
        words = dict.fromkeys(entry.variables - COUNTED, evil)
        if not words:
            continue
        plain, text = rendered(entry), rendered(entry, **words)
        assert evil in text, entry.key
        assert [text.count(mark) for mark in (BOLD, PLAIN)] == [plain.count(BOLD)] * 2, entry.key
        shown = to_html(text)
        assert shown.count("<b>") == shown.count("</b>") == plain.count(BOLD), entry.key
        assert html.escape(evil, quote=False) in shown, entry.key


@pytest.mark.parametrize(
    ("total", "words"),
    [(1, "1 заявка"), (2, "2 заявки"), (5, "5 заявок"), (11, "11 заявок"), (21, "21 заявка"),
     (22, "22 заявки"), (112, "112 заявок")],
)  # fmt: skip
def test_ukrainian_plurals(total: int, words: str) -> None:
    text = texts("uk").get("my-title", total=total)
    assert text.replace(BOLD, "").replace(PLAIN, "") == f"У вас {words}"


@pytest.mark.parametrize(("days", "words"), [(1, "1 дня"), (14, "14 днів"), (21, "21 дня")])
def test_the_days_of_an_objection(days: int, words: str) -> None:
    text = texts("uk").get("news-expire", number="7", objection=days)
    assert f"протягом {words}." in text


def test_numbers_of_requests_are_not_grouped() -> None:
    for entry in every():
        if "number" in entry.variables:
            assert "1234567" in rendered(entry, number="1234567"), entry.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_has_its_name(language: str) -> None:
    spoken = texts(language)
    names = set()
    for month in range(1, 13):
        at = datetime(2026, month, 1, tzinfo=UTC)
        for key in ("date", "date-with-year"):
            names.add(spoken.get(key, day="1", month=at.month, year="2026"))
    assert len(names) == 24


def test_a_text_with_a_hole_is_not_shown() -> None:
    with pytest.raises(TextError, match="registered"):
        texts().get("registered")
    with pytest.raises(TextError, match="no text"):
        texts().get("there-is-no-such-text")


def test_a_file_with_a_mistake_is_not_loaded() -> None:
    with pytest.raises(TextError, match=r"uk/a\.ftl: not understood near «broken»"):
        Texts("uk", {"a.ftl": "fine = так\nbroken\n"})


def test_a_text_without_words_is_an_error() -> None:
    spoken = Texts("uk", {"a.ftl": "empty =\n    .label = так\n"})
    with pytest.raises(TextError, match="has no value"):
        spoken.get("empty")


def test_all_languages_are_here() -> None:
    assert all(len(entries(language)) > 250 for language in LANGUAGES)


def test_a_long_value_is_shown_whole() -> None:
    words = "ж" * LONGEST_VALUE
    assert words in texts().get("held-title-filtered", total=1, filter=words)
    assert LONGEST_VALUE >= 3 * MAX_TEXT
