"""A messenger outside the program: it remembers what it took and gave, whoever dies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from flows.events import Event
from flows.messages import Message
from handlers.channel import (
    Abilities,
    Accept,
    Ambiguous,
    Envelope,
    File,
    Outcome,
    RetryAfter,
    Sent,
)

from .fate import Fate

NAME: Final = "post"


@dataclass
class Shown:
    """A message in somebody's chat."""

    id: str
    message: Message
    revision: int = 0


@dataclass
class Messenger:
    """A channel. Updates that nobody acknowledged come again; outcomes are as fate wants them."""

    fate: Fate
    name: str = NAME
    chats: defaultdict[str, list[Shown]] = field(default_factory=lambda: defaultdict(list))
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each text reached each chat."""
    doubted: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Attempts of which the program could not know the end."""
    unheard: list[Envelope] = field(default_factory=list)
    """Updates that wait for an acknowledgement."""
    repeated: list[Envelope] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    events: dict[bytes, Event] = field(default_factory=dict)
    said: int = 0
    reach: Callable[[str], None] = lambda point: None
    """The life that is going on passes a point."""

    @property
    def abilities(self) -> Abilities:
        return Abilities(
            per_second=30.0,
            chat_interval=1.0,
            group_per_minute=20,
            silent=True,
            replies=True,
            edits=True,
        )

    # -- for people --------------------------------------------------------------------
    def post(self, event: Event) -> None:
        """Somebody has done something."""
        raw = event.id.encode()
        self.events[raw] = event
        self.unheard.append(Envelope(self.name, event.id, event.address, raw))

    def next_id(self) -> int:
        self.said += 1
        return self.said

    # -- for the program ---------------------------------------------------------------
    def translate(self, raw: bytes) -> Event | None:
        if raw not in self.events:
            raise ValueError("nobody sent this")
        return self.events[raw]

    async def send(self, address: str, message: Message, files: Sequence[File]) -> Outcome:
        key = address, message.text
        # Until it has returned, nobody knows: a death anywhere in here is an ambiguous attempt.
        self.doubted[key] += 1
        self.reach("before send")
        outcome = self._take(address, message, self.fate.send(), key)
        self.reach("after send")
        if not isinstance(outcome, Ambiguous):
            self.doubted[key] -= 1
        return outcome

    def _take(self, address: str, message: Message, how: str, key: tuple[str, str]) -> Outcome:
        if how == "lost":
            return Ambiguous("cut before it arrived")
        if how == "wait":
            return RetryAfter(self.fate.chance.choice([1.0, 30.0, 3600.0]))
        if how == "busy":
            return RetryAfter(2.0, channel=True)
        shown = self._show(address, message)
        self.taken[key] += 1
        return Ambiguous("cut after it arrived") if how == "unheard" else Sent((shown.id,))

    def _show(self, address: str, message: Message) -> Shown:
        chat = self.chats[address]
        for shown in chat:
            if message.replaces and shown.id == message.replaces:
                shown.message = replace(message, replaces="")
                shown.revision += 1
                return shown
        shown = Shown(f"m{self.next_id()}", message)
        chat.append(shown)
        return shown

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        self.reach("while fetching")
        yield self.files[source]

    async def run(self, accept: Accept) -> None:
        del accept

    async def close(self) -> None:
        return
