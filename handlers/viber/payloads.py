"""Single messages as Viber takes them, made with viberbot's types.

viberbot checks no lengths and leaves nulls in; both are put right here.
Limits: https://developers.viber.com/docs/api/rest-bot-api/#message-types.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from viberbot.api.messages import (
    FileMessage,
    LocationMessage,
    PictureMessage,
    TextMessage,
    VideoMessage,
)
from viberbot.api.messages.data_types.location import Location

from flows.messages import Ask, Message
from handlers.channel import File
from handlers.markup import to_plain
from handlers.viber.keyboards import ASKED_PHONE, LEVEL, keyboard

MAX_NAME: Final = 28
MAX_TEXT: Final = 6000
"""UTF-16 units of one message: Viber takes 7,000 characters, but no more than 30 KB with all."""
MAX_CAPTION: Final = 512
MAX_VIDEO: Final = 26 * 1024 * 1024
MAX_FILE: Final = 50 * 1024 * 1024

Json: TypeAlias = dict[str, Any]


def under(message: Message, level: int) -> Json:
    """The keyboard of a message with what belongs to it, as arguments of viberbot's types.

    ``level`` is what the device understands; below :data:`LEVEL` it is the simple keyboard.
    """
    simple = level < LEVEL
    made = keyboard(message, simple=simple)
    out: Json = {"keyboard": made, "min_api_version": LEVEL if made and not simple else None}
    if message.ask is Ask.CONTACT and not simple:
        out["tracking_data"] = ASKED_PHONE
    return out


def text(words: str, below: Json) -> Json:
    """Words; the marks of bold are left out."""
    return _bare(TextMessage(text=to_plain(words), **below).to_dict())


def point(lat: float, lon: float) -> Json:
    """A place on the map."""
    return _bare(LocationMessage(location=Location(lat=lat, lon=lon)).to_dict())


def sendable(file: File) -> bool:
    """Whether Viber takes a file of this size at all."""
    return 0 < file.size <= MAX_FILE


def file_(file: File, link: str, caption: str, below: Json) -> Json:
    """A picture, a video or a document, as its content says; words go under a picture only."""
    if is_picture(file):
        made = PictureMessage(media=link, text=to_plain(caption), **below)
    elif file.mime == "video/mp4" and file.size <= MAX_VIDEO:
        made = VideoMessage(media=link, size=file.size, **below)
    else:
        made = FileMessage(media=link, size=file.size, file_name=file.name[:256], **below)
    return _bare(made.to_dict())


def is_picture(file: File) -> bool:
    """Whether it goes as a picture."""
    return file.mime == "image/jpeg"


def _bare(payload: Json) -> Json:
    return {name: value for name, value in payload.items() if value is not None}
