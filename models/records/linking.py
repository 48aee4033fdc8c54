"""Making two residents' records one, and parting a chat from a person.

What names a resident is not listed here but read from the tables: a table that comes later, with
a foreign key to residents, is moved too. A record that something still names cannot be deleted,
so that nothing can be left behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    CompoundSelect,
    Table,
    UniqueConstraint,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.conversation import PHONE, Conversation
from flows.desk.linking import Namesake
from models.records import followers, people
from models.schema import metadata
from models.tables import conversations, former_residents, outbox, requests, residents
from models.types import BigId

FOUND_AT_MOST: Final = 20


def references() -> Iterator[tuple[Table, Column[Any]]]:
    """Every column that names a resident."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is residents.c.id for key in column.foreign_keys):
                yield table, column


async def merge(connection: AsyncConnection, kept: int, lost: int) -> None:
    """Give ``kept`` all that names ``lost``, and delete the record ``lost``.

    Where both have what there may be only one of (both subscribed to the same), one is left.
    """
    followed = await followers.followed_by(connection, kept, lost)
    for table, column in references():
        for others in _unique_with(table, column):
            twin = table.alias()
            same = and_(true(), *(twin.c[other.name] == other for other in others))
            doubled = exists().where(twin.c[column.name] == kept, same)
            await connection.execute(delete(table).where(column == lost, doubled))
        await connection.execute(update(table).where(column == lost).values({column.name: kept}))
    await followers.unfollow_own(connection, kept, followed)
    await connection.execute(insert(former_residents).values(record=lost, resident_id=kept))
    await connection.execute(delete(residents).where(residents.c.id == lost))


def all_records(resident: int) -> CompoundSelect[Any]:
    """Every id under which the history may name the resident: their own, and what became theirs."""
    theirs = former_residents.c.resident_id == resident
    own = select(literal(resident, BigId).label("record"))
    return union_all(own, select(former_residents.c.record).where(theirs))


def _unique_with(table: Table, column: Column[Any]) -> Iterator[list[Column[Any]]]:
    """The other columns of every key that the column is part of."""
    keys = [table.primary_key, *(c for c in table.constraints if isinstance(c, UniqueConstraint))]
    for key in keys:
        if column.name in key.columns:
            yield [other for other in key.columns if other is not column]


async def namesakes(connection: AsyncConnection, phone: str, besides: int) -> list[Namesake]:
    """See :meth:`flows.desk.linking.LinkingDesk.namesakes`."""
    same = select(*people.COLUMNS, residents.c.created_at).where(
        residents.c.phone == phone, residents.c.phone != "", residents.c.id != besides
    )
    found = (await connection.execute(same.order_by(residents.c.id).limit(FOUND_AT_MOST))).all()
    out = []
    for row in found:
        resident = people.from_row(row[: len(people.COLUMNS)])
        chats, heard = await _seen(connection, resident.id)
        seen = max(moment for moment in (row.created_at, heard) if moment)
        out.append(Namesake(resident, chats, seen))
    return out


async def _seen(connection: AsyncConnection, resident: int) -> tuple[int, datetime | None]:
    """How many chats a resident has, and when they last wrote or had a request filed."""
    last = conversations.c.last_inbound_at
    theirs = select(func.count(), func.max(last, type_=last.type)).where(
        conversations.c.resident_id == resident, conversations.c.channel != PHONE
    )
    chats, heard = (await connection.execute(theirs)).one()
    at = requests.c.created_at
    newest = select(func.max(at, type_=at.type)).where(requests.c.resident_id == resident)
    filed = (await connection.execute(newest)).scalar_one()
    return chats, max((moment for moment in (heard, filed) if moment), default=None)


async def part(connection: AsyncConnection, talk: Conversation, now: datetime) -> int:
    """See :meth:`flows.desk.linking.LinkingDesk.part`."""
    new = insert(residents).values(language=talk.language, created_at=now, apart=True)
    made = int((await connection.execute(new.returning(residents.c.id))).scalar_one())
    own = update(conversations).where(conversations.c.id == talk.id)
    await connection.execute(own.values(resident_id=made))
    # A request's key begins with the conversation that it was filed in.
    filed_here = requests.c.key.startswith(f"{talk.id}:", autoescape=True)
    theirs = update(requests).where(requests.c.resident_id == talk.resident, filed_here)
    await connection.execute(theirs.values(resident_id=made))
    alien = select(requests.c.number).where(requests.c.resident_id == talk.resident)
    on_its_way = (
        (outbox.c.conversation_id == talk.id)
        & (outbox.c.state == "queued")
        & outbox.c.request.in_(alien)
    )
    await connection.execute(delete(outbox).where(on_its_way))
    return made
