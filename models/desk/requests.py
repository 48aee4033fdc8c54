"""The Desk's part about requests and their files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from flows.desk import Filter, Page
from flows.domain import Attachment, Entry, NewRequest, Remark, ServiceRequest
from flows.events import MediaRef
from flows.life.lifecycle import By
from models.desk.search import Searching
from models.records import attachments, requests, transcript
from models.tables import consultations


class Requests(Searching):
    """See :class:`flows.desk.requests.RequestsDesk`."""

    def __init__(
        self, connection: AsyncConnection, city: City, now: datetime, **others: Any
    ) -> None:
        super().__init__(connection, city, now, **others)
        self._filed: list[Entry] = []
        self._shown: dict[str, Any] | None = None
        """What the one who writes sees of their own message, where files come to be added."""

    async def register(self, new: NewRequest) -> ServiceRequest:
        request, fresh = await requests.register(
            self._connection, new, self._now, self._house(new.place)
        )
        if fresh:
            await attachments.give(self._connection, new.attachments, request.number)
            self._filed.append(requests.filed(request, new))
            self._note_words(request.number, new.text, new.place.text)
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
        house = self._house(fields["place"]) if "place" in fields else ""
        changed = await requests.change(self._connection, request, fields, house)
        added = await self._append(entry)
        if fields.keys() & {"text", "place"}:
            await self._renew_words(changed)
        return changed, added

    async def remark(self, entry: Entry) -> int:
        return await self._append(entry)

    async def _append(self, entry: Entry) -> int:
        await self._write_filed()
        await attachments.give(self._connection, entry.attachments, entry.request)
        if entry.by == By.RESIDENT and entry.verb != Remark.RATING:
            self._note_words(entry.request, entry.text)
        return await requests.append(self._connection, entry)

    async def history(self, number: int) -> list[Entry]:
        await self._write_filed()
        return await requests.entries(self._connection, number)

    async def entry(self, entry_id: int) -> Entry | None:
        await self._write_filed()
        return await requests.entry(self._connection, entry_id)

    async def requests_of(
        self,
        resident: int,
        *,
        limit: int,
        offset: int = 0,
        only_open: bool = False,
        joined: bool = False,
    ) -> Page:
        return await requests.of_resident(
            self._connection,
            resident,
            limit=limit,
            offset=offset,
            only_open=only_open,
            joined=joined,
        )

    async def consulted(self, service: str) -> None:
        await self._connection.execute(insert(consultations), {"service": service, "at": self._now})

    async def queue(self, wanted: Filter, *, limit: int, offset: int = 0) -> Page:
        return await requests.queue(self._connection, wanted, limit=limit, offset=offset)

    async def request_of_message(self, conversation: int, message: str) -> int | None:
        return await transcript.request_of(self._connection, conversation, message)

    async def attach(self, conversation: int, ref: MediaRef) -> int:
        made = await attachments.add(self._connection, conversation, ref, self._now)
        if self._shown is not None:
            self._shown.setdefault("media", []).append(made)
        return made

    async def attachments(self, ids: Sequence[int]) -> list[Attachment]:
        return await attachments.get(self._connection, ids) if ids else []

    async def move_files(self, number: int, to: int) -> None:
        await attachments.move(self._connection, number, to)

    async def files_of(self, number: int) -> list[Attachment]:
        return await attachments.of_request(self._connection, number)
