"""Choices as Telegram's keyboards.

A message has one keyboard: buttons under it, or, where the device is asked for a contact or a
place, buttons in place of the letters. The latter exist in private chats only.
"""

from __future__ import annotations

from typing import Final, TypeAlias
from urllib.parse import urlsplit

from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from flows.messages import Ask, Choice, Message, Style
from handlers.telegram.markup import to_plain

MAX_DATA: Final = 64
"""Bytes of ``callback_data``."""
MAX_COPY: Final = 256
MAX_PLACEHOLDER: Final = 64

Keyboard: TypeAlias = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def keyboard(message: Message, *, private: bool) -> Keyboard | None:
    """The keyboard of a message; in a private chat one without choices takes away the old one.

    Not where another will take its place: a message with that mark cannot be edited.

    Raises ``ValueError`` for a choice that Telegram cannot carry.
    """
    if message.ask and private:
        return _asking(message)
    rows = inline(message)
    if rows is None and private and not message.spot:
        return ReplyKeyboardRemove(remove_keyboard=True)
    return rows


def inline(message: Message) -> InlineKeyboardMarkup | None:
    """Buttons under the message, None where there are none.

    Left out are pages that a messenger cannot open (telephone links, addresses without a
    domain): Telegram would refuse the whole message.
    """
    rows = [[_inline(choice) for choice in row if _possible(choice)] for row in message.choices]
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _possible(choice: Choice) -> bool:
    if not choice.url:
        return True
    try:
        parts = urlsplit(choice.url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme == "tg" or (parts.scheme in {"http", "https"} and "." in host.strip("."))


def _inline(choice: Choice) -> InlineKeyboardButton:
    label, style = to_plain(choice.label), _style(choice)
    if choice.url:
        return InlineKeyboardButton(text=label, style=style, url=choice.url)
    if choice.copy:
        copied = CopyTextButton(text=choice.copy[:MAX_COPY])
        return InlineKeyboardButton(text=label, style=style, copy_text=copied)
    if not 1 <= len(choice.data.encode()) <= MAX_DATA:
        raise ValueError(f"a button's data must have 1 to {MAX_DATA} bytes")
    return InlineKeyboardButton(text=label, style=style, callback_data=choice.data)


def _style(choice: Choice) -> str | None:
    return None if choice.style is Style.NORMAL else choice.style.value


def _asking(message: Message) -> Keyboard:
    rows = [
        [KeyboardButton(text=to_plain(choice.label), style=_style(choice)) for choice in said]
        for row in message.choices
        if (said := [choice for choice in row if choice.data])
    ]
    if message.ask_label:
        asked = KeyboardButton(
            text=to_plain(message.ask_label),
            request_contact=message.ask is Ask.CONTACT or None,
            request_location=message.ask is Ask.LOCATION or None,
        )
        rows.insert(0, [asked])
    if not rows:
        return ReplyKeyboardRemove(remove_keyboard=True)
    return ReplyKeyboardMarkup(
        keyboard=rows,
        resize_keyboard=True,
        one_time_keyboard=True,
        input_field_placeholder=to_plain(message.placeholder)[:MAX_PLACEHOLDER] or None,
    )
