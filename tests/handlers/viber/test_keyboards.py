"""Choices as keyboards: within twelve rows, legible, escaped, and taken by the strict fake."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.messages import Ask, Choice, Message, Style
from handlers.viber.keyboards import MAX_ROWS, keyboard
from tests.fakes.viber import keyboards as strict


def message(*rows: list[str], ask: Ask = Ask.NOTHING) -> Message:
    choices = tuple(tuple(Choice(label, f"q:{label[:20]}") for label in row) for row in rows)
    return Message("Що?", choices, ask=ask, ask_label="📱 Надіслати" if ask else "")


def widths(made: Message) -> list[int]:
    board = keyboard(made)
    assert board
    return [button["Columns"] for button in board["Buttons"]]


def test_nothing_to_choose_is_no_keyboard() -> None:
    assert keyboard(Message("Добре")) is None
    copied = Choice("Скопіювати", copy="12")
    call = Choice("Подзвонити", url="tel:+380671234567")
    assert keyboard(Message("Добре", ((copied, call),))) is None


def test_a_button_brings_its_data_unseen() -> None:
    board = keyboard(message(["Так"]))
    assert board
    assert board["Type"] == "keyboard"
    assert board["Buttons"] == [
        {
            "Columns": 6, "Rows": 1, "Text": "Так", "ActionType": "reply",
            "ActionBody": "tap:q:Так", "Silent": True, "TextShouldFit": True,
        }
    ]  # fmt: skip


def test_an_old_device_says_the_label_and_is_asked_for_nothing() -> None:
    board = keyboard(message(["Так & ні"], ask=Ask.CONTACT), simple=True)
    assert board
    [button] = board["Buttons"]
    assert button["ActionBody"] == "Так & ні"
    assert button["Text"] == "Так &amp; ні"
    assert strict.check(board) == 1


@pytest.mark.parametrize(
    ("ask", "action"), [(Ask.CONTACT, "share-phone"), (Ask.LOCATION, "location-picker")]
)
def test_what_the_device_is_asked_for_stands_first(ask: Ask, action: str) -> None:
    board = keyboard(message(["Назад"], ask=ask))
    assert board
    first = board["Buttons"][0]
    assert (first["ActionType"], first["ActionBody"]) == (action, action)
    assert strict.check(board) == 6


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["Назад", "Скасувати"], [3, 3]),
        (["Назад", "Дуже довга назва, якої не видно на половині"], [6, 6]),
        (["1", "2", "3", "4", "5"], [1, 1, 1, 1, 2]),
        (["Так", "Ні", "Пізніше"], [2, 2, 2]),
        (["Пряма назва сюди", "Ні", "Пізніше"], [3, 3, 6]),
    ],
)
@pytest.mark.fault(21)
def test_labels_are_legible(row: list[str], expected: list[int]) -> None:
    assert widths(message(row)) == expected


def test_seventeen_groups_and_two_ways_out_fit() -> None:
    groups = [["Електрика, газ, тепло і таке інше", "Дороги"]] * 8
    board = keyboard(message(*groups, ["Інше"], ["Назад", "Скасувати"]))
    assert board
    assert strict.height(board["Buttons"]) <= MAX_ROWS
    assert len(board["Buttons"]) == 19


def test_colours_show_and_the_letters_stay_legible() -> None:
    choice = Choice("Так <так>", "q:1", Style.DANGER)
    board = keyboard(Message("Що?", ((choice,),)))
    assert board
    [button] = board["Buttons"]
    assert button["BgColor"] == "#A3261E"
    assert button["Text"] == '<font color="#FFFFFF">Так &lt;так&gt;</font>'
    strict.check(board)


def test_pages_open() -> None:
    board = keyboard(Message("Що?", ((Choice("Сайт", url="https://kr.example.ua/a"),),)))
    assert board
    assert board["Buttons"][0]["ActionType"] == "open-url"
    strict.check(board)


def test_a_command_comes_back_as_it_is() -> None:
    board = keyboard(Message("Що?", ((Choice("Почати", "/start code_1"),),)))
    assert board
    assert board["Buttons"][0]["ActionBody"] == "/start code_1"


def test_data_that_cannot_be_carried_is_refused() -> None:
    with pytest.raises(ValueError, match="1 to 64 bytes"):
        keyboard(Message("Що?", ((Choice("Так", "я" * 33),),)))


LABELS = st.text(st.characters(exclude_categories=["Cs", "Co"]), min_size=1, max_size=300)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(LABELS, st.sampled_from(Style)), min_size=1, max_size=8), max_size=30
    ),
    st.sampled_from(Ask),
    st.booleans(),
)
def test_every_keyboard_is_taken(
    rows: list[list[tuple[str, Style]]], ask: Ask, simple: bool
) -> None:
    choices = tuple(tuple(Choice(label, "q:1", style) for label, style in row) for row in rows)
    made = keyboard(Message("Що?", choices, ask=ask, ask_label="Так"), simple=simple)
    if made is None:
        return
    level = strict.check(made)
    assert level == (1 if simple else 6)
