"""One transaction's worth of steps: understand, load, let the flow work, write."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.observing.trace import about
from bot.steps.learned import Learned
from bot.steps.said import said
from city import City
from flows.conversation import Conversation
from flows.desk import Desk, Manners
from flows.events import Event, Moved, Notice, Reachable
from handlers.channel import Channel
from models.desk import Links, SqlDesk
from models.queues import inbox
from models.queues.work import Waiting
from models.records import conversations

log = logging.getLogger(__name__)

BLOCKED: Final = "blocked"
"""Reason of an "undeliverable" notice when the person cannot be written to at all."""


@dataclass(slots=True)
class _Task:
    waiting: Waiting
    event: Event
    conversation: Conversation


class Batch:
    """Works events inside a transaction that the engine owns."""

    def __init__(
        self,
        channels: Mapping[str, Channel],
        city: City,
        step: Callable[[Event, Conversation, Desk], Awaitable[None]],
        clock: Callable[[], datetime],
        links: Links,
        languages: Sequence[str],
    ) -> None:
        self._channels = channels
        self._learned = Learned(city)
        self._step = step
        self._clock = clock
        self._links = links
        self._languages = languages
        abilities = {name: channel.abilities for name, channel in channels.items()}
        self._local = frozenset(name for name, one in abilities.items() if one.local)
        self._manners = {
            name: Manners(one.silent, one.replies, one.edits, one.proves_phone)
            for name, one in abilities.items()
        }

    async def work(self, connection: AsyncConnection, waiting: Sequence[Waiting]) -> None:
        """Run the step of each event, at most one per conversation, and write all of it."""
        if not waiting:
            return
        now = self._now(waiting)
        tasks: list[_Task] = []
        done: list[int] = []
        for one in waiting:
            try:
                event = self._understand(one)
            except ValueError:
                await self.park(connection, one, "not-understood")
                continue
            done.append(one.id)
            if event and not _overtaken(event, one.conversation):
                tasks.append(_Task(one, event, one.conversation or self._meet(one, event)))
        await conversations.create(
            connection, [t.conversation for t in tasks if t.waiting.conversation is None], now
        )
        desk = SqlDesk(
            connection,
            await self._learned.city(connection),
            now,
            local=self._local,
            links=self._links,
            manners=self._manners,
        )
        for task in tasks:
            desk.know(task.conversation, resident=task.waiting.resident, staff=task.waiting.staff)
        for task in tasks:
            number = task.event.body.request if isinstance(task.event.body, Notice) else None
            with about(event=task.waiting.id, request=number):
                await self._take(connection, desk, task)
        await desk.flush()
        if desk.taught:
            self._learned.look_again()
        await inbox.done(connection, done)

    async def park(self, connection: AsyncConnection, waiting: Waiting, reason: str) -> None:
        """Set an event aside and tell its conversation, unless that was what it should tell."""
        await inbox.park(connection, waiting.id, reason)
        log.error("event %d of %s is set aside: %s", waiting.id, waiting.channel, reason)
        try:
            event = self._understand(waiting)
        except Exception:
            event = None
        if event and isinstance(event.body, Notice) and event.body.kind == "parked":
            return
        group = waiting.conversation.group if waiting.conversation else bool(event and event.group)
        notice = inbox.pack(Notice("parked", data={"event": str(waiting.id)}), group=group)
        row = inbox.notice_row(
            f"parked:{waiting.id}", waiting.channel, waiting.address, notice, self._clock()
        )
        await inbox.put(connection, [row])

    def _now(self, waiting: Sequence[Waiting]) -> datetime:
        """The time of these steps: a clock set back does not undo that a term has come."""
        due = [one.received_at for one in waiting if one.origin == inbox.SYSTEM]
        return max([self._clock(), *due])

    def _understand(self, waiting: Waiting) -> Event | None:
        if waiting.origin == inbox.CHANNEL:
            channel = self._channels.get(waiting.channel)
            if channel is None:
                raise ValueError("the channel is switched off")
            return channel.translate(waiting.raw)
        notice, group = inbox.unpack(waiting.raw)
        return Event(
            id=waiting.event_id,
            channel=waiting.channel,
            address=waiting.address,
            at=waiting.received_at,
            body=notice,
            group=waiting.conversation.group if waiting.conversation else group,
        )

    def _meet(self, waiting: Waiting, event: Event) -> Conversation:
        spoken = event.sender.language[:2].lower() if event.sender else ""
        language = spoken if spoken in self._languages else self._languages[0]
        return Conversation(
            0, waiting.channel, waiting.address, group=event.group, language=language
        )

    async def _take(self, connection: AsyncConnection, desk: SqlDesk, task: _Task) -> None:
        event, conversation = task.event, task.conversation
        if task.waiting.origin == inbox.CHANNEL:
            _heard(conversation, event, task.waiting.received_at)
            shown = conversation.channel in self._local  # elsewhere nobody looks at it
            desk.begin(conversation, said(event, conversation) if shown else None, event.message)
        else:
            _noticed(conversation, event)
            desk.begin(conversation, None)
        if isinstance(event.body, Moved):
            old, new = conversation.address, event.body.address
            if await conversations.move(
                connection, conversation.id, conversation.channel, old, new
            ):
                conversation.address = new
        await self._step(event, conversation, desk)


def _overtaken(event: Event, conversation: Conversation | None) -> bool:
    """An old farewell that comes after a newer word: services repeat events in any order."""
    if not isinstance(event.body, Reachable) or event.body.reachable or conversation is None:
        return False
    last = conversation.last_inbound_at
    return last is not None and event.at < last


def _heard(conversation: Conversation, event: Event, at: datetime) -> None:
    conversation.group = event.group
    if isinstance(event.body, Reachable):
        conversation.reachable = event.body.reachable
    else:
        conversation.reachable = True
        conversation.last_inbound_at = at


def _noticed(conversation: Conversation, event: Event) -> None:
    body = event.body
    if not (isinstance(body, Notice) and body.kind == "undeliverable"):
        return
    tried = body.data.get("at", "")
    last = conversation.last_inbound_at
    came_back = bool(tried and last and last > datetime.fromisoformat(tried))
    if body.data.get("reason") == BLOCKED and not came_back:
        conversation.reachable = False
