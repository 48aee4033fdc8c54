"""Announcements: who gets one, letters in chunks, and what became of them.

A resident's letter and the cursor that has passed the resident are written in one transaction:
whatever is killed when, nobody gets a second letter. A letter of this lane is never repeated
after an attempt of which nobody knows the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.conversation import Conversation
from flows.desk import ConflictError
from flows.desk.announcement import Audience, Broadcast, NewBroadcast, State
from flows.messages import Lane, Message
from models.queues import outbox
from models.records import conversations as chats
from models.records import transcript
from models.records.whereabouts import last_used_first
from models.tables import (
    announcements_off,
    broadcast_letters,
    broadcasts,
    conversations,
    requests,
    residents,
)
from models.tables import outbox as letters

CHUNK: Final = 500
"""Receivers in one transaction."""
WINDOW: Final = 1000
"""Letters that wait at most: more would only make stopping slow."""

_COLUMNS: Final = ("id", "author_id", "audience", "value", "text", "media", "state", "total",
                   "spread", "delivered", "unreachable", "uncertain")  # fmt: skip


def _broadcast(row: Sequence[Any], waiting: int) -> Broadcast:
    one, author, audience, value, text, media, state, *rest = row
    known = Broadcast(
        one, author, Audience(audience), value, text, tuple(media), State(state), *rest
    )
    return replace(known, waiting=waiting)


async def make(connection: AsyncConnection, new: NewBroadcast, at: datetime) -> Broadcast:
    """Store a draft; a key that was used before gives the one that it made then."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    values = {
        "key": new.key,
        "author_id": new.author,
        "audience": new.audience,
        "value": new.value,
        "text": new.text,
        "media": list(new.media),
        "state": State.DRAFT,
        "created_at": at,
    }
    await connection.execute(dialect.insert(broadcasts).values(values).on_conflict_do_nothing())
    made = select(broadcasts.c.id).where(broadcasts.c.key == new.key)
    found = await get(connection, int((await connection.execute(made)).scalar_one()))
    if found is None:
        raise LookupError(new.key)
    return found


async def get(connection: AsyncConnection, one: int) -> Broadcast | None:
    """The announcement with this id."""
    wanted = select(*(broadcasts.c[name] for name in _COLUMNS)).where(broadcasts.c.id == one)
    row = (await connection.execute(wanted)).first()
    counted = select(func.count()).where(broadcast_letters.c.broadcast_id == one)
    return _broadcast(row, int((await connection.execute(counted)).scalar_one())) if row else None


async def change(
    connection: AsyncConnection, known: Broadcast, state: State, fields: Mapping[str, Any]
) -> bool:
    """Set the state and fields, if the state is still ``known``'s."""
    changed = await connection.execute(
        update(broadcasts)
        .where(broadcasts.c.id == known.id, broadcasts.c.state == known.state)
        .values(state=state, **fields)
    )
    return changed.rowcount == 1


async def receivers(
    connection: AsyncConnection, audience: Audience, value: str, after: int, limit: int
) -> list[Conversation]:
    """For the next residents by id the one chat that each is told in: that used last."""
    reachable = and_(
        conversations.c.resident_id == residents.c.id,
        conversations.c.reachable,
        ~conversations.c.is_group,
        conversations.c.staff_id.is_(None),
    )
    wanted = (
        select(residents.c.id)
        .where(
            residents.c.id > after,
            exists().where(reachable),
            ~exists().where(announcements_off.c.resident_id == residents.c.id),
            *_filed(audience, value),
        )
        .order_by(residents.c.id)
        .limit(limit)
    )
    ids = list((await connection.execute(wanted)).scalars())
    found = await chats.of_residents(connection, ids)
    return [
        last_used_first(c for c in found[one] if c.reachable and c.staff is None)[0] for one in ids
    ]


def _filed(audience: Audience, value: str) -> list[ColumnElement[bool]]:
    theirs = requests.c.resident_id == residents.c.id
    if audience is Audience.DISTRICT:
        return [exists().where(theirs, requests.c.district == value)]
    if audience is Audience.TOPIC:
        return [exists().where(theirs, requests.c.service.startswith(value, autoescape=True))]
    return []


