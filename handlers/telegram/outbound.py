"""Sending through one bot: a message in as many requests as it takes, one outcome for all.

Any of the requests can fail. What has arrived is remembered until the message is through, so
that the next attempt goes on where this one ended: each request has at most one extra copy per
ambiguous attempt of its own. After a restart, when the memory is gone, the whole message counts
as one attempt and is sent again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from aiogram import Bot

from flows.messages import Message
from handlers.channel import File, Outcome, Refused
from handlers.telegram.parts import LostFiles, Parts, Progress, Stopped
from handlers.telegram.requests import Clock, Requests
from handlers.telegram.topics import open_topic

MAX_UNFINISHED: Final = 1000
"""Messages whose arrived parts are remembered; the oldest are forgotten first."""


class Sender:
    """Sends messages; ``lost_files`` words what could not be sent."""

    def __init__(self, bot: Bot, clock: Clock, lost_files: LostFiles) -> None:
        self._requests = Requests(bot, clock)
        self._lost_files = lost_files
        self._unfinished: OrderedDict[tuple[str, Message], Progress] = OrderedDict()

    async def send(self, address: str, message: Message, files: Sequence[File]) -> Outcome:
        """Send once. Never raises for what the network or the service does."""
        if message.opens:
            return await open_topic(self._requests, address, message.opens)
        key = (address, message)
        progress = self._unfinished.pop(key, None) or Progress()
        try:
            parts = Parts(self._requests, address, message, progress, self._lost_files)
        except ValueError as error:
            return Refused(str(error))
        try:
            return await parts.send(files)
        except Stopped as stopped:
            if (progress.sent or progress.refused) and not isinstance(stopped.outcome, Refused):
                self._remember(key, progress)
            return stopped.outcome

    def _remember(self, key: tuple[str, Message], progress: Progress) -> None:
        self._unfinished[key] = progress
        while len(self._unfinished) > MAX_UNFINISHED:
            self._unfinished.popitem(last=False)
