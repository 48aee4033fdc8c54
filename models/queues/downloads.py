"""Attachments on their way in: who fetches one now, when it is tried again, how it ended."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import Address, FileState
from flows.events import MediaKind
from models.records.attachments import Stored
from models.schema import literal
from models.tables import attachments, conversations


@dataclass(frozen=True, slots=True)
class Download:
    """A claimed attachment: ``source`` is the handle of the channel at ``to``.

    ``attempts`` counts this one too; ``since`` is when the file was sent.
    """

    id: int
    to: Address
    kind: MediaKind
    source: str
    name: str
    attempts: int
    since: datetime


_next_try: Final = attachments.c.retry_at
_DUE: Final = (
    (attachments.c.state == literal(FileState.PENDING))
    & or_(_next_try.is_(None), _next_try <= bindparam("now"))
    & exists().where(
        conversations.c.id == attachments.c.conversation_id,
        conversations.c.channel.not_in(bindparam("without", expanding=True)),
    )
)
# Statements are made once: making one costs more than running it.
_WAITING: Final = select(attachments.c.id).where(_DUE).limit(1)
_CLAIM: Final = (
    update(attachments)
    .where(
        attachments.c.id
        == select(attachments.c.id)
        .where(_DUE)
        .order_by(attachments.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    .values(attempts=attachments.c.attempts + 1, retry_at=bindparam("until"))
    .returning(attachments)
)


def _names(channels: Collection[str]) -> list[str]:
    """Never none at all: SQLite would make a table for them."""
    return list(channels) or [""]


async def waiting(
    connection: AsyncConnection, now: datetime, without: Collection[str] = ()
) -> bool:
    """Whether :func:`claim` would find something; needs no transaction that writes."""
    found = await connection.execute(_WAITING, {"now": now, "without": _names(without)})
    return found.first() is not None


async def claim(
    connection: AsyncConnection, now: datetime, until: datetime, without: Collection[str] = ()
) -> Download | None:
    """Take the oldest file that is due and not of a channel in ``without``.

    Nobody else is given it before ``until``.
    """
    values = {"now": now, "until": until, "without": _names(without)}
    taken = await connection.execute(_CLAIM, values)
    row = taken.first()
    if row is None:
        return None
    found = await connection.execute(
        select(conversations.c.channel, conversations.c.address).where(
            conversations.c.id == row.conversation_id
        )
    )
    to = found.one()
    return Download(
        row.id,
        Address(row.conversation_id, to.channel, to.address),
        MediaKind(row.kind),
        row.source,
        row.name,
        row.attempts,
        row.created_at,
    )


async def release(connection: AsyncConnection) -> None:
    """Make every waiting file due at once: whoever had claimed one has ended."""
    pending = attachments.c.state == FileState.PENDING
    await connection.execute(update(attachments).where(pending).values(retry_at=None))


async def put_off(connection: AsyncConnection, attachment: int, until: datetime) -> None:
    """Let the file be claimed again from ``until`` on."""
    await connection.execute(
        update(attachments)
        .where(attachments.c.id == attachment, attachments.c.state == FileState.PENDING)
        .values(retry_at=until)
    )


async def store(connection: AsyncConnection, stored: Stored) -> bool:
    """The file has come; False if that was settled before."""
    return await _settle(
        connection,
        stored.id,
        state=FileState.STORED,
        kind=stored.kind,
        sha256=stored.sha256,
        mime=stored.mime,
        size=stored.size,
        name=stored.name,
    )


async def refuse(connection: AsyncConnection, attachment: int, reason: str) -> bool:
    """The file will never come; False if that was settled before."""
    return await _settle(connection, attachment, state=FileState.REFUSED, reason=reason)


async def _settle(connection: AsyncConnection, attachment: int, **values: str | int) -> bool:
    pending = (attachments.c.id == attachment) & (attachments.c.state == FileState.PENDING)
    done = await connection.execute(
        update(attachments).where(pending).values(retry_at=None, **values)
    )
    return done.rowcount == 1
