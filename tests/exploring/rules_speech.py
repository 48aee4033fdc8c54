"""What must hold of everything that the bot says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from flows.messages import BOLD, PLAIN, Message
from flows.reading.phones import spaced
from flows.staff.ready_answers import FIELDS
from flows.words import plain

from .people import SECRET, Person

_RAW = re.compile(r"[{}$]|None|\bFalse\b|\bTrue\b|Undefined|\bq:\d|\bm:\w|  ")
_FIELD = re.compile("|".join(rf"\{{{name}\}}" for name in FIELDS))
"""What the coordinator may write into a template, and is told of."""
_TEXT_MOST = 40_000
"""Characters; a channel cuts what is longer than its own bound."""
_DATA_MOST = 64
_BUTTONS_MOST = 3 * 11
"""What Viber's keyboard can hold beside a button of its own; longer lists come in pages."""


def check(person: Person, message: Message, people: Iterable[Person]) -> None:
    """One message to one person, or to the group."""
    _text(message)
    _buttons(message)
    if person.resident:
        _private(person, message, people)
    if person.group:
        _masked(message, people)


def _text(message: Message) -> None:
    assert message.text.strip() or message.opens, "an empty message"
    assert len(message.text) < _TEXT_MOST
    marks = [char for char in message.text if unicodedata.category(char) == "Co"]
    assert marks == [BOLD, PLAIN] * (len(marks) // 2), f"marks out of order: {message.text!r}"
    words = f"{message.text}{message.ask_label}{message.placeholder}"
    assert not _RAW.search(_FIELD.sub("", words)), f"raw: {words!r}"


def _buttons(message: Message) -> None:
    choices = [choice for row in message.choices for choice in row]
    assert all(row for row in message.choices)
    assert len(choices) <= _BUTTONS_MOST, f"{len(choices)} buttons"
    typed = [plain(choice.label) for choice in choices]
    assert all(typed), f"a label that nobody can type: {[c.label for c in choices]}"
    assert len(set(typed)) == len(typed), f"labels that mean two things: {typed}"
    for choice in choices:
        assert choice.data or choice.url or choice.copy
        assert len(choice.data.encode()) <= _DATA_MOST, choice.data
        assert not _RAW.search(choice.label), f"raw: {choice.label!r}"


def _private(person: Person, message: Message, people: Iterable[Person]) -> None:
    """A resident reads nobody else's words, and no number but their own."""
    labels = " ".join(choice.label for row in message.choices for choice in row)
    text = f"{message.text} {labels}"
    assert SECRET not in text, "a note of staff"
    for other in people:
        if other.is_same(person):
            continue
        if other.resident:
            assert other.mark not in text.casefold(), f"words of {other.name}"
        elif not other.group:
            assert other.name not in text, f"the name of {other.name}"
        assert not other.phone or not _holds_phone(text, other.phone), f"phone of {other.name}"


def _masked(message: Message, people: Iterable[Person]) -> None:
    for one in people:
        assert not one.phone or not _holds_phone(message.text, one.phone), "a phone in a group"


def _holds_phone(text: str, phone: str) -> bool:
    return phone in text or spaced(phone) in text
