"""A person's end of the simulated messenger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flows.events import (
    Body,
    Contact,
    Edited,
    Event,
    Media,
    MediaKind,
    MediaRef,
    Point,
    Sender,
    Tap,
    Text,
)
from tests.stage.people import Edge, Seen

from .messenger import Messenger, Shown


class SimEdge(Edge):
    """Acts become events with ids of their own, as a messenger gives them."""

    def __init__(
        self, messenger: Messenger, address: str, name: str, clock: Callable[[], datetime]
    ) -> None:
        self.messenger = messenger
        self.address = address
        self.name = name
        self._clock = clock
        self.words: list[str] = []
        """What they have written, for the oracle."""

    def _act(self, body: Body, reply_to: str = "") -> str:
        number = self.messenger.next_id()
        event = Event(
            id=f"u{number}",
            channel=self.messenger.name,
            address=self.address,
            at=self._clock(),
            body=body,
            sender=Sender(self.address, self.name, "uk"),
            message=f"own{number}",
            reply_to=reply_to,
        )
        self.messenger.post(event)
        return event.message

    async def start(self, payload: str) -> None:
        self._act(Text(f"/start {payload}".strip()))

    async def say(self, text: str, reply_to: Seen | None = None) -> str:
        self.words.append(text)
        return self._act(Text(text), reply_to.id if reply_to else "")

    async def edit(self, message: str, text: str) -> None:
        self._act(Edited(message, text))

    async def send_files(self, files: list[tuple[str, bytes]], caption: str) -> None:
        refs = []
        for kind, data in files:
            source = f"f{self.messenger.next_id()}"
            self.messenger.files[source] = data
            refs.append(MediaRef(MediaKind(kind), source))
        self.words.append(caption)
        self._act(Media(tuple(refs), caption))

    async def share_location(self, lat: float, lon: float) -> None:
        self._act(Point(lat, lon))

    async def share_phone(self, phone: str) -> None:
        self._act(Contact(phone, own=True, name=self.name))

    async def tap(self, seen: Seen, label: str) -> None:
        shown = next(one for one in self._chat if one.id == seen.id)
        data = next(data for shown_label, data in shown.message.offers() if shown_label == label)
        self._act(Tap(data, seen.id, label))

    async def forge(self, seen: Seen, data: str) -> None:
        self._act(Tap(data, seen.id))

    async def look(self) -> list[Seen]:
        return [
            Seen(
                shown.id,
                shown.message.text,
                tuple(label for label, _ in shown.message.offers()),
                len(shown.message.media),
                shown.revision,
            )
            for shown in self._chat
        ]

    async def file_of(self, seen: Seen, index: int) -> bytes:
        raise NotImplementedError("the simulation looks at words")

    @property
    def _chat(self) -> list[Shown]:
        return self.messenger.chats[self.address]
