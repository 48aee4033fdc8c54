"""What a keyboard must be; status 3 for all else."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, Final

from .statuses import bad

Json = dict[str, Any]

MAX_ROWS: Final = 12
MAX_TEXT: Final = 250
MAX_BODY: Final = 250
COLUMNS: Final = 6
ACTIONS: Final = {"reply", "open-url", "location-picker", "share-phone", "none"}

KEYBOARD_LEVELS: Final = {
    "Type": 1, "Buttons": 1, "BgColor": 1, "DefaultHeight": 1, "CustomDefaultHeight": 3,
    "HeightScale": 3, "ButtonsGroupColumns": 4, "ButtonsGroupRows": 4, "InputFieldState": 4,
}  # fmt: skip
"""Fields of a keyboard, each with the API level that it needs."""
BUTTON_LEVELS: Final = {
    "Columns": 1, "Rows": 1, "BgColor": 1, "Silent": 6, "BgMediaType": 1, "BgMedia": 1, "BgLoop": 1,
    "ActionType": 1, "ActionBody": 1, "Image": 1, "Text": 1, "TextVAlign": 1, "TextHAlign": 1,
    "TextPaddings": 4, "TextOpacity": 1, "TextSize": 1, "OpenURLType": 1, "TextShouldFit": 6,
    "Frame": 6,
}  # fmt: skip
_TAG: Final = re.compile(r"""</?(?:b|i|u|s)>|<br ?/?>|<font color="#[0-9A-Fa-f]{6}">|</font>""")
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});")
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")


def check(keyboard: Any) -> int:
    """The API level that a keyboard needs. Raises RefusalError (3)."""
    if not isinstance(keyboard, dict) or keyboard.get("Type") != "keyboard":
        raise bad('a keyboard without Type "keyboard"')
    level = _level(keyboard, KEYBOARD_LEVELS)
    buttons = keyboard.get("Buttons")
    if not isinstance(buttons, list) or not buttons:
        raise bad("a keyboard without Buttons")
    level = max(level, *(_button(button) for button in buttons))
    rows = height(buttons)
    if rows > MAX_ROWS:
        raise bad(f"a keyboard of {rows} rows")
    return level


def height(buttons: list[Json]) -> int:
    """Rows that the buttons take: side by side while they fit, the tallest counts."""
    rows = width = tallest = 0
    for button in buttons:
        columns = button.get("Columns", COLUMNS)
        if width + columns > COLUMNS:
            rows, width, tallest = rows + tallest, 0, 0
        width += columns
        tallest = max(tallest, button.get("Rows", 1))
    return rows + tallest


def _level(fields: Json, known: dict[str, int]) -> int:
    for name in fields:
        if name not in known:
            raise bad(f"unknown field {name!r}")
    return max((known[name] for name in fields), default=1)


def _button(button: Any) -> int:
    if not isinstance(button, dict):
        raise bad("a button that is no object")
    level = _level(button, BUTTON_LEVELS)
    _whole(button, "Columns", COLUMNS)
    _whole(button, "Rows", 2)
    action, body = button.get("ActionType", "reply"), button.get("ActionBody")
    if action not in ACTIONS:
        raise bad(f"ActionType {action!r}")
    if action != "none" and not (isinstance(body, str) and body):
        raise bad("a button without ActionBody")
    if isinstance(body, str) and len(body) > MAX_BODY:
        raise bad("an ActionBody that is too long")
    if action == "open-url" and not str(body).startswith(("https://", "http://")):
        raise bad("open-url without a URL")
    if "BgColor" in button and not _COLOUR.fullmatch(str(button["BgColor"])):
        raise bad("BgColor")
    _text(button.get("Text", ""))
    return max(level, 3 if action in {"location-picker", "share-phone"} else 1)


def _whole(button: Json, name: str, most: int) -> None:
    value = button.get(name, 1)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise bad(f"{name} {value!r}")


def _text(text: Any) -> None:
    if not isinstance(text, str) or len(text) > MAX_TEXT:
        raise bad("a Text that is too long or no text")
    left = _ENTITY.sub("", _TAG.sub("", text))
    if any(char in left for char in "<>&"):
        raise bad("a Text that is not escaped HTML")
    if len(_TAG.findall(text)) % 2 and "<br" not in text:
        raise bad("a Text with an open tag")


def label(button: Json) -> str:
    """What a person reads on a button."""
    return unescape(_TAG.sub("", button.get("Text", "")))
