"""The Desk's part about speaking: gathered, and written by one wide statement for each table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from flows.conversation import PHONE, Conversation
from flows.desk import Manners
from flows.domain import Address, Receipt
from flows.events import Notice
from flows.messages import Lane, Message
from models.desk.base import Base
from models.queues import inbox, outbox, timers
from models.queues.receipts import last_of
from models.records import transcript

Links: TypeAlias = Callable[[str, str], str]
"""From channel and address to a link that opens the conversation elsewhere, or nothing."""


class Telling(Base):
    """See :class:`flows.desk.telling.TellingDesk`."""

    def __init__(
        self,
        connection: AsyncConnection,
        city: City,
        now: datetime,
        *,
        local: frozenset[str],
        links: Links,
        manners: Mapping[str, Manners],
        **others: Any,
    ) -> None:
        super().__init__(connection, city, now, **others)
        self._local = local
        self._links = links
        self._manners = manners
        self._outbox: list[dict[str, Any]] = []
        self._asked: set[int] = set()
        self._transcript: list[dict[str, Any]] = []
        self._posts: list[dict[str, Any]] = []
        self._timers: dict[str, dict[str, Any] | None] = {}

    async def _flush_telling(self) -> None:
        await outbox.withdraw_questions(self._connection, self._asked)
        await outbox.put(self._connection, self._outbox)
        await transcript.write(self._connection, self._transcript)
        await inbox.put(self._connection, self._posts)
        kept = [row for row in self._timers.values() if row]
        await timers.put(self._connection, kept)
        await timers.drop(self._connection, [key for key, row in self._timers.items() if not row])

    def return_link(self, conversation: Conversation) -> str:
        return self._links(conversation.channel, conversation.address)

    def manners(self, conversation: Conversation) -> Manners:
        return self._manners.get(conversation.channel, Manners())

    async def receipt(self, number: int) -> Receipt | None:
        return await last_of(self._connection, number)

    async def tell(
        self,
        conversation: Conversation,
        message: Message,
        *,
        lane: Lane = Lane.ANSWER,
        question: bool = False,
    ) -> None:
        if conversation.channel == PHONE:
            return  # nobody reads there
        if conversation.channel in self._local:
            if message.spot:
                there = await transcript.at_spot(self._connection, conversation.id, message.spot)
                message = replace(message, replaces=message.replaces or there)
            told = transcript.row(
                conversation.id,
                transcript.OUT,
                self._now,
                request=message.request,
                body=message,
                spot=message.spot,
            )
            self._transcript.append(told)
            return
        if question:
            self._withdraw_question(conversation.id)
        self._outbox.append(
            outbox.row(
                conversation.id, conversation.channel, message, lane, self._now, question=question
            )
        )

    def _withdraw_question(self, conversation: int) -> None:
        self._asked.add(conversation)
        self._outbox = [
            row
            for row in self._outbox
            if not (row["question"] and row["conversation_id"] == conversation)
        ]

    async def post(self, key: str, to: Address, notice: Notice) -> None:
        row = inbox.notice_row(key, to.channel, to.address, inbox.pack(notice), self._now)
        self._posts.append(row)

    async def remind(self, key: str, at: datetime, to: Address, notice: Notice) -> None:
        self._timers[key] = {
            "key": key,
            "due_at": at,
            "conversation_id": to.conversation,
            "notice": inbox.pack(notice),
        }

    async def forget(self, key: str) -> None:
        self._timers[key] = None
