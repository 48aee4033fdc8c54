"""Sending to Viber: a message in as many requests as it takes, one outcome for all.

The keyboard stands below the chat only until the next message, so it goes with the last part.
What has arrived is remembered until the message is through: the next attempt goes on there.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from flows.messages import Message
from handlers.channel import Ambiguous, File, Outcome, Refused, RetryAfter, Sent
from handlers.markup import split, to_plain, units
from handlers.viber import payloads
from handlers.viber.api import Answer, Api, ApiError
from handlers.viber.keyboards import LEVEL, OLDEST
from handlers.viber.outcomes import NOT_SUPPORTED, outcome
from handlers.viber.payloads import MAX_CAPTION, MAX_NAME, MAX_TEXT, Json

log = logging.getLogger(__name__)

MAX_UNFINISHED: Final = 1000
"""Messages whose arrived parts are remembered; the oldest are forgotten first."""
_NO_CONNECTION_WAIT: Final = 3.0
_BUSY_WAIT: Final = 5.0

LinkTo: TypeAlias = Callable[[File], str]
LostFiles: TypeAlias = Callable[[Sequence[str]], str]
"""The line that tells which files, by name, could not be sent; it comes from ``locales``."""
Draft: TypeAlias = Callable[[int], Json]
"""A payload for devices of this API level."""


@dataclass(slots=True)
class Progress:
    """What of one message has arrived, and what never will, by the names of its parts."""

    sent: dict[str, tuple[str, ...]] = field(default_factory=dict)
    refused: dict[str, Refused] = field(default_factory=dict)

    def receipt(self, main: str) -> Sent:
        """All ids, those of the part named ``main`` first."""
        others = (ids for name, ids in self.sent.items() if name != main)
        return Sent((*self.sent.get(main, ()), *(one for ids in others for one in ids)))


class Stopped(Exception):  # noqa: N818 - it carries an outcome, which need not be an error
    """The message cannot go on now; ``outcome`` says why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(type(outcome).__name__)
        self.outcome = outcome


class Sender:
    """Sends messages under the bot's ``name``; ``answered`` hears the status of every answer."""

    def __init__(
        self,
        api: Api,
        name: str,
        link_to: LinkTo,
        lost_files: LostFiles,
        answered: Callable[[int], None],
    ) -> None:
        self._api = api
        self._from = {"name": name[:MAX_NAME]}
        self._link_to = link_to
        self._lost_files = lost_files
        self._answered = answered
        self._unfinished: OrderedDict[tuple[str, Message], Progress] = OrderedDict()

    def signed(self, payload: Json) -> Json:
        """A payload with the sender's name."""
        return {"sender": self._from, **payload}

    async def send(self, address: str, message: Message, files: Sequence[File]) -> Outcome:
        """Send once. Never raises for what the network or the service does."""
        key = (address, message)
        progress = self._unfinished.pop(key, None) or Progress()
        try:
            return await self._send(address, message, files, progress)
        except ValueError as error:
            return Refused(str(error))
        except Stopped as stopped:
            if (progress.sent or progress.refused) and not isinstance(stopped.outcome, Refused):
                self._unfinished[key] = progress
                while len(self._unfinished) > MAX_UNFINISHED:
                    self._unfinished.popitem(last=False)
            return stopped.outcome

    async def _send(
        self, address: str, message: Message, files: Sequence[File], progress: Progress
    ) -> Outcome:
        if message.point:
            payload = payloads.point(*message.point)
            await self._part(address, progress, "point", lambda _: payload)
        usable = [file for file in files if payloads.sendable(file)]
        lost = [file.name for file in files if file not in usable]
        main = "" if lost else await self._captioned(address, message, usable, progress)
        if not main:
            for file in usable:
                draft = self._file(file)
                if not await self._part(address, progress, f"file {file.id}", draft):
                    lost.append(file.name)
            main = await self._words(address, message, lost, progress)
        return progress.receipt(main) if progress.sent else Refused("empty")

    async def _captioned(
        self, address: str, message: Message, files: Sequence[File], progress: Progress
    ) -> str:
        """One picture with the whole text under it; empty where the text goes by itself."""
        words = message.text
        fits = bool(to_plain(words).strip()) and units(words) <= MAX_CAPTION
        if not (fits and len(files) == 1 and payloads.is_picture(files[0])):
            return ""
        name = f"caption {files[0].id}"
        link = self._link_to(files[0])

        def draft(level: int) -> Json:
            return payloads.file_(files[0], link, words, payloads.under(message, level))

        return name if await self._part(address, progress, name, draft) else ""

    def _file(self, file: File) -> Draft:
        payload = payloads.file_(file, self._link_to(file), "", {})
        return lambda _: payload

    async def _words(
        self, address: str, message: Message, lost: Sequence[str], progress: Progress
    ) -> str:
        """The text in parts; the name of the last, which carries the keyboard."""
        line = self._lost_files(lost) if lost else ""
        parts = split("\n\n".join(filter(None, (message.text, line))), MAX_TEXT)
        name = ""
        for at, part in enumerate(parts):
            name = f"text {at}"
            draft = _text(part, message if at == len(parts) - 1 else None)
            if not await self._part(address, progress, name, draft):
                raise Stopped(progress.refused[name])
        return name

    async def _part(self, address: str, progress: Progress, name: str, draft: Draft) -> bool:
        """Send a part, unless it has arrived before; False when it is, or was, refused.

        Raises :class:`Stopped` for everything else that keeps it from arriving.
        """
        if name in progress.sent or name in progress.refused:
            return name in progress.sent
        result = await self._made(address, draft)
        if isinstance(result, Sent):
            progress.sent[name] = result.ids
        elif isinstance(result, Refused):
            log.info("Viber refused a part of a message: %s", result.reason)
            progress.refused[name] = result
        else:
            raise Stopped(result)
        return isinstance(result, Sent)

    async def _made(self, address: str, draft: Draft) -> Outcome:
        """One request; for an old device once more with a keyboard that it knows."""
        try:
            answer = await self._once(address, draft(LEVEL))
            if answer.status in NOT_SUPPORTED:
                answer = await self._once(address, draft(OLDEST))
        except ApiError as error:
            return _unclear(error)
        return outcome(answer)

    async def _once(self, address: str, payload: Json) -> Answer:
        answer = await self._api.call("send_message", {"receiver": address, **self.signed(payload)})
        self._answered(answer.status)
        return answer


def _text(words: str, message: Message | None) -> Draft:
    def draft(level: int) -> Json:
        return payloads.text(words, payloads.under(message, level) if message else {})

    return draft


def _unclear(error: ApiError) -> Outcome:
    if not error.left:
        return RetryAfter(_NO_CONNECTION_WAIT, channel=True)
    if error.status in {429, 503}:
        return RetryAfter(_BUSY_WAIT, channel=True)
    return Ambiguous(error.reason)
