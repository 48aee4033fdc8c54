"""Stored files as Telegram takes them: which method, which album, which are too large.

Limits: https://core.telegram.org/bots/api#sending-files (50 MB, photos 10 MB).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from aiogram.methods import SendDocument, SendMediaGroup, SendPhoto, SendVideo, SendVoice
from aiogram.methods.base import TelegramMethod
from aiogram.types import (
    FSInputFile,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    MediaUnion,
)

from handlers.channel import File
from handlers.telegram.keyboards import Keyboard

MAX_UPLOAD: Final = 50 * 1000 * 1000
MAX_PHOTO: Final = 10 * 1000 * 1000
MAX_ALBUM: Final = 10

_SHOWN: Final = {
    "photo": ("image/jpeg", "image/png", "image/webp"),
    "video": ("video/mp4",),
    "voice": ("audio/ogg", "audio/mpeg", "audio/mp4"),
}
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f"\\/]+')


def sendable(file: File) -> bool:
    """Whether the file is there and small enough."""
    return file.size <= MAX_UPLOAD and file.path.is_file()


def look(file: File) -> str:
    """How it is shown: photo, video, voice, or document for what Telegram would not show."""
    if file.mime not in _SHOWN.get(file.kind, ()):
        return "document"
    return "document" if file.kind == "photo" and file.size > MAX_PHOTO else file.kind


def albums(files: Sequence[File]) -> list[list[File]]:
    """The files in order, together those that may be in one album: at most ten of a kind.

    Photos and videos mix, documents are apart, and voice messages go one by one.
    """
    groups: list[list[File]] = []
    for family, members in groupby(files, _family):
        together = list(members)
        step = 1 if family == "voice" else MAX_ALBUM
        groups += [together[at : at + step] for at in range(0, len(together), step)]
    return groups


def _family(file: File) -> str:
    return {"photo": "visual", "video": "visual"}.get(look(file), look(file))


def single(
    chat: int,
    file: File,
    *,
    kind: str,
    caption: str | None = None,
    parse_mode: str | None = None,
    markup: Keyboard | None = None,
    silent: bool | None = None,
    topic: int | None = None,
) -> TelegramMethod[Any]:
    """One file with what stands under it."""
    common: dict[str, Any] = {
        "chat_id": chat,
        "message_thread_id": topic,
        "caption": caption,
        "parse_mode": parse_mode,
        "reply_markup": markup,
        "disable_notification": silent,
    }
    source = _input(file)
    if kind == "photo":
        return SendPhoto(photo=source, **common)
    if kind == "video":
        return SendVideo(video=source, supports_streaming=True, **common)
    if kind == "voice":
        return SendVoice(voice=source, **common)
    return SendDocument(document=source, **common)


def album(
    chat: int, files: Sequence[File], *, silent: bool | None, topic: int | None = None
) -> TelegramMethod[Any]:
    """Two to ten files of one family, without words and keyboard: albums have none."""
    media: list[MediaUnion] = [_item(file) for file in files]
    return SendMediaGroup(
        chat_id=chat, message_thread_id=topic, media=media, disable_notification=silent
    )


def _item(file: File) -> MediaUnion:
    shown, source = look(file), _input(file)
    if shown == "photo":
        return InputMediaPhoto(media=source, parse_mode=None)
    if shown == "video":
        return InputMediaVideo(media=source, supports_streaming=True, parse_mode=None)
    return InputMediaDocument(media=source, parse_mode=None)


def _input(file: File) -> FSInputFile:
    """The name goes into a header: nothing in it may end one."""
    name = _UNSAFE.sub("_", file.name).encode("utf-8", "replace").decode()[:100]
    return FSInputFile(file.path, filename=name or f"{file.kind}-{file.id}")
