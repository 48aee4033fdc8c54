"""The outbox: what is to be said, until its outcome is known.

A row goes queued → sending → sent, failed or unconfirmed; back to queued to be tried again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.messages import Lane, Message
from models.queues.letters import BROADCAST, COLUMNS, LANES, Letter, from_row
from models.schema import literal
from models.tables import conversations, outbox

WAITING: Final = outbox.c.state.in_([literal("queued"), literal("sending")])
"""Rows whose end is not known yet, in the words of the partial indexes."""


def row(
    conversation: int, channel: str, message: Message, lane: Lane, at: datetime, *, question: bool
) -> dict[str, Any]:
    """A new row for :func:`put`; ``channel`` is the conversation's, which never changes."""
    return {
        "conversation_id": conversation,
        "channel": channel,
        "lane": LANES.index(lane),
        "message": message.to_json(),
        "question": question,
        "request": message.request,
        "state": "queued",
        "attempts": 0,
        "ambiguous": 0,
        "created_at": at,
    }


async def put(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Queue messages in this order."""
    if rows:
        await connection.execute(_PUT, rows)


# Statements are made once: making one costs more than running it.
_PUT: Final = insert(outbox)
_WITHDRAW: Final = delete(outbox).where(
    outbox.c.conversation_id.in_(bindparam("asked", expanding=True)),
    WAITING,
    outbox.c.state == "queued",
    outbox.c.question,
)


async def withdraw_questions(connection: AsyncConnection, asked: Collection[int]) -> None:
    """Take back questions to these conversations that have not been sent yet."""
    if asked:
        await connection.execute(_WITHDRAW, {"asked": list(asked)})


_other = outbox.alias("other")
_late = case((outbox.c.lane == BROADCAST, 1), else_=0)
_other_late = case((_other.c.lane == BROADCAST, 1), else_=0)

_turn: Final = and_(
    WAITING,
    outbox.c.state == "queued",
    ~exists().where(
        _other.c.conversation_id == outbox.c.conversation_id,
        _other.c.state.in_([literal("queued"), literal("sending")]),
        or_(
            _other.c.state == "sending",
            # A broadcast waits for everything else; nothing waits for a broadcast.
            _other_late < _late,
            and_(_other_late == _late, _other.c.id < outbox.c.id),
        ),
    ),
)
"""Rows whose turn it is in their conversation."""


_DUE: Final = or_(outbox.c.not_before.is_(None), outbox.c.not_before <= bindparam("now"))
_CHANNELS: Final = outbox.c.channel.in_(bindparam("channels", expanding=True))
_LETTERS: Final = select(*COLUMNS).join(
    conversations, conversations.c.id == outbox.c.conversation_id
)
_READY: Final = (
    _LETTERS.where(
        _turn,
        _DUE,
        outbox.c.channel == bindparam("name"),
        outbox.c.conversation_id.not_in(bindparam("without", expanding=True)),
    )
    .order_by(outbox.c.lane, outbox.c.id)
    .limit(bindparam("most"))
)


async def ready(
    connection: AsyncConnection,
    now: datetime,
    limit: int,
    *,
    channels: Iterable[str],
    without_chats: Iterable[int] = (),
) -> list[Letter]:
    """Letters that may leave now: one per conversation, answers before news, oldest first.

    Of each channel the first ``limit`` are looked at, however many wait on another one.
    """
    values = {"now": now, "most": limit, "without": list(without_chats)}
    found: list[Letter] = []
    for name in channels:
        rows = await connection.execute(_READY, {**values, "name": name})
        found += map(from_row, rows)
    return sorted(found, key=lambda one: (LANES.index(one.lane), one.id))


_BEHIND: Final = _LETTERS.where(
    WAITING,
    outbox.c.state == "queued",
    outbox.c.conversation_id.in_(bindparam("these", expanding=True)),
    _DUE,
).order_by(outbox.c.id)


async def behind(
    connection: AsyncConnection, conversations_: Sequence[int], now: datetime
) -> dict[int, list[Letter]]:
    """Letters of these conversations that are queued and need not wait, in their order."""
    out: dict[int, list[Letter]] = {}
    if not conversations_:
        return out
    values = {"these": list(conversations_), "now": now}
    for row in await connection.execute(_BEHIND, values):
        letter = from_row(row)
        out.setdefault(letter.to.conversation, []).append(letter)
    return out


_CLAIM: Final = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("these", expanding=True)), outbox.c.state == "queued")
    .values(state="sending", attempts=outbox.c.attempts + 1)
    .returning(outbox.c.id)
)


async def claim(connection: AsyncConnection, ids: Sequence[int]) -> set[int]:
    """Mark letters as being sent; those that somebody else took meanwhile are left out."""
    if not ids:
        return set()
    return set((await connection.execute(_CLAIM, {"these": list(ids)})).scalars())


_SENDING: Final = _LETTERS.where(WAITING, outbox.c.state == "sending", _CHANNELS).order_by(
    outbox.c.lane, outbox.c.id
)


async def left_sending(connection: AsyncConnection, channels: Iterable[str]) -> list[Letter]:
    """Letters of these channels that were on their way when their sender ended."""
    rows = await connection.execute(_SENDING, {"channels": list(channels)})
    return [from_row(row) for row in rows]


_SENT: Final = (
    _LETTERS.add_columns(outbox.c.settled_at)
    .where(outbox.c.settled_at >= bindparam("since"), outbox.c.state == "sent", _CHANNELS)
    .order_by(outbox.c.settled_at)
)


async def sent_since(
    connection: AsyncConnection, channels: Iterable[str], since: datetime
) -> list[tuple[Letter, datetime]]:
    """Letters of these channels that were sent lately, oldest first, each with when."""
    rows = await connection.execute(_SENT, {"channels": list(channels), "since": since})
    return [(from_row(row), row[len(COLUMNS)]) for row in rows]


_SETTLE: Final = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("key"),
        # Whoever took over meanwhile has begun another attempt: only a success still counts.
        or_(outbox.c.attempts == bindparam("tried"), bindparam("new_state") == "sent"),
    )
    .values(
        state=bindparam("new_state"),
        ambiguous=bindparam("new_ambiguous"),
        not_before=bindparam("new_not_before"),
        settled_at=bindparam("new_settled_at"),
        provider_id=bindparam("new_provider_id"),
        error=bindparam("new_error"),
    )
)


def settlement(
    letter: Letter,
    state: str,
    *,
    at: datetime | None = None,
    not_before: datetime | None = None,
    ambiguous: int | None = None,
    provider_id: str = "",
    error: str = "",
) -> dict[str, Any]:
    """How a letter ended (``at``), or why and until when it waits again."""
    return {
        "key": letter.id,
        "tried": letter.attempts,
        "new_state": state,
        "new_ambiguous": letter.ambiguous if ambiguous is None else ambiguous,
        "new_not_before": not_before,
        "new_settled_at": at,
        "new_provider_id": provider_id,
        "new_error": error,
    }


async def settle(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write down settlements."""
    if rows:
        await connection.execute(_SETTLE, rows)


async def on_its_way(connection: AsyncConnection, conversation: int, request: int) -> bool:
    """Whether a letter about the request waits for this conversation."""
    wanted = select(outbox.c.id).where(
        WAITING, outbox.c.conversation_id == conversation, outbox.c.request == request
    )
    return (await connection.execute(wanted.limit(1))).first() is not None


_QUEUED: Final = select(
    func.count(), func.min(outbox.c.not_before, type_=outbox.c.not_before.type)
).where(WAITING, outbox.c.state == "queued")


async def waiting(connection: AsyncConnection) -> tuple[int, datetime | None]:
    """How many letters are queued, and when the first of those that must wait may leave."""
    count, until = (await connection.execute(_QUEUED)).one()
    return count, until


async def prune(connection: AsyncConnection, before: datetime) -> int:
    """Forget letters that ended before that moment; how many there were."""
    return (await connection.execute(delete(outbox).where(outbox.c.settled_at < before))).rowcount
