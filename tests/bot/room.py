"""A tiny conversation, a channel and a clock to try the engine and the delivery with."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, select

from bot.steps.engine import Engine, Step
from city import City
from flows.conversation import Conversation
from flows.desk import Desk
from flows.events import Event, Media, MediaKind, MediaRef, Moved, Notice, Reachable, Sender, Text
from flows.messages import Message
from handlers.channel import Abilities, Accept, Channel, Envelope, File, Outcome, Sent
from models.database import Database

CITY = cast("City", object())
NOON = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class FakeChannel:
    """Understands ``{"id", "from", "text"}``; sends by giving the next of ``outcomes``."""

    def __init__(self, name: str = "post", *, local: bool = False, **abilities: Any) -> None:
        self.name = name
        given = {"per_second": 1000.0, "chat_interval": 0.0, "group_per_minute": 1000} | abilities
        self.abilities = Abilities(**given, silent=True, replies=True, edits=True, local=local)
        self.outcomes: list[Outcome | Exception] = []
        self.sent: list[tuple[str, str]] = []
        self.files: list[list[int]] = []
        self.gate: asyncio.Event | None = None
        self.arrived = asyncio.Condition()

    def translate(self, raw: bytes) -> Event | None:
        value = json.loads(raw)
        if value["text"] == "nothing":
            return None
        body: Any = Text(value["text"])
        if value["text"].startswith("photo"):
            body = Media((MediaRef(MediaKind.PHOTO, "source"),), caption="ось фото")
        elif value["text"].startswith("moved to "):
            body = Moved(value["text"].removeprefix("moved to "))
        elif value["text"] in {"block", "unblock"}:
            body = Reachable(value["text"] == "unblock")
        return Event(
            id=value["id"],
            channel=self.name,
            address=value["from"],
            at=NOON,
            body=body,
            sender=Sender(value["from"], language=value.get("language", "")),
            message=value["id"],
            group=value["from"].startswith("-"),
        )

    async def send(self, address: str, message: Message, files: Sequence[File]) -> Outcome:
        if self.gate:
            await self.gate.wait()
        self.sent.append((address, message.text))
        async with self.arrived:
            self.arrived.notify_all()
        self.files.append([file.id for file in files])
        outcome = self.outcomes.pop(0) if self.outcomes else Sent((str(len(self.sent)),))
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        yield source.encode()

    async def run(self, accept: Accept) -> None:
        del accept

    async def close(self) -> None:
        return


class Flow:
    """A step that answers «чую: …», remembers what it was given, and fails where it is told."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []
        self.notices: list[tuple[str, Notice]] = []
        self.broken: set[str] = set()
        self.conversations: dict[str, Conversation] = {}

    async def __call__(self, event: Event, conversation: Conversation, desk: Desk) -> None:
        self.conversations[conversation.address] = conversation
        if isinstance(event.body, Notice):
            self.notices.append((conversation.address, event.body))
            return
        text = event.body.text if isinstance(event.body, Text) else type(event.body).__name__
        if text in self.broken:
            raise RuntimeError(f"cannot bear {text}")
        if isinstance(event.body, Media):
            for item in event.body.items:
                await desk.attach(conversation.id, item)
        self.seen.append((conversation.address, text))
        await desk.tell(conversation, Message(f"чую: {text}"))


class Room:
    """An engine on a database, with one channel whose people write by :meth:`says`."""

    def __init__(self, database: Database, channel: FakeChannel | None = None) -> None:
        self.database = database
        self.channel = channel or FakeChannel()
        self.flow = Flow()
        self.clock = Clock()
        self.engine = self.another_engine()
        self._ids = 0

    def another_engine(self, step: Step | None = None) -> Engine:
        """As after a restart, or as a second process."""
        channels: dict[str, Channel] = {self.channel.name: self.channel}
        return Engine(
            self.database,
            channels,
            CITY,
            step or self.flow,
            clock=self.clock,
            languages=("uk", "en"),
        )

    def envelope(self, who: str, text: str, event_id: str = "", **more: str) -> Envelope:
        self._ids += 1
        event_id = event_id or f"e{self._ids}"
        raw = json.dumps({"id": event_id, "from": who, "text": text} | more).encode()
        return Envelope(self.channel.name, event_id, who, raw)

    async def says(self, who: str, *texts: str) -> None:
        await self.engine.accept([self.envelope(who, text) for text in texts])

    async def rows(self, table: Table, *columns: str) -> list[Any]:
        chosen = [table.c[name] for name in columns]
        async with self.database.read() as connection:
            ordered = select(*chosen).order_by(*table.primary_key.columns)
            found = (await connection.execute(ordered)).all()
        return [row[0] if len(columns) == 1 else tuple(row) for row in found]
