"""The web chat's ports in memory, with a conversation that a test writes as a script."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web

from flows.events import Event, Media, Point, Tap, Text
from flows.messages import Message
from handlers.channel import Envelope, File
from handlers.web.channel import WebChannel
from handlers.web.ports import Centre, Ports, RequestLine, Row, Shown
from handlers.web.settings import WebSettings

CENTRE = Centre("Контакт-центр 1520", "Кривий Ріг", ("1520", "499-1520"), "Пн–Пт 09:00–17:00")
KEY = b"k" * 32
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class Clock:
    """A time that moves only when a test moves it."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return self.now.timestamp()

    def pass_(self, **duration: float) -> None:
        self.now += timedelta(**duration)


class MemoryChat:
    """Inbox, transcript, files and overview; ``answer`` is the conversation."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.inbox: dict[str, Envelope] = {}
        self.rows: defaultdict[str, list[Row]] = defaultdict(list)
        self.files: dict[tuple[str, int], File] = {}
        self.members: set[str] = set()
        self.lines: dict[str, list[RequestLine]] = {}
        self.answer: Callable[[Event], Awaitable[None]] | None = None
        self.broken = False
        self.full = False
        self._last = 0
        self._said = asyncio.Condition()

    # -- accept ------------------------------------------------------------------------
    async def accept(self, envelopes: Sequence[Envelope]) -> int:
        if self.broken:
            msg = "the disk is full"
            raise OSError(msg)
        if self.full:
            return len(envelopes)
        for envelope in envelopes:
            if envelope.event_id not in self.inbox:
                self.inbox[envelope.event_id] = envelope
                await self._work(envelope)
        return 0

    async def _work(self, envelope: Envelope) -> None:
        event = web_event(envelope.raw)
        await self._hear(event)
        if self.answer:
            await self.answer(event)

    async def _hear(self, event: Event) -> None:
        body = event.body
        text = {Text: "text", Tap: "label", Media: "caption"}.get(type(body), "")
        row = Row(
            id=self._next(),
            at=self.clock(),
            outgoing=False,
            text=getattr(body, text) if text else "",
            key=event.message,
            point=(body.lat, body.lon) if isinstance(body, Point) else None,
            attachments=self._taken(event),
        )
        await self._write(event.address, row)

    def _taken(self, event: Event) -> tuple[Shown, ...]:
        items = event.body.items if isinstance(event.body, Media) else ()
        return tuple(
            Shown(self._next(), item.kind.value, item.name, item.size, ready=False)
            for item in items
        )

    # -- transcript --------------------------------------------------------------------
    async def say(self, address: str, message: Message, *files: Shown) -> Row:
        row = Row(self._next(), self.clock(), outgoing=True, message=message, attachments=files)
        await self._write(address, row)
        return row

    def _next(self) -> int:
        self._last += 1
        return self._last

    async def _write(self, address: str, row: Row) -> None:
        async with self._said:
            self.rows[address].append(row)
            self._said.notify_all()

    async def after(self, address: str, cursor: int, limit: int) -> Sequence[Row]:
        return [row for row in self.rows[address] if row.id > cursor][:limit]

    async def before(self, address: str, cursor: int | None, limit: int) -> Sequence[Row]:
        rows = self.rows[address]
        return [row for row in rows if cursor is None or row.id < cursor][-limit:]

    async def wait(self, address: str, cursor: int) -> None:
        async with self._said:
            await self._said.wait_for(lambda: any(r.id > cursor for r in self.rows[address]))

    # -- files and overview ------------------------------------------------------------
    async def shown_to(self, address: str, attachment_id: int) -> File | None:
        return self.files.get((address, attachment_id))

    async def staff(self, address: str) -> bool:
        return address in self.members

    async def requests(self, address: str) -> Sequence[RequestLine]:
        return self.lines.get(address, [])

    @property
    def ports(self) -> Ports:
        return Ports(self, self, self)


def web_event(raw: bytes) -> Event:
    event = WebChannel(settings_for(Path()), Clock()).translate(raw)
    assert event is not None
    return event


def settings_for(folder: Path, **changes: object) -> WebSettings:
    values: dict[str, object] = {
        "secret_key": KEY,
        "data_dir": folder,
        "centre": CENTRE,
        "staff_idle": timedelta(hours=12),
    }
    return WebSettings(**{**values, **changes})  # type: ignore[arg-type]


def application(channel: WebChannel, chat: MemoryChat) -> web.Application:
    app = web.Application()
    channel.mount(app, chat.accept, chat.ports)
    return app
