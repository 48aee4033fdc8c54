"""The inbox: everything that happens, once, in order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic_core import to_json
from sqlalchemy import (
    CompoundSelect,
    Insert,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import Address
from flows.events import Notice
from models.schema import literal
from models.tables import inbox

CHANNEL: Final = "channel"
SYSTEM: Final = "system"

_earlier = inbox.alias("earlier")

FIRST_OF_CONVERSATION: Final = and_(
    inbox.c.state == literal("new"),
    ~exists().where(
        _earlier.c.state == literal("new"),
        _earlier.c.channel == inbox.c.channel,
        _earlier.c.address == inbox.c.address,
        _earlier.c.id < inbox.c.id,
    ),
)
"""Rows that may be worked now: each conversation's oldest waiting one."""


def _insert_new(dialect: str) -> Insert:
    if dialect == "sqlite":
        return sqlite.insert(inbox).on_conflict_do_nothing()
    return postgresql.insert(inbox).on_conflict_do_nothing()


_INSERT: Final = {name: _insert_new(name) for name in ("sqlite", "postgresql")}


async def put(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store rows; those whose event is known already are left out silently."""
    if rows:
        await connection.execute(_INSERT[connection.dialect.name], rows)


def received(channel: str, event_id: str, address: str, raw: bytes, at: datetime) -> dict[str, Any]:
    """A row for raw input. What nobody can be answered for is parked from the start."""
    return {
        "channel": channel,
        "origin": CHANNEL,
        "event_id": event_id,
        "address": address,
        "raw": raw,
        "received_at": at,
        "state": "new" if address else "parked",
        "parked_reason": "" if address else "no-address",
    }


def notice_row(key: str, channel: str, address: str, raw: bytes, at: datetime) -> dict[str, Any]:
    """A row for something that the program itself has to say to a conversation."""
    return {
        "channel": channel,
        "origin": SYSTEM,
        "event_id": key,
        "address": address,
        "raw": raw,
        "received_at": at,
        "state": "new",
        "parked_reason": "",
    }


async def post(
    connection: AsyncConnection, key: str, to: Address, notice: Notice, at: datetime
) -> None:
    """Put a notice into a conversation's inbox, once per ``key``."""
    await put(connection, [notice_row(key, to.channel, to.address, pack(notice), at)])


def pack(notice: Notice, *, group: bool = False) -> bytes:
    """The notice as it is stored; ``group`` matters for a conversation not seen before."""
    value: dict[str, Any] = {"kind": notice.kind, "data": dict(notice.data)}
    if notice.request is not None:
        value["request"] = notice.request
    if group:
        value["group"] = True
    return to_json(value)


def unpack(raw: bytes) -> tuple[Notice, bool]:
    """The inverse of :func:`pack`."""
    value = json.loads(raw)
    notice = Notice(value["kind"], value.get("request"), value["data"])
    return notice, value.get("group", False)


_DONE: Final = (
    update(inbox)
    .where(inbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(state="done", raw=b"")
)


async def done(connection: AsyncConnection, ids: Sequence[int]) -> None:
    """Mark as worked. The words go, the key stays, so that a repeat is still recognised."""
    await connection.execute(_DONE, {"ids": list(ids)})


async def count_attempt(connection: AsyncConnection, row: int) -> None:
    """Note that the event is about to be tried alone."""
    counted = update(inbox).where(inbox.c.id == row).values(attempts=inbox.c.attempts + 1)
    await connection.execute(counted)


async def park(connection: AsyncConnection, row: int, reason: str) -> None:
    """Set an event aside until :func:`replay`."""
    aside = update(inbox).where(inbox.c.id == row, inbox.c.state == "new")
    await connection.execute(aside.values(state="parked", parked_reason=reason))


async def replay(connection: AsyncConnection) -> int:
    """Let parked events wait again, with all their attempts; how many there were."""
    again = update(inbox).where(inbox.c.state == "parked", inbox.c.address != "")
    result = await connection.execute(again.values(state="new", attempts=0, parked_reason=""))
    return result.rowcount


def _from_outside(state: str) -> Select[tuple[str, int]]:
    # Written so that no index of names is taken: what waits, or came lately, has better ones.
    return (
        select(inbox.c.address, func.count())
        .where(inbox.c.state == literal(state), inbox.c.origin.concat("") == CHANNEL)
        .where(inbox.c.address.in_(bindparam("addresses", expanding=True)))
        .group_by(inbox.c.address)
    )


_LATELY: Final[CompoundSelect[Any]] = union_all(
    _from_outside("new").where(inbox.c.channel == bindparam("channel")),
    _from_outside("done").where(
        inbox.c.received_at > bindparam("since"),
        inbox.c.channel.concat("") == bindparam("channel"),
    ),
)


async def lately(
    connection: AsyncConnection, keys: Collection[tuple[str, str]], since: datetime
) -> Counter[tuple[str, str]]:
    """How much raw input of conversations, by channel and address, waits or was worked since then.

    What everybody sent since that moment is looked through once for each channel: let it be recent.
    """
    found: Counter[tuple[str, str]] = Counter()
    for channel in {channel for channel, _ in keys}:
        addresses = [address for name, address in keys if name == channel]
        values = {"channel": channel, "addresses": addresses, "since": since}
        for row in await connection.execute(_LATELY, values):
            found[channel, row[0]] += row[1]
    return found


async def waiting(connection: AsyncConnection) -> bool:
    """Is there anything to work?"""
    found = await connection.execute(
        select(inbox.c.id).where(inbox.c.state == literal("new")).limit(1)
    )
    return found.first() is not None


async def parked(connection: AsyncConnection) -> int:
    """How many events are set aside."""
    counted = select(func.count()).select_from(inbox).where(inbox.c.state == "parked")
    return int((await connection.execute(counted)).scalar_one())


async def prune(connection: AsyncConnection, before: datetime) -> int:
    """Forget worked events received before that moment; how many there were."""
    old = delete(inbox).where(inbox.c.state == literal("done"), inbox.c.received_at < before)
    return (await connection.execute(old)).rowcount
