"""Choices as Viber's keyboard, which stands below the chat until the bot's next message.

Rules: six columns; at most twelve rows in all; the text of a button is HTML.
Source: https://developers.viber.com/docs/tools/keyboards/.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Sequence
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

from flows.messages import Ask, Choice, Message, Style
from handlers.markup import to_plain

log = logging.getLogger(__name__)

COLUMNS: Final = 6
MAX_ROWS: Final = 12
MAX_LABEL: Final = 250
MAX_DATA: Final = 64
LEVEL: Final = 6
"""``min_api_version`` of the full keyboard: silent taps and text that shrinks to fit."""

OLDEST: Final = 1
"""The level that every device has."""

TAP: Final = "tap:"
"""What stands before a button's data when it comes back as a message."""
SHARE_PHONE: Final = "share-phone"
PICK_LOCATION: Final = "location-picker"
ASKED_PHONE: Final = "asked:phone"
"""Tracking data of a message that has the button for the own number."""

Row: TypeAlias = Sequence[Choice]
Json: TypeAlias = dict[str, Any]

_ROOM: Final = {6: MAX_LABEL, 3: 24, 2: 14, 1: 4}
"""How many characters are read with ease on a button so many columns wide."""
_COLOURS: Final = {
    Style.PRIMARY: "#2457A6",
    Style.SUCCESS: "#1E6B34",
    Style.DANGER: "#A3261E",
}
_WHITE: Final = "#FFFFFF"


def keyboard(message: Message, *, simple: bool = False) -> Json | None:
    """The keyboard of a message, None where it offers nothing.

    With ``simple`` it is one that every version of Viber has: a press says the label, and
    the device is asked for nothing.
    """
    rows = [row for row in (_possible(row) for row in message.choices) if row]
    asked = [] if simple else _asked(message)
    buttons = asked + [
        _button(choice, width, simple=simple)
        for row in _laid(rows, MAX_ROWS - len(asked))
        for choice, width in zip(row, _widths(len(row)), strict=True)
    ]
    return {"Type": "keyboard", "DefaultHeight": False, "Buttons": buttons} if buttons else None


def _possible(row: Row) -> list[Choice]:
    """Without pages that Viber cannot open and without what it cannot put on the clipboard."""
    return [choice for choice in row if choice.data or _is_page(choice.url)]


def _is_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and "." in (parts.hostname or "").strip(".")
    except ValueError:
        return False


def _laid(rows: Sequence[Row], most: int) -> list[Row]:
    """The rows so that labels are legible, or closer together where there are too many."""
    wide = [part for row in rows for part in _legible(row)]
    every = [choice for row in rows for choice in row]
    for lines in (wide, [*rows], _by(every, 2), _by(every, 3)):
        if len(lines) <= most and all(len(line) <= COLUMNS for line in lines):
            return lines
    log.warning("a keyboard of %d buttons is cut; the rest can be typed", len(every))
    return _by(every, 3)[:most]


def _legible(row: Row) -> list[Row]:
    for count in range(min(len(row), COLUMNS), 1, -1):
        parts = _by(row, count)
        if all(_fits(part) for part in parts):
            return parts
    return _by(row, 1)


def _fits(row: Row) -> bool:
    widths = _widths(len(row))
    return all(
        len(to_plain(choice.label)) <= _room(width)
        for choice, width in zip(row, widths, strict=True)
    )


def _room(width: int) -> int:
    return next(room for columns, room in _ROOM.items() if columns <= width)


def _widths(count: int) -> list[int]:
    """Columns of so many buttons side by side; what is over goes to the last ones."""
    base, over = divmod(COLUMNS, count)
    return [base] * (count - over) + [base + 1] * over


def _by(choices: Row, count: int) -> list[Row]:
    return [choices[at : at + count] for at in range(0, len(choices), count)]


def _button(choice: Choice, width: int, *, simple: bool) -> Json:
    label = to_plain(choice.label)[:MAX_LABEL]
    out: Json = {"Columns": width, "Rows": 1, "Text": _text(label, choice.style)}
    if colour := _COLOURS.get(choice.style):
        out["BgColor"] = colour
    if choice.data:
        out |= {"ActionType": "reply", "ActionBody": label if simple else _body(choice.data)}
    else:
        out |= {"ActionType": "open-url", "ActionBody": choice.url}
    return out if simple else out | {"Silent": True, "TextShouldFit": True}


def _body(data: str) -> str:
    """A command comes back as it is, anything else marked as a tap."""
    if not 1 <= len(data.encode()) <= MAX_DATA:
        raise ValueError(f"a button's data must have 1 to {MAX_DATA} bytes")
    return data if data.startswith("/") else TAP + data


def _text(label: str, style: Style) -> str:
    """The label as HTML; cut so that it is whole characters that are left."""
    while len(out := _dressed(label, style)) > MAX_LABEL:
        label = label[:-1]
    return out


def _dressed(label: str, style: Style) -> str:
    escaped = html.escape(label)
    return f'<font color="{_WHITE}">{escaped}</font>' if style in _COLOURS else escaped


def _asked(message: Message) -> list[Json]:
    actions = {Ask.CONTACT: SHARE_PHONE, Ask.LOCATION: PICK_LOCATION}
    action = actions.get(message.ask)
    if action is None or not message.ask_label:
        return []
    label = _text(to_plain(message.ask_label)[:MAX_LABEL], Style.PRIMARY)
    button = {"Columns": COLUMNS, "Rows": 1, "Text": label, "BgColor": _COLOURS[Style.PRIMARY]}
    return [button | {"ActionType": action, "ActionBody": action, "TextShouldFit": True}]
