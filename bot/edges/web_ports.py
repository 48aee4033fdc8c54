"""What the web chat reads: its ports, on the database and the city."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.files.library import Library
from bot.neighbours import mark
from city import City
from flows import words
from flows.context import Context, begin
from flows.desk import Filter
from flows.domain import OPEN, Attachment, FileState, Role, ServiceRequest, Staff
from flows.events import Event, Notice
from handlers.channel import File
from handlers.web.ports import Centre, RequestLine, Row, Shown
from models.database import Database
from models.desk import SqlDesk
from models.queries import showing
from models.records import attachments, conversations, departments, requests, staff, transcript

CHANNEL: Final = "web"
LISTED: Final = 50
"""Requests in the list beside the chat."""
LOOK_SECONDS: Final = 5.0
"""How soon a stream sees rows that another process has written."""


class Bell:
    """Wakes those who wait for rows of a conversation."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def ring(self, addresses: Iterable[str]) -> None:
        """There are new rows in these conversations."""
        for address in addresses:
            for event in self._waiting.get(address, ()):
                event.set()

    def ring_marked(self, marks: Collection[str]) -> None:
        """The same for conversations that another process has named by their marks."""
        self.ring([address for address in self._waiting if mark(address) in marks])

    def listen(self, address: str) -> asyncio.Event:
        """An event that is set when there may be something; give it back to :meth:`leave`."""
        event = asyncio.Event()
        self._waiting[address].add(event)
        return event

    def leave(self, address: str, event: asyncio.Event) -> None:
        """Stop listening."""
        self._waiting[address].discard(event)
        if not self._waiting[address]:
            del self._waiting[address]


class TranscriptReader:
    """See :class:`handlers.web.ports.Transcript`."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell

    async def after(self, address: str, cursor: int, limit: int) -> Sequence[Row]:
        async with self._database.read() as connection:
            talk = await conversations.find(connection, CHANNEL, address)
            if talk is None:
                return []
            lines = await transcript.lines(connection, talk.id, after=cursor, limit=limit)
            return await _rows(connection, lines)

    async def before(self, address: str, cursor: int | None, limit: int) -> Sequence[Row]:
        async with self._database.read() as connection:
            talk = await conversations.find(connection, CHANNEL, address)
            if talk is None:
                return []
            lines = await transcript.latest(connection, talk.id, before=cursor, limit=limit)
            return await _rows(connection, lines)

    async def wait(self, address: str, cursor: int) -> None:
        event = self._bell.listen(address)
        try:
            # listening first and looking then, so that a commit in between is not missed
            if await self.after(address, cursor, 1):
                return
            async with asyncio.timeout(LOOK_SECONDS):
                await event.wait()
        except TimeoutError:
            return
        finally:
            self._bell.leave(address, event)


class FileReader:
    """See :class:`handlers.web.ports.Files`."""

    def __init__(self, database: Database, library: Library) -> None:
        self._database = database
        self._library = library

    async def shown_to(self, address: str, attachment_id: int) -> File | None:
        async with self._database.read() as connection:
            if not await showing.may_see(connection, CHANNEL, address, attachment_id):
                return None
        found = await self._library.files([attachment_id])
        return found[0] if found else None


class OverviewReader:
    """See :class:`handlers.web.ports.Overview`."""

    def __init__(self, database: Database, city: City, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._city = city
        self._clock = clock

    async def staff(self, address: str) -> bool:
        async with self._database.read() as connection:
            member = await staff.at(connection, CHANNEL, address)
        return member is not None and member.active

    async def requests(self, address: str) -> Sequence[RequestLine]:
        async with self._database.read() as connection:
            talk = await conversations.find(connection, CHANNEL, address)
            if talk is None:
                return []
            now = self._clock()
            asked = Event("overview", CHANNEL, address, now, Notice("overview"))
            city = await departments.staffed(connection, self._city)
            ctx = await begin(asked, talk, SqlDesk(connection, city, now))
            if ctx.staff:
                page = await requests.queue(connection, _of(ctx.staff), limit=LISTED, offset=0)
            else:
                page = await requests.of_resident(
                    connection, ctx.resident_id, limit=LISTED, offset=0, only_open=False
                )
            return [_line(ctx, request) for request in page.rows]


def centre(city: City) -> Centre:
    """The head of the page."""
    days = sorted(city.hours.days)
    hours = f"{city.hours.opens:%H:%M}–{city.hours.closes:%H:%M}"
    if days != list(range(1, 8)):
        hours = f"{_DAYS[days[0] - 1]}–{_DAYS[days[-1] - 1]} {hours}"
    phones = tuple(phone.number for phone in city.phones)
    return Centre(city.centre, city.name.nominative, phones, hours)


_DAYS: Final = ("пн", "вт", "ср", "чт", "пт", "сб", "нд")


def _of(member: Staff) -> Filter:
    department = member.department if member.role is Role.EXECUTOR else ""
    return Filter(statuses=OPEN, department=department)


def _line(ctx: Context, request: ServiceRequest) -> RequestLine:
    is_open = request.status in OPEN
    return RequestLine(
        request.number,
        words.topic(ctx, request.service),
        words.status(ctx, request.status),
        words.due(ctx, request) if is_open else "",
        request.urgent and is_open,
    )


async def _rows(connection: AsyncConnection, lines: Sequence[transcript.Line]) -> list[Row]:
    ids = [one for line in lines for one in line.body.media]
    found = await attachments.get(connection, ids) if ids else []
    files = {file.id: file for file in found if file.state is not FileState.REFUSED}
    return [_row(line, files) for line in lines]


def _row(line: transcript.Line, files: dict[int, Attachment]) -> Row:
    outgoing = line.direction == transcript.OUT
    return Row(
        line.id,
        line.at,
        outgoing,
        message=line.body if outgoing else None,
        text="" if outgoing else line.body.text,
        attachments=tuple(_shown(files[one]) for one in line.body.media if one in files),
        replaces=line.body.replaces,
        key="" if outgoing else line.message,
        point=line.body.point,
    )


def _shown(file: Attachment) -> Shown:
    ready = file.state is FileState.STORED
    return Shown(file.id, file.kind, file.name, file.size or None, file.mime, ready)
