"""Choices as keyboards."""

import pytest
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from flows.messages import Ask, Choice, Message, Style
from handlers.telegram.keyboards import inline, keyboard


def _buttons(message: Message) -> list[list[dict[str, object]]]:
    made = inline(message)
    rows = made.inline_keyboard if made else []
    return [[button.model_dump(exclude_none=True) for button in row] for row in rows]


def test_choices_stand_under_the_message() -> None:
    message = Message(
        "Усе правильно?",
        (
            (Choice("Так", "y", Style.SUCCESS), Choice("Ні", "n", Style.DANGER)),
            (Choice("Сайт", url="https://1520.example.ua/p"), Choice("Скопіювати", copy="1057")),
        ),
    )
    assert _buttons(message) == [
        [
            {"text": "Так", "callback_data": "y", "style": "success"},
            {"text": "Ні", "callback_data": "n", "style": "danger"},
        ],
        [
            {"text": "Сайт", "url": "https://1520.example.ua/p"},
            {"text": "Скопіювати", "copy_text": {"text": "1057"}},
        ],
    ]


@pytest.mark.parametrize("url", ["tel:104", "http://localhost:8080/x", "javascript:x", "http://["])
def test_a_page_that_telegram_cannot_open_is_left_out(url: str) -> None:
    message = Message("Телефонуйте", ((Choice("104", url=url),), (Choice("Далі", "go"),)))
    assert _buttons(message) == [[{"text": "Далі", "callback_data": "go"}]]


def test_data_has_at_most_64_bytes() -> None:
    assert inline(Message("?", ((Choice("так", "я" * 32),),)))
    for data in ("я" * 32 + "x", ""):
        with pytest.raises(ValueError, match="64 bytes"):
            inline(Message("?", ((Choice("так", data),),)))


def test_asking_for_a_contact_puts_the_choices_below_as_text() -> None:
    choices = (
        (Choice("Інший номер", "other"), Choice("Сайт", url="https://a.ua")),
        (Choice("Назад", "b"),),
    )
    message = Message(
        "Телефон?", choices, Ask.CONTACT, "Надіслати мій номер", placeholder="067 " * 30
    )
    made = keyboard(message, private=True)
    assert isinstance(made, ReplyKeyboardMarkup)
    assert [[b.text for b in row] for row in made.keyboard] == [
        ["Надіслати мій номер"],
        ["Інший номер"],
        ["Назад"],
    ]
    assert made.keyboard[0][0].request_contact is True
    assert made.one_time_keyboard
    assert made.resize_keyboard
    assert len(made.input_field_placeholder or "") == 64


def test_asking_for_a_place() -> None:
    made = keyboard(
        Message("Де?", ask=Ask.LOCATION, ask_label="Надіслати геолокацію"), private=True
    )
    assert isinstance(made, ReplyKeyboardMarkup)
    assert made.keyboard[0][0].request_location is True
    assert made.keyboard[0][0].request_contact is None


def test_a_group_is_never_asked_for_a_contact() -> None:
    message = Message("Телефон?", ((Choice("Назад", "b"),),), Ask.CONTACT, "Мій номер")
    assert isinstance(keyboard(message, private=False), InlineKeyboardMarkup)


def test_a_message_without_choices_takes_the_old_keyboard_away() -> None:
    assert isinstance(keyboard(Message("Дякуємо."), private=True), ReplyKeyboardRemove)
    assert keyboard(Message("Дякуємо."), private=False) is None
