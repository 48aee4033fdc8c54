"""What was said: whole messages on a local channel, elsewhere a slim row to find replies by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.messages import Message
from models.database import Database
from models.queues.letters import Letter
from models.schema import literal
from models.tables import transcript

COLUMNS: Final = (
    transcript.c.id,
    transcript.c.direction,
    transcript.c.message,
    transcript.c.body,
    transcript.c.at,
)

IN: Final = "in"
OUT: Final = "out"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chat. ``id`` is the cursor; ``message`` the sender's own id, if any."""

    id: int
    direction: str
    message: str
    body: Message
    at: datetime


def row(
    conversation: int,
    direction: str,
    at: datetime,
    *,
    message: str = "",
    request: int | None = None,
    body: Message | None = None,
    spot: str = "",
) -> dict[str, Any]:
    """A row for :func:`write`; ``body`` only on a local channel."""
    return {
        "conversation_id": conversation,
        "direction": direction,
        "message": message,
        "request": request,
        "body": body.to_json() if body else None,
        "at": at,
        "spot": spot,
    }


_WRITE: Final = insert(transcript)


async def write(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Append rows in this order."""
    if rows:
        await connection.execute(_WRITE, rows)


async def lines(
    connection: AsyncConnection, conversation: int, *, after: int = 0, limit: int = 100
) -> list[Line]:
    """Lines of a local chat that came after the cursor, oldest first."""
    wanted = (
        select(*COLUMNS)
        .where(transcript.c.conversation_id == conversation, transcript.c.id > after)
        .order_by(transcript.c.id)
        .limit(limit)
    )
    rows = await connection.execute(wanted)
    return [Line(r[0], r[1], r[2], Message.from_json(r[3]), r[4]) for r in rows if r[3]]


async def latest(
    connection: AsyncConnection, conversation: int, *, before: int | None = None, limit: int = 100
) -> list[Line]:
    """The last lines of a local chat, or the last ones before the cursor, oldest first."""
    wanted = select(*COLUMNS).where(transcript.c.conversation_id == conversation)
    if before is not None:
        wanted = wanted.where(transcript.c.id < before)
    rows = (await connection.execute(wanted.order_by(transcript.c.id.desc()).limit(limit))).all()
    return [Line(r[0], r[1], r[2], Message.from_json(r[3]), r[4]) for r in reversed(rows) if r[3]]


async def request_of(connection: AsyncConnection, conversation: int, message: str) -> int | None:
    """The request that a message was about; on a local channel its id is the row's."""
    same = [transcript.c.message == message] if message else []
    if message.isascii() and message.isdecimal() and len(message) < 19:
        local = (transcript.c.id == int(message)) & (transcript.c.body.is_not(None))
        same.append(local)
    if not same:
        return None
    wanted = select(transcript.c.request).where(
        transcript.c.conversation_id == conversation, or_(*same), transcript.c.request.is_not(None)
    )
    return (await connection.execute(wanted.limit(1))).scalar()


async def at_spot(connection: AsyncConnection, conversation: int, spot: str) -> str:
    """The message that stands in this spot now; on a local channel its id is the row's."""
    wanted = (
        select(transcript.c.id, transcript.c.message)
        .where(transcript.c.conversation_id == conversation, transcript.c.spot == spot)
        .where(transcript.c.spot != literal(""))
        .order_by(transcript.c.id.desc())
        .limit(1)
    )
    found = (await connection.execute(wanted)).first()
    return (found.message or str(found.id)) if found else ""


async def placed(database: Database, letter: Letter) -> Message:
    """The letter's message, in the place of the one that stands in its spot."""
    message = letter.message
    if not message.spot or message.replaces:
        return message
    async with database.read() as connection:
        there = await at_spot(connection, letter.to.conversation, message.spot)
    return replace(message, replaces=there)
