"""What the code asks for is there, and nothing else is, in every language."""

from typing import get_args

import pytest

from bot.edges import menus
from bot.files import fetch
from bot.jobs import audit
from flows import access
from flows.calls import commands as calls
from flows.desk.linking import Whose
from flows.domain import Outcome, Remark, Role, Status
from flows.life.lifecycle import TABLE, Hears, Verb
from flows.reports import rows, words
from flows.residents import naming
from flows.residents.my_data import page as own_data
from flows.staff import departments, dialog, outages, slots, templates
from flows.staff.arguments import ArgumentSlot
from flows.telling import followed_news, news
from handlers import media
from handlers.telegram import inbound
from locales import DEFAULT, LANGUAGES, Texts, texts
from tests.locales import asked
from tests.locales.sources import FOLDER, entries, page
from tests.stage import CHANNELS

KEYS = set(entries(DEFAULT))

STAFF_HEAR = {row.verb.value for row in TABLE if {Hears.EXECUTOR, Hears.COORDINATOR} & {*row.hears}}
CARD_BUTTONS = {"undo", *slots.VERBS, "reply", "show", "note", "phone", "deadline", "why"}
WITH_WORDS = {command for command, needs in slots.NEEDS.items() if "text" in needs}
ARGUMENTS = {
    s.name for s in (*dialog.SPEC.slots, *outages.SPEC.slots) if isinstance(s, ArgumentSlot)
}

DYNAMIC: dict[str, set[str]] = {
    "status-*": {status.value.replace("_", "-") for status in Status},
    "status-words-*": {status.value.replace("_", "-") for status in slots.BY_STATUS},
    "role-*": {role.value for role in Role},
    "command-*": set(access.COMMANDS),
    "menu-*": {*menus.RESIDENT, "help"},
    "button-*": {"new", "my", "contacts", "about", "help", "data"},
    "button-data-*": {*own_data.DATA},
    "button-staff-*": CARD_BUTTONS,
    "history-*": {word.value for word in (*Verb, *Remark)},
    "staff-news-*": {
        *STAFF_HEAR,
        Remark.COMMENT,
        Remark.RATING,
        Remark.JOINED,
        Remark.DISSENT,
        Remark.HANDED,
        Remark.TOPIC,
        Remark.PLACE,
        Remark.PRIORITY,
        Remark.ABSORBED,
        Remark.SPLIT,
        Remark.UNDO,
        "due-soon",
        "overdue",
        "untaken",
        Remark.RELEASE,
    },
    "staff-ask-text-*": WITH_WORDS,
    "urgency-*": {"urgent", "normal"},
    "urgency-words-*": {"urgent", "normal"},
    "staff-receipt-*": {"seen", "failed", "delivered"},
    "staff-*-not-understood": ARGUMENTS,
    "file-*": {*get_args(media.Reason), *fetch._TOLD, "network"},
    "channel-*": set(CHANNELS),
    "link-code-*": set(Whose),
    "ask-link-*": set(Whose),
    "digest-*": {"overdue", "today", "new", "waiting"},
    "*-words": {"thanks", "greeting", "yes", "no", "unknown", "role", "department"},
    "outage-*-words": {*outages.VERBS},
    "*-answer": {"thanks", "greeting"},
    "*-in-form": {"thanks", "greeting"},
    "place-name-*": {*naming.NAMES},
    "period-words-*": {"today", "yesterday", "week", "month", "previous", "year"},
    "button-stats-*": {*words.PERIODS},
    "ordered-*": {"stats", "export", "opendata"},
    "opendata-result-*": {word.replace("_", "-") for word in (*Status, *Outcome)},
    "outcome-*": {outcome.value for outcome in Outcome},
    "department-*-words": set(departments._ACTS),
    "audit-column-*": {name for name, _ in audit.COLUMNS},
    "column-*": set(rows.COLUMNS),
    "picture-*": {
        *("taken", "done", "overdue", "share", "reworks", "rating"),
        *("districts", "services", "executors"),
    },
    "template-words-*": {*templates.OCCASIONS},
    "button-call-*": {"yes", "cancel", "talked"},
    "call-type-*": {*calls._WORDED},
    "call-words-*": {"new", "whom", *calls._ACTS},
    "undo-late-*": {row.verb.value for row in TABLE if row.undo},
    "*-kept": {"closing-choose", "rating-choose"},
}
"""Keys that the code puts together: the shape of the f-string, and all that can stand in it."""

