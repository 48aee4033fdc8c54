"""A channel whose raw input is a key of an event that the world has made."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from flows.events import Event
from flows.messages import Message
from handlers.channel import Abilities, Accept, Envelope, File, Outcome


class Post:
    """Understands only events that were posted here; everything else is past understanding."""

    def __init__(self, name: str, *, local: bool) -> None:
        self.name = name
        self.abilities = Abilities(
            per_second=1000.0,
            chat_interval=0.0,
            group_per_minute=1000,
            silent=True,
            replies=True,
            edits=True,
            local=local,
        )
        self._events: dict[bytes, Event] = {}

    def envelope(self, event: Event) -> Envelope:
        raw = event.id.encode()
        self._events[raw] = event
        return Envelope(self.name, event.id, event.address, raw)

    def translate(self, raw: bytes) -> Event | None:
        if raw not in self._events:
            raise ValueError("nobody posted this")
        return self._events[raw]

    async def send(self, address: str, message: Message, files: Sequence[File]) -> Outcome:
        raise NotImplementedError("the world reads the outbox itself")

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        yield source.encode()

    async def run(self, accept: Accept) -> None:
        del accept

    async def close(self) -> None:
        return
