"""The Desk on a database: all that the steps of one transaction read and write.

Requests, staff and files are written at once. What every step writes (messages, transcript,
conversations, notices, reminders), and what nothing in it waits for, is gathered and written by :meth:`SqlDesk.flush`, one wide
statement for each table, because every statement is a hop to another thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from flows.conversation import Conversation
from flows.desk import Filter, Manners, Page
from flows.domain import (
    Address,
    Attachment,
    Entry,
    Invitation,
    NewRequest,
    Receipt,
    Resident,
    Role,
    ServiceRequest,
    Staff,
)
from flows.events import MediaRef, Notice
from flows.messages import Lane, Message
from models import attachments, conversations, inbox, outbox, people, requests, timers, transcript
from models import staff as staff_table
from models.receipts import last_of
from models.tables import consultations
from models.whereabouts import Whereabouts

Links: TypeAlias = Callable[[str, str], str]
"""From channel and address to a link that opens the conversation elsewhere, or nothing."""


class SqlDesk:
    """See :class:`flows.desk.Desk`. ``local`` are channels that deliver by their transcript."""

    def __init__(
        self,
        connection: AsyncConnection,
        city: City,
        now: datetime,
        *,
        local: frozenset[str] = frozenset(),
        links: Links = lambda channel, address: "",
        manners: Mapping[str, Manners] = {},
    ) -> None:
        self._connection = connection
        self._city = city
        self._now = now
        self._local = local
        self._links = links
        self._manners = manners
        self._residents: dict[int, Resident] = {}
        self._staff: dict[int, Staff] = {}
        self._whereabouts = Whereabouts(connection)
        self._changed_residents: dict[int, Resident] = {}
        self._everybody: list[Staff] | None = None
        self._filed: list[Entry] = []
        self._current: Conversation | None = None
        self._said: dict[str, Any] | None = None
        self._outbox: list[dict[str, Any]] = []
        self._asked: set[int] = set()
        self._transcript: list[dict[str, Any]] = []
        self._posts: list[dict[str, Any]] = []
        self._timers: dict[str, dict[str, Any] | None] = {}

    @property
    def now(self) -> datetime:
        return self._now

    @property
    def city(self) -> City:
        return self._city

    # -- what the engine does with it ----------------------------------------------------
    def know(
        self,
        conversation: Conversation,
        *,
        resident: Resident | None = None,
        staff: Staff | None = None,
    ) -> None:
        """Take over what was loaded with the event; the conversation is saved at the end."""
        self._whereabouts.know(conversation)
        if resident:
            self._residents[resident.id] = resident
        if staff:
            self._staff[staff.id] = staff

    def begin(self, conversation: Conversation, said: Message | None, message: str = "") -> None:
        """The next step is this conversation's; ``said`` is what its owner wrote, to be shown."""
        self._current = conversation
        self._said = None
        if said is not None and conversation.channel in self._local:
            row = transcript.row(conversation.id, transcript.IN, self._now, message=message)
            row["body"] = said.to_json()
            self._transcript.append(row)
            self._said = row["body"]

    async def flush(self) -> None:
        """Write what was gathered."""
        await conversations.save(
            self._connection, [conversations.to_row(one) for one in self._whereabouts.known]
        )
        await people.save(self._connection, list(self._changed_residents.values()))
        await self._write_filed()
        await outbox.withdraw_questions(self._connection, self._asked)
        await outbox.put(self._connection, self._outbox)
        await transcript.write(self._connection, self._transcript)
        await inbox.put(self._connection, self._posts)
        kept = [row for row in self._timers.values() if row]
        await timers.put(self._connection, kept)
        await timers.drop(self._connection, [key for key, row in self._timers.items() if not row])

    # -- people ------------------------------------------------------------------------
    async def resident(self, resident_id: int) -> Resident:
        known = self._residents.get(resident_id)
        if known is None:
            known = await people.get(self._connection, resident_id)
            self._residents[resident_id] = known
        return known

    async def save_resident(self, resident: Resident) -> None:
        self._residents[resident.id] = resident
        self._changed_residents[resident.id] = resident

    async def staff(self, staff_id: int) -> Staff | None:
        known = self._staff.get(staff_id)
        if known is None:
            known = await staff_table.get(self._connection, staff_id)
            if known:
                self._staff[staff_id] = known
        return known

    async def staff_of(self, channel: str, address: str) -> Staff | None:
        here = self._whereabouts.at(channel, address)
        if here is not None:
            return await self.staff(here.staff) if here.staff else None
        return await staff_table.at(self._connection, channel, address)

    async def find_staff(self, words: str) -> list[Staff]:
        return await staff_table.find(self._connection, words)

    async def team(self, department: str, *, on_duty: bool) -> list[Staff]:
        if self._everybody is None:
            self._everybody = await staff_table.active(self._connection)
        return staff_table.team(self._everybody, department, on_duty=on_duty)

    async def supervisors(self) -> list[Staff]:
        found = await staff_table.with_role(self._connection, Role.COORDINATOR)
        return found or await staff_table.with_role(self._connection, Role.ADMIN)

    async def invite(self, code_hash: str, invitation: Invitation) -> None:
        await staff_table.invite(self._connection, code_hash, invitation)

    async def use_invitation(self, code_hash: str) -> Invitation | None:
        by = self._current.id if self._current else None
        return await staff_table.use_invitation(self._connection, code_hash, self._now, by)

    async def add_staff(self, staff: Staff) -> Staff:
        stored = await staff_table.save(self._connection, staff)
        self._staff[stored.id] = stored
        self._everybody = None
        return stored

    async def addresses(self, *, resident: int = 0, staff: int = 0) -> list[Address]:
        if staff:
            return await self._whereabouts.of_staff(staff)
        return await self._whereabouts.of_resident(resident)

    # -- requests ----------------------------------------------------------------------
    async def register(self, new: NewRequest) -> ServiceRequest:
        request, fresh = await requests.register(self._connection, new, self._now)
        if fresh:
            await attachments.give(self._connection, new.attachments, request.number)
            self._filed.append(requests.filed(request, new))
        return request

    async def _write_filed(self) -> None:
        """Write the first lines of new requests, which wait for each other until one is needed."""
        filed, self._filed = self._filed, []
        await requests.append_all(self._connection, filed)

    async def request(self, number: int) -> ServiceRequest | None:
        return await requests.get(self._connection, number)

    async def change(
        self, request: ServiceRequest, entry: Entry, **fields: Any
    ) -> tuple[ServiceRequest, int]:
        changed = await requests.change(self._connection, request, fields)
        return changed, await self._append(entry)

    async def remark(self, entry: Entry) -> int:
        return await self._append(entry)

    async def _append(self, entry: Entry) -> int:
        await self._write_filed()
        await attachments.give(self._connection, entry.attachments, entry.request)
        return await requests.append(self._connection, entry)

    async def history(self, number: int) -> list[Entry]:
        await self._write_filed()
        return await requests.entries(self._connection, number)

    async def entry(self, entry_id: int) -> Entry | None:
        await self._write_filed()
        return await requests.entry(self._connection, entry_id)

    async def requests_of(
        self, resident: int, *, limit: int, offset: int = 0, only_open: bool = False
    ) -> Page:
        return await requests.of_resident(
            self._connection, resident, limit=limit, offset=offset, only_open=only_open
        )

    async def consulted(self, service: str) -> None:
        await self._connection.execute(insert(consultations), {"service": service, "at": self._now})

    async def queue(self, wanted: Filter, *, limit: int, offset: int = 0) -> Page:
        return await requests.queue(self._connection, wanted, limit=limit, offset=offset)

    async def request_of_message(self, conversation: int, message: str) -> int | None:
        return await transcript.request_of(self._connection, conversation, message)

    # -- files -------------------------------------------------------------------------
    async def attach(self, conversation: int, ref: MediaRef) -> int:
        made = await attachments.add(self._connection, conversation, ref, self._now)
        if self._said is not None:
            self._said.setdefault("media", []).append(made)
        return made

    async def attachments(self, ids: Sequence[int]) -> list[Attachment]:
        return await attachments.get(self._connection, ids) if ids else []

    async def files_of(self, number: int) -> list[Attachment]:
        return await attachments.of_request(self._connection, number)

    # -- links -------------------------------------------------------------------------
    def return_link(self, conversation: Conversation) -> str:
        return self._links(conversation.channel, conversation.address)

    def manners(self, conversation: Conversation) -> Manners:
        return self._manners.get(conversation.channel, Manners())

    async def receipt(self, number: int) -> Receipt | None:
        return await last_of(self._connection, number)

    # -- telling and remembering -------------------------------------------------------
    async def tell(
        self,
        conversation: Conversation,
        message: Message,
        *,
        lane: Lane = Lane.ANSWER,
        question: bool = False,
    ) -> None:
        if conversation.channel in self._local:
            told = transcript.row(
                conversation.id, transcript.OUT, self._now, request=message.request, body=message
            )
            self._transcript.append(told)
            return
        if question:
            self._withdraw_question(conversation.id)
        self._outbox.append(
            outbox.row(conversation.id, message, lane, self._now, question=question)
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
