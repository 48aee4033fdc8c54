"""How people are spoken to: one tone, one way to write, in every text."""

import re

import pytest

from flows.messages import BOLD, PLAIN
from locales import LANGUAGES, texts
from tests.locales.sources import SAMPLES, Entry, entries, every, page, rendered

EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u23e9-\u23fa\u2b50\u2b55]")

BAD_NEWS = {
    "news-reject", "news-redirect", "news-expire", "news-deadline", "news-plan", "news-ask",
    "sorry", "request-not-found", "not-possible-now", "somebody-was-faster", "objection-too-late",
    "appeal-not-possible", "request-cancelled", "draft-dropped", "not-ours", "rework",
    "file-refused", "file-refused-named", "file-too-large", "file-type", "file-broken", "file-empty",
    "file-gone", "file-network", "files-not-sent", "phone-wrong", "phone-not-yours",
    "place-outside", "stale-button", "words-too-many", "files-too-many", "edit-too-late",
    "ask-what-went-wrong", "ask-what-is-left", "registered-closed-now", "registered-due-hour",
    "join-refused", "staff-no-longer", "staff-not-allowed", "staff-alert-parked",
}  # fmt: skip
"""Here an exclamation mark would sound like a shout, or like joy."""

OFFICIALESE = re.compile(
    r"\b(?:здійсн\w+|відповідно до|вищевказан\w*|нижченаведен\w*|з метою|у зв’язку з|термін(?:у|ом|и|ів)?"
    r"|являється|на протязі|приймати участь|прийняти міри|слідуюч\w*|даної|даного|даний)\b",
    re.IGNORECASE,
)
UNKNOWN_COMMAND = re.compile("невідома команда|unknown command", re.IGNORECASE)
LISTS = re.compile(
    r"(thanks|greeting|yes|no|queue-overdue|remove|role|department|substitute|back|roster)-words|status-words-.*"
)
"""What people may type: parted by commas, and read by nobody."""


def heard() -> list[Entry]:
    return [entry for entry in every() if LISTS.fullmatch(entry.key)]


def read_by_people() -> list[Entry]:
    return [entry for entry in every() if not LISTS.fullmatch(entry.key)]


def shown(language: str) -> dict[str, str]:
    """All that is read in one language: the bot's texts and the page's."""
    spoken = {e.key: rendered(e) for e in read_by_people() if e.language == language}
    return spoken | {f"web.{name}": words for name, words in page(language).items()}


def found(pattern: str, language: str) -> dict[str, str]:
    return {key: text for key, text in shown(language).items() if re.search(pattern, text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_apostrophe(language: str) -> None:
    assert found("['ʼ‘`´]", language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_double_spaces_and_none_at_the_ends(language: str) -> None:
    assert found(r"  | \n|\t", language) == {}
    kept_apart = {"history-files"}  # begins with the space that parts it from the words before
    ends = {key for key, text in shown(language).items() if text != text.strip()}
    assert ends == kept_apart


def test_quotes_are_the_languages_own() -> None:
    assert found('["“”„]', "uk") == {}
    assert found('["«»„]', "en") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_news_is_not_shouted(language: str) -> None:
    spoken = entries(language)
    assert spoken.keys() >= BAD_NEWS
    assert {key for key in BAD_NEWS if "!" in rendered(spoken[key])} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_shouted_twice(language: str) -> None:
    assert found(r"!!|![^\n]*!|(?!ЄДРПОУ)[А-ЯІЇЄҐ]{6,}", language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_emoji_a_line(language: str) -> None:
    lines = {key: text.splitlines() for key, text in shown(language).items()}
    crowded = {key for key, all_ in lines.items() if any(len(EMOJI.findall(x)) > 1 for x in all_)}
    assert crowded == set()

    spoken = texts(language)
    marks = " ".join(spoken.get(key) for key in ("mark-urgent", "mark-overdue"))
    worst = rendered(entries(language)["queue-line"], marks=marks)
    assert [len(EMOJI.findall(line)) for line in worst.splitlines()] == [1, 0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_told_that_a_command_is_unknown(language: str) -> None:
    assert {k for k, text in shown(language).items() if UNKNOWN_COMMAND.search(text)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_fits_on_a_phone(language: str) -> None:
    labels = {k: rendered(e) for k, e in entries(language).items() if k.startswith("button-")}
    assert len(labels) > 40
    assert {key: label for key, label in labels.items() if len(label) > 40} == {}
    assert {key for key, label in labels.items() if "\n" in label or BOLD in label} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_of_commands_fit_into_telegrams_menu(language: str) -> None:
    """https://core.telegram.org/bots/api#botcommand: 1–256 characters."""
    spoken = entries(language)
    described = [rendered(e) for k, e in spoken.items() if k.startswith(("menu-", "command-"))]
    assert len(described) > 20
    assert [words for words in described if not 1 <= len(words) <= 256 or "\n" in words] == []


def test_no_officialese() -> None:
    assert {k: t for k, t in shown("uk").items() if OFFICIALESE.search(t)} == {}


def test_no_word_mixes_alphabets() -> None:
    """A Latin «i» among Cyrillic letters looks right, and is never found by searching."""
    mixed = re.compile(r"[А-Яа-яІЇЄҐіїєґ’]*[A-Za-z][А-Яа-яІЇЄҐіїєґ]|[А-Яа-яІЇЄҐіїєґ][A-Za-z]")
    assert {k: t for k, t in shown("uk").items() if mixed.search(t)} == {}
    lists = [word for entry in heard() for word in rendered(entry).split(",")]
    assert [word for word in lists if mixed.search(word)] == []


def test_only_ukrainian_letters() -> None:
    assert found("[ыэъёЫЭЪЁ]", "uk") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_bold_ends_where_it_should(language: str) -> None:
    for key, text in shown(language).items():
        for line in text.splitlines():
            marks = "".join(char for char in line if char in BOLD + PLAIN)
            assert marks == (BOLD + PLAIN) * (len(marks) // 2), key
        assert "**" not in text, key


def test_english_hears_ukrainian_too() -> None:
    """Many a phone is set to English whose owner writes Ukrainian."""
    lists = {entry.key for entry in heard()}
    assert len(lists) > 10
    for key in lists:
        ukrainian, english = (set(texts(x).get(key).split(",")) for x in ("uk", "en"))
        assert ukrainian - english == set(), key


def test_a_list_of_words_has_no_empty_and_no_double_one() -> None:
    for entry in heard():
        words = rendered(entry).split(",")
        assert all(words), entry
        assert len(words) == len(set(words)), entry


def test_samples_are_of_use() -> None:
    used = {name for entry in every() for name in entry.variables}
    assert set(SAMPLES) <= used