UNSUPPORTED = {*inbound._UNSUPPORTED, "live_location", "forwarded_command"}
"""``not-words-*``: a kind without a word of its own gets ``not-words``."""

NOT_KEYS = {
    "cancel-no", "leave-yes", "leave-no", "cancel-yes",  # buttons of a card
    "broadcast-step", "closing-expiry", "draft-drop", "due-soon", "planned-return", "waiting-expiry",  # notices
    "handed-back", "group-card", "group-due",
    "outage-decided", "outage-due", "outage-expiry", "outage-spread", "outage-told",
}  # fmt: skip


def put_together() -> set[str]:
    return {shape.replace("*", part) for shape, parts in DYNAMIC.items() for part in parts}


def test_every_key_that_is_put_together_has_its_row_here() -> None:
    assert asked.patterns() == {*DYNAMIC, "not-words-*"}


@pytest.mark.parametrize("shape", sorted(DYNAMIC))
def test_all_that_can_be_put_together_is_there(shape: str) -> None:
    wanted = {shape.replace("*", part) for part in DYNAMIC[shape]}
    assert wanted - KEYS == set()


def test_every_key_that_is_written_out_is_there() -> None:
    literal = asked.literal_keys() | asked.keys_of_the_program()
    assert len(literal) > 100
    assert literal - KEYS == set()


def test_whatever_looks_like_a_key_is_one() -> None:
    assert asked.kebabs() - KEYS == NOT_KEYS


def test_no_text_is_without_use() -> None:
    special = {f"not-words-{kind}" for kind in UNSUPPORTED}
    assert KEYS - asked.strings() - put_together() - special == set()


def test_a_kind_of_message_without_a_word_of_its_own_is_known() -> None:
    own = {key.removeprefix("not-words-") for key in KEYS if key.startswith("not-words-")}
    assert own <= UNSUPPORTED


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_keys_with_the_same_values(language: str) -> None:
    spoken, first = entries(language), entries(DEFAULT)
    assert {k: e.variables for k, e in spoken.items()} == {k: e.variables for k, e in first.items()}
    assert {k: e.file for k, e in spoken.items()} == {k: e.file for k, e in first.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_the_same_words_in_each_language(language: str) -> None:
    assert list(page(language)) == list(page(DEFAULT))


def test_every_language_is_spoken() -> None:
    assert {folder.name for folder in FOLDER.iterdir() if (folder / "web.json").exists()} == {
        *LANGUAGES
    }
    assert [texts(language).language for language in LANGUAGES] == list(LANGUAGES)
    assert isinstance(texts("pl"), Texts)
    assert texts("pl").language == DEFAULT


def test_every_text_gets_all_its_values() -> None:
    first = entries(DEFAULT)
    calls = [call for call in asked.complete_calls() if call.key in first]
    assert len(calls) > 100
    missing = {c.where: first[c.key].variables - c.names for c in calls}
    assert {where: names for where, names in missing.items() if names} == {}


def test_no_value_is_given_in_vain() -> None:
    first = entries(DEFAULT)
    shared = {"date", "date-with-year"}  # one call asks for either
    vain = {
        c.where: c.names - first[c.key].variables
        for c in asked.complete_calls()
        if c.key in first and c.key not in shared
    }
    assert {where: names for where, names in vain.items() if names} == {}


def test_news_get_all_their_values() -> None:
    given = {"number", "executor", "due", "words", "objection", "day", "topic", "place"}
    wanted = {
        key: entries(DEFAULT)[key].variables
        for key in (*news._TOLD.values(), *followed_news.TOLD.values())
    }
    assert {key: names - given for key, names in wanted.items() if names - given} == {}
    cards = {e.key: e.variables for e in entries(DEFAULT).values() if "staff-news-" in e.key}
    assert {key: n for key, n in cards.items() if n - {"words", "reworks", "affected"}} == {}


def test_numbers_of_requests_are_strings() -> None:
    """A number would be grouped: «№ 12 345» cannot be searched for."""
    given = list(asked.numbers_given())
    assert len(given) > 30
    assert [where for where, function, value in given if not asked.is_string(function, value)] == []
