"""Requests, their history, and their files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from flows.desk.values import Filter, Page
from flows.domain import Attachment, Entry, NewRequest, ServiceRequest
from flows.events import MediaRef


class RequestsDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def register(self, new: NewRequest) -> ServiceRequest:
        """Store a request, its first history entry and its attachments.

        A ``key`` that was used before gives the request that it made then.
        """
        ...

    async def request(self, number: int) -> ServiceRequest | None: ...

    async def change(
        self, request: ServiceRequest, entry: Entry, **fields: Any
    ) -> tuple[ServiceRequest, int]:
        """Set ``fields`` and append ``entry``, if the stored version is still ``request``'s.

        The changed request and the entry's id are returned.

        Field names are those of :class:`ServiceRequest`. Attachments named by the entry
        become the request's. Raises :class:`ConflictError`.
        """
        ...

    async def remark(self, entry: Entry) -> int:
        """Append an entry that changes nothing else; its id is returned."""
        ...

    async def history(self, number: int) -> list[Entry]:
        """Oldest first."""
        ...

    async def entry(self, entry_id: int) -> Entry | None: ...

    async def requests_of(
        self,
        resident: int,
        *,
        limit: int,
        offset: int = 0,
        only_open: bool = False,
        joined: bool = False,
    ) -> Page:
        """A resident's own requests: open ones first, then the newest.

        With ``joined`` also those of others that they have joined.
        """
        ...

    async def consulted(self, service: str) -> None:
        """Count that somebody was told whom to turn to, the matter not being the city's."""
        ...

    async def queue(self, wanted: Filter, *, limit: int, offset: int = 0) -> Page:
        """Requests for staff: urgent first, then what most people have reported, then by deadline."""
        ...

    async def request_of_message(self, conversation: int, message: str) -> int | None:
        """The request that a message of this conversation was about."""
        ...

    async def attach(self, conversation: int, ref: MediaRef) -> int:
        """Remember a file that is to be fetched; the attachment's id is returned."""
        ...

    async def attachments(self, ids: Sequence[int]) -> list[Attachment]: ...

    async def move_files(self, number: int, to: int) -> None:
        """All files of a request become another's."""
        ...

    async def files_of(self, number: int) -> list[Attachment]:
        """All files of a request that are stored or on their way, oldest first."""
        ...
