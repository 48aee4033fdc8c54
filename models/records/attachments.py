"""Files: what is to be fetched, what became of it, and to which request it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import Attachment, FileState
from flows.events import MediaKind, MediaRef
from models.keeping import waste
from models.tables import attachments

COLUMNS: Final = (
    attachments.c.id,
    attachments.c.kind,
    attachments.c.state,
    attachments.c.name,
    attachments.c.mime,
    attachments.c.size,
    attachments.c.request,
    attachments.c.reason,
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is there; ``sha256`` says where."""

    id: int
    kind: MediaKind
    sha256: str
    mime: str
    name: str
    size: int


def from_row(row: Sequence[Any]) -> Attachment:
    """The attachment in a row of :data:`COLUMNS`."""
    return Attachment(row[0], MediaKind(row[1]), FileState(row[2]), *row[3:])


async def add(connection: AsyncConnection, conversation: int, ref: MediaRef, at: datetime) -> int:
    """Remember a file that is to be fetched."""
    new = insert(attachments).values(
        conversation_id=conversation,
        kind=ref.kind,
        source=ref.source,
        state=FileState.PENDING,
        name=ref.name,
        size=ref.size or 0,
        created_at=at,
    )
    return int((await connection.execute(new.returning(attachments.c.id))).scalar_one())


async def keep(
    connection: AsyncConnection, conversation: int, source: str, made: Stored, at: datetime
) -> int:
    """Remember a file that the program itself has made for a conversation; its id is new."""
    new = insert(attachments).values(
        conversation_id=conversation,
        kind=made.kind,
        source=source,
        state=FileState.STORED,
        sha256=made.sha256,
        mime=made.mime,
        name=made.name,
        size=made.size,
        created_at=at,
    )
    return int((await connection.execute(new.returning(attachments.c.id))).scalar_one())


async def get(connection: AsyncConnection, ids: Sequence[int]) -> list[Attachment]:
    """Those of ``ids`` that exist, in the order of ``ids``."""
    found = await connection.execute(select(*COLUMNS).where(attachments.c.id.in_(ids)))
    by_id = {row[0]: from_row(row) for row in found}
    return [by_id[one] for one in ids if one in by_id]


async def of_request(connection: AsyncConnection, number: int) -> list[Attachment]:
    """All files of a request that are stored or on their way, oldest first."""
    wanted = select(*COLUMNS).where(
        attachments.c.request == number, attachments.c.state != FileState.REFUSED
    )
    return [from_row(row) for row in await connection.execute(wanted.order_by(attachments.c.id))]


async def give(connection: AsyncConnection, ids: Sequence[int], number: int) -> None:
    """Let files of a draft become a request's; one that belongs to another stays there."""
    if ids:
        free = or_(attachments.c.request.is_(None), attachments.c.request == number)
        change = update(attachments).where(attachments.c.id.in_(ids), free)
        await connection.execute(change.values(request=number))


async def move(connection: AsyncConnection, number: int, to: int) -> None:
    """All files of a request become another's."""
    theirs = update(attachments).where(attachments.c.request == number)
    await connection.execute(theirs.values(request=to))


async def hand_back(connection: AsyncConnection, ids: Sequence[int], number: int) -> None:
    """These files become the request's."""
    these = update(attachments).where(attachments.c.id.in_(ids))
    await connection.execute(these.values(request=number))


async def files(connection: AsyncConnection, ids: Sequence[int]) -> list[Stored]:
    """Those of ``ids`` that are stored, in the order of ``ids``."""
    names = ("id", "kind", "sha256", "mime", "name", "size")
    wanted = select(*(attachments.c[name] for name in names)).where(
        attachments.c.id.in_(ids), attachments.c.state == FileState.STORED
    )
    by_id = {r[0]: Stored(r[0], MediaKind(r[1]), *r[2:]) for r in await connection.execute(wanted)}
    return [by_id[one] for one in ids if one in by_id]


async def unsettled(connection: AsyncConnection, ids: Sequence[int]) -> set[int]:
    """Those of ``ids`` that are still on their way."""
    wanted = select(attachments.c.id).where(
        attachments.c.id.in_(ids), attachments.c.state == FileState.PENDING
    )
    return set((await connection.execute(wanted)).scalars())


async def prune(connection: AsyncConnection, before: datetime, now: datetime) -> None:
    """Forget files of drafts that never became a request."""
    dead = delete(attachments).where(
        attachments.c.request.is_(None),
        attachments.c.created_at < before,
        attachments.c.state != FileState.PENDING,
    )
    gone = await connection.execute(dead.returning(attachments.c.sha256))
    await waste.note(connection, list(gone.scalars()), now)
