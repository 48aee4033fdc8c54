"""The parts of one message: files, text with the keyboard under its last part, the point.

One file with a short text is one part. A refused file is sent as a plain document; a refused
document is named in the text and does not hold it back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from aiogram.methods import EditMessageCaption, EditMessageText, SendLocation, SendMessage
from aiogram.methods.base import TelegramMethod
from aiogram.types import LinkPreviewOptions

from flows.messages import Message
from handlers.channel import File, Outcome, Refused, Sent
from handlers.telegram import outcomes, uploads
from handlers.telegram.keyboards import inline, keyboard
from handlers.telegram.markup import MAX_CAPTION, MAX_TEXT, split, to_plain, units
from handlers.telegram.requests import Draft, Render, Requests

log = logging.getLogger(__name__)

LostFiles: TypeAlias = Callable[[Sequence[str]], str]
"""The line that tells which files, by name, could not be sent; it comes from ``locales``."""


@dataclass(slots=True)
class Progress:
    """What of one message has arrived, and what never will, by the names of its parts."""

    sent: dict[str, tuple[str, ...]] = field(default_factory=dict)
    refused: dict[str, Refused] = field(default_factory=dict)

    def receipt(self, main: str) -> Sent:
        """All ids, those of the part named ``main`` first."""
        others = (ids for name, ids in self.sent.items() if name != main)
        return Sent((*self.sent.get(main, ()), *(number for ids in others for number in ids)))


class Stopped(Exception):  # noqa: N818 - it carries an outcome, which need not be an error
    """The message cannot go on now; ``outcome`` says why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(type(outcome).__name__)
        self.outcome = outcome