async def count(connection: AsyncConnection, known: Broadcast) -> Counter[str]:
    """How many would be told, by channel."""
    counted: Counter[str] = Counter()
    after = 0
    while True:
        found = await receivers(connection, known.audience, known.value, after, CHUNK)
        counted.update(one.channel for one in found)
        if len(found) < CHUNK:
            return counted
        after = found[-1].resident or 0


async def harvest(connection: AsyncConnection, one: int) -> None:
    """Count letters that have ended; one that was forgotten meanwhile nobody can speak for."""
    ended = (
        select(broadcast_letters.c.letter, letters.c.state)
        .outerjoin(letters, letters.c.id == broadcast_letters.c.letter)
        .where(
            broadcast_letters.c.broadcast_id == one,
            letters.c.state.is_(None) | letters.c.state.not_in(["queued", "sending"]),
        )
    )
    rows = (await connection.execute(ended)).all()
    if not rows:
        return
    counted = Counter(_COUNTED.get(row.state, "uncertain") for row in rows)
    await connection.execute(
        update(broadcasts)
        .where(broadcasts.c.id == one)
        .values({name: broadcasts.c[name] + number for name, number in counted.items()})
    )
    gone = broadcast_letters.c.letter.in_([row.letter for row in rows])
    await connection.execute(delete(broadcast_letters).where(gone))


_COUNTED: Final = {"sent": "delivered", "failed": "unreachable"}


async def spread(
    connection: AsyncConnection,
    known: Broadcast,
    messages: Mapping[str, Message],
    at: datetime,
    *,
    local: frozenset[str],
    not_before: Mapping[str, datetime | None],
) -> None:
    """Letters for the next chunk of receivers. Raises ``ConflictError`` if another was faster."""
    where = select(broadcasts.c.cursor).where(broadcasts.c.id == known.id)
    cursor = int((await connection.execute(where)).scalar_one())
    found = await receivers(connection, known.audience, known.value, cursor, CHUNK)
    here = [one for one in found if one.channel in local]
    passed = await connection.execute(
        update(broadcasts)
        .where(broadcasts.c.id == known.id, broadcasts.c.cursor == cursor)
        .values(
            cursor=found[-1].resident if found else cursor,
            spread=len(found) < CHUNK,
            delivered=broadcasts.c.delivered + len(here),
        )
    )
    if passed.rowcount != 1:
        raise ConflictError
    lines = [
        transcript.row(one.id, transcript.OUT, at, body=messages[one.language]) for one in here
    ]
    await transcript.write(connection, lines)
    rows = [
        outbox.row(one.id, one.channel, messages[one.language], Lane.BROADCAST, at, question=False)
        | {"not_before": not_before.get(one.channel)}
        for one in found
        if one.channel not in local
    ]
    if rows:
        made = await connection.execute(insert(letters).returning(letters.c.id), rows)
        noted = [{"letter": letter, "broadcast_id": known.id} for letter in made.scalars()]
        await connection.execute(insert(broadcast_letters), noted)


async def take_back(connection: AsyncConnection, one: int) -> int:
    """Withdraw letters that have not left."""
    theirs = select(broadcast_letters.c.letter).where(broadcast_letters.c.broadcast_id == one)
    waiting = delete(letters).where(letters.c.id.in_(theirs), letters.c.state == "queued")
    gone = list((await connection.execute(waiting.returning(letters.c.id))).scalars())
    if gone:
        noted = broadcast_letters.c.letter.in_(gone)
        await connection.execute(delete(broadcast_letters).where(noted))
    return len(gone)


async def wants(connection: AsyncConnection, resident: int) -> bool:
    """Whether a resident is told announcements."""
    off = select(announcements_off.c.at).where(announcements_off.c.resident_id == resident)
    return (await connection.execute(off)).first() is None


async def want(connection: AsyncConnection, resident: int, at: datetime, *, wants: bool) -> None:
    """Turn announcements on or off for a resident."""
    mine = announcements_off.c.resident_id == resident
    await connection.execute(delete(announcements_off).where(mine))
    if not wants:
        await connection.execute(insert(announcements_off).values(resident_id=resident, at=at))
