"""The Desk on a database: all that the steps of one transaction read and write.

Requests, staff and files are written at once. What every step writes (messages, transcript,
conversations, notices, reminders), and what nothing in it waits for, is gathered and written by
:meth:`SqlDesk.flush`, one wide statement for each table, because every statement is a hop to
another thread. Each subject has a file of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from flows.conversation import Conversation
from flows.desk import Manners
from flows.domain import Resident, Staff
from flows.messages import Message
from models.desk.audit import Audit
from models.desk.blocks import Blocks
from models.desk.broadcasts import Broadcasts
from models.desk.departments import Departments
from models.desk.duties import Duties
from models.desk.following import Following
from models.desk.jobs import Jobs
from models.desk.leaving import Leaving
from models.desk.lessons import Lessons
from models.desk.outages import Outages
from models.desk.places import Places
from models.desk.publishing import Publishing
from models.desk.requests import Requests
from models.desk.routes import Routes
from models.desk.search import Searching
from models.desk.telephone import Telephone
from models.desk.telling import Links as Links
from models.desk.templates import Templates
from models.desk.undoing import Undoing
from models.desk.work_chats import WorkChats
from models.records import transcript


class SqlDesk(
    Audit,
    Blocks,
    Broadcasts,
    Departments,
    Duties,
    Following,
    Jobs,
    Leaving,
    Lessons,
    Outages,
    Places,
    Publishing,
    Requests,
    Routes,
    Searching,
    Telephone,
    Templates,
    Undoing,
    WorkChats,
):
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
        super().__init__(connection, city, now, local=local, links=links, manners=manners)

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
        self._here = conversation
        self._shown = None
        if said is not None and conversation.channel in self._local:
            row = transcript.row(conversation.id, transcript.IN, self._now, message=message)
            row["body"] = said.to_json()
            self._transcript.append(row)
            self._shown = row["body"]

    async def flush(self) -> None:
        """Write what was gathered."""
        await self._flush_people()
        await self._write_filed()
        await self._flush_deeds()
        await self._write_words()
        await self._flush_telling()
        await self._flush_jobs()
        await self._flush_leaving()