class Parts:
    """One message on its way to one chat.

    Raises ``ValueError`` for an address or a keyboard that Telegram cannot have.
    """

    def __init__(
        self,
        requests: Requests,
        address: str,
        message: Message,
        progress: Progress,
        lost_files: LostFiles,
    ) -> None:
        try:
            self._chat = int(address)
        except ValueError:
            raise ValueError("not a chat's address") from None
        self._private = self._chat > 0
        self._topic = int(message.thread) if _is_topic(message.thread, self._chat) else None
        self._keyboard = keyboard(message, private=self._private)
        self._silent: bool | None = message.silent or None
        self._requests = requests
        self._address = address
        self._message = message
        self._progress = progress
        self._lost_files = lost_files

    async def send(self, files: Sequence[File]) -> Outcome:
        """Everything that has not arrived yet. Raises :class:`Stopped` when something cannot."""
        if self._editable(files) and (edited := await self._edit()):
            return edited
        usable = [file for file in files if uploads.sendable(file)]
        lost = [file for file in files if file not in usable]
        main = "" if lost else await self._captioned(usable)
        if not main:
            for at, group in enumerate(uploads.albums(usable)):
                lost += await self._files(f"album {at}", group)
            main = await self._text(lost)
        if self._message.point:
            await self._point(*self._message.point)
        return self._progress.receipt(main) if self._progress.sent else Refused("empty")

    # --- in place of an earlier message ---

    def _editable(self, files: Sequence[File]) -> bool:
        """Only words and the buttons under them can be changed."""
        message = self._message
        return (
            message.replaces.isascii()
            and message.replaces.isdigit()
            and not (files or message.point or (message.ask and self._private))
            and 0 < units(message.text) <= MAX_TEXT
        )

    async def _edit(self) -> Outcome | None:
        """The edit's outcome, None where it is impossible and a new message has to do."""
        result = await self._requests.make(self._address, self._edited_text)
        if result == Refused(outcomes.NO_TEXT) and units(self._message.text) <= MAX_CAPTION:
            result = await self._requests.make(self._address, self._edited_caption)
        if isinstance(result, Sent) or result == Refused(outcomes.NOT_MODIFIED):
            return Sent((self._message.replaces,))
        return None if isinstance(result, Refused) else result

    def _edited_text(self, render: Render) -> TelegramMethod[Any]:
        return EditMessageText(
            chat_id=self._chat,
            message_id=int(self._message.replaces),
            reply_markup=inline(self._message),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            **render(self._message.text),
        )

    def _edited_caption(self, render: Render) -> TelegramMethod[Any]:
        return EditMessageCaption(
            chat_id=self._chat,
            message_id=int(self._message.replaces),
            reply_markup=inline(self._message),
            **_caption(render(self._message.text)),
        )

    # --- files ---

    async def _captioned(self, files: Sequence[File]) -> str:
        """One file with the whole text under it; empty where the text has to go by itself."""
        text = self._message.text
        if len(files) != 1 or units(text) > MAX_CAPTION or not to_plain(text).strip():
            return ""
        return await self._single("caption", files[0], text)

    async def _files(self, name: str, group: Sequence[File]) -> list[File]:
        """An album or one file; a refused album goes file by file. The files that could not go."""
        if len(group) > 1 and await self._part(name, self._album(group), upload=True):
            return []
        return [file for file in group if not await self._single("file", file)]

    def _album(self, group: Sequence[File]) -> Draft:
        return lambda _: uploads.album(self._chat, group, silent=self._silent, topic=self._topic)

    async def _single(self, name: str, file: File, text: str = "") -> str:
        """The name of the part that has brought the file; empty when Telegram will not have it."""
        for kind in dict.fromkeys((uploads.look(file), "document")):
            part = f"{name} {file.id} {kind}"
            if await self._part(part, self._one(file, kind, text), upload=True):
                return part
        log.warning("Telegram refused file %d", file.id)
        return ""

    def _one(self, file: File, kind: str, text: str) -> Draft:
        def draft(render: Render) -> TelegramMethod[Any]:
            under = _caption(render(text)) | {"markup": self._keyboard} if text else {}
            return uploads.single(
                self._chat, file, kind=kind, silent=self._silent, topic=self._topic, **under
            )

        return draft

    # --- words and the point ---

    async def _text(self, lost: Sequence[File]) -> str:
        """The text in parts; the name of the last, which carries the keyboard."""
        line = self._lost_files([file.name for file in lost]) if lost else ""
        parts = split("\n\n".join(filter(None, (self._message.text, line))))
        name = ""
        for at, part in enumerate(parts):
            name = f"text {at}"
            if not await self._part(name, self._words(part, last=at == len(parts) - 1)):
                raise Stopped(self._progress.refused[name])
        return name

    def _words(self, text: str, *, last: bool) -> Draft:
        return lambda render: SendMessage(
            chat_id=self._chat,
            message_thread_id=self._topic,
            reply_markup=self._keyboard if last else None,
            disable_notification=self._silent,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            **render(text),
        )

    async def _point(self, lat: float, lon: float) -> None:
        def draft(_: Render) -> TelegramMethod[Any]:
            return SendLocation(
                chat_id=self._chat,
                message_thread_id=self._topic,
                latitude=lat,
                longitude=lon,
                disable_notification=self._silent,
            )

        if not await self._part("point", draft):
            log.warning("Telegram refused a point; the message went without it")

    async def _part(self, name: str, draft: Draft, *, upload: bool = False) -> bool:
        """Send a part, unless it has arrived before; False when it is, or was, refused.

        Raises :class:`Stopped` for everything else that keeps it from arriving.
        """
        if name in self._progress.sent or name in self._progress.refused:
            return name in self._progress.sent
        result = await self._requests.make(self._address, draft, upload=upload)
        if result == Refused(outcomes.NO_TOPIC) and self._topic is not None:
            self._topic = None  # it was deleted or closed: the chat itself is still there
            result = await self._requests.make(self._address, draft, upload=upload)
        if isinstance(result, Sent):
            self._progress.sent[name] = result.ids
        elif isinstance(result, Refused):
            log.info("Telegram refused a part of a message: %s", result.reason)
            self._progress.refused[name] = result
        else:
            raise Stopped(result)
        return isinstance(result, Sent)


def _is_topic(thread: str, chat: int) -> bool:
    return chat < 0 and thread.isascii() and thread.isdigit()


def _caption(rendered: dict[str, Any]) -> dict[str, Any]:
    return {"caption": rendered["text"], "parse_mode": rendered["parse_mode"]}
