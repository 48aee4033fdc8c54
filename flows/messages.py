"""What the bot says, in a shape that every channel can render within its own limits.

Texts come from ``locales`` with bold spans marked by :data:`BOLD` and :data:`PLAIN`, two
private-use characters that no input can hold (inputs are cleaned of them), so a channel
escapes the whole text first and then turns the marks into its own markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

BOLD: Final = "\ue000"
PLAIN: Final = "\ue001"


class Style(StrEnum):
    """How a button should look where a channel can colour it."""

    NORMAL = "normal"
    PRIMARY = "primary"
    SUCCESS = "success"
    DANGER = "danger"


class Ask(StrEnum):
    """What a message asks the device for; a typed way always stands beside it."""

    NOTHING = ""
    CONTACT = "contact"
    LOCATION = "location"


class Lane(StrEnum):
    """Which queue a message leaves by: an answer never waits behind a broadcast."""

    ANSWER = "answer"
    NEWS = "news"
    BROADCAST = "broadcast"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button. Typing its label means the same as pressing it.

    ``data`` is what comes back in a tap (at most 64 bytes, Telegram's bound); with ``url`` it
    opens a page and with ``copy`` it puts that text on the clipboard, where a channel can.
    """

    label: str
    data: str = ""
    style: Style = Style.NORMAL
    url: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``choices`` are rows of buttons, ``media`` ids of stored attachments.

    ``ask_label`` is the text of the contact or location button. ``replaces`` is the channel's
    id of an earlier message that this one takes the place of; a channel that cannot edit
    sends it as a new one. ``request`` is the number it is about, so that a reply finds it.
    ``silent`` asks for no sound; ``placeholder`` stands in the input field. Messages of a chat
    with the same ``spot`` stand in one place: a later one takes the place of the one before.
    ``thread`` is the topic of a forum; where there is none (any more) it stands in the chat itself.
    With ``opens`` nothing is said: a topic of that name is opened, at most once, and how that ended
    comes back as a notice with ``thread``.
    """

    text: str
    choices: tuple[tuple[Choice, ...], ...] = ()
    ask: Ask = Ask.NOTHING
    ask_label: str = ""
    media: tuple[int, ...] = ()
    point: tuple[float, float] | None = None
    request: int | None = None
    replaces: str = ""
    silent: bool = False
    placeholder: str = ""
    spot: str = ""
    thread: str = ""
    opens: str = ""

    def offers(self) -> list[tuple[str, str]]:
        """The (label, data) pairs that a typed label can mean."""
        return [(c.label, c.data) for row in self.choices for c in row if c.data]

    def to_json(self) -> dict[str, Any]:
        """A JSON object with only what differs from the defaults."""
        out: dict[str, Any] = {"text": self.text}
        if self.choices:
            out["choices"] = [[_choice_to_json(c) for c in row] for row in self.choices]
        if self.point:
            out["point"] = list(self.point)
        if self.media:
            out["media"] = list(self.media)
        for name in (
            "ask",
            "ask_label",
            "request",
            "replaces",
            "silent",
            "placeholder",
            "spot",
            "thread",
            "opens",
        ):
            if value := getattr(self, name):
                out[name] = value
        return out

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Message:
        """The inverse of :meth:`to_json`; unknown keys, of a newer version, are ignored."""
        point = value.get("point")
        return cls(
            text=value["text"],
            choices=tuple(
                tuple(_choice_from_json(c) for c in row) for row in value.get("choices", ())
            ),
            ask=Ask(value.get("ask", "")),
            ask_label=value.get("ask_label", ""),
            media=tuple(value.get("media", ())),
            point=(point[0], point[1]) if point else None,
            request=value.get("request"),
            replaces=value.get("replaces", ""),
            silent=value.get("silent", False),
            placeholder=value.get("placeholder", ""),
            spot=value.get("spot", ""),
            thread=value.get("thread", ""),
            opens=value.get("opens", ""),
        )


def _choice_to_json(choice: Choice) -> dict[str, str]:
    names = ("label", "data", "url", "copy")
    out = {name: value for name in names if (value := getattr(choice, name))}
    if choice.style is not Style.NORMAL:
        out["style"] = choice.style.value
    return out


def _choice_from_json(value: dict[str, str]) -> Choice:
    return Choice(
        label=value["label"],
        data=value.get("data", ""),
        style=Style(value.get("style", "normal")),
        url=value.get("url", ""),
        copy=value.get("copy", ""),
    )
