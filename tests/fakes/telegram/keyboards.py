"""Keyboards: what the service refuses in them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from .errors import bad
from .limits import (
    MAX_CALLBACK_BYTES,
    MAX_COPY,
    MAX_INLINE_BUTTONS,
    MAX_KEYBOARD_BUTTONS,
    MAX_PLACEHOLDER,
    utf16,
)

Markup = dict[str, Any]
ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
    "callback_game", "pay",
)  # fmt: skip
REQUESTS = (
    "request_users", "request_chat", "request_managed_bot", "request_contact", "request_location",
    "request_poll", "web_app",
)  # fmt: skip
STYLES = ("danger", "success", "primary")


def check(markup: Markup | None, *, private: bool) -> None:
    """Refuses a keyboard that the service would not show.

    Raises:
        ApiError: 400.
    """
    if not markup:
        return
    if "inline_keyboard" in markup:
        _check_inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        _check_reply(markup["keyboard"], private=private)
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= utf16(placeholder) <= MAX_PLACEHOLDER:
        raise bad(f"input field placeholder must be 1-{MAX_PLACEHOLDER} characters long")


def _check_inline(rows: list[list[Markup]]) -> None:
    buttons = [button for row in rows for button in row]
    if len(buttons) > MAX_INLINE_BUTTONS:
        raise bad("reply markup is too long")
    for button in buttons:
        _check_button_text(button)
        actions = [name for name in ACTIONS if name in button]
        if not actions:
            raise bad("text buttons are unallowed in the inline keyboard")
        if len(actions) > 1:
            raise bad(f"inline keyboard button has more than one action: {', '.join(actions)}")
        _check_action(actions[0], button[actions[0]])


def _check_button_text(button: Markup) -> None:
    if not button["text"].strip():
        raise bad("button text must be non-empty")
    if button.get("style", STYLES[0]) not in STYLES:
        raise bad(f'unknown button style "{button["style"]}"')


def _check_action(action: str, value: Any) -> None:
    if action == "callback_data" and not 1 <= len(value.encode()) <= MAX_CALLBACK_BYTES:
        raise bad("BUTTON_DATA_INVALID")
    if action == "copy_text" and not 1 <= utf16(value["text"]) <= MAX_COPY:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if action == "url":
        _check_url(value)


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "tg" or (parts.scheme in {"http", "https"} and "." in host.strip(".")):
        return
    raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _check_reply(rows: list[list[Markup]], *, private: bool) -> None:
    buttons = [button for row in rows for button in row]
    if not buttons:
        raise bad("reply keyboard has no buttons")
    if len(buttons) > MAX_KEYBOARD_BUTTONS:
        raise bad("reply markup is too long")
    for button in buttons:
        _check_button_text(button)
        asked = [name for name in REQUESTS if button.get(name)]
        if len(asked) > 1:
            raise bad(f"keyboard button asks for more than one thing: {', '.join(asked)}")
        if asked and not private:
            _refuse_outside_private(asked[0])


def _refuse_outside_private(asked: str) -> None:
    words = {"request_contact": "phone number", "request_location": "location"}
    raise bad(f"{words.get(asked, asked)} can be requested in private chats only")
