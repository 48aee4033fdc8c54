"""Morning digests: handed out once per local date, and those who do not want them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.events import Notice
from flows.telling import digest
from models.queues import inbox
from models.records import conversations
from models.records import staff as staff_rows
from models.tables import digests, staff, without_digest

_WANTED: Final = (
    select(*staff_rows.COLUMNS)
    .outerjoin(without_digest, without_digest.c.staff_id == staff.c.id)
    .where(staff.c.active, staff.c.role.in_(sorted(digest.ROLES)))
    .where(without_digest.c.staff_id.is_(None))
    .order_by(staff.c.id)
)


async def handed_out(connection: AsyncConnection, day: date) -> bool:
    """Whether the digests of this date have been handed out."""
    found = select(digests.c.day).where(digests.c.day == day)
    return (await connection.execute(found)).first() is not None


async def hand_out(connection: AsyncConnection, day: date, now: datetime) -> int:
    """Put a notice into everybody's inbox, unless it was done for this date; how many.

    The date and the notices share the transaction: killed in the middle, it begins anew.
    """
    made = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    mark = made(digests).values(day=day).on_conflict_do_nothing().returning(digests.c.day)
    if (await connection.execute(mark)).first() is None:
        return 0
    rows = []
    for row in (await connection.execute(_WANTED)).all():
        member = staff_rows.from_row(row)
        for talk in (await conversations.of_staff(connection, member.id))[:1]:
            notice = inbox.pack(Notice("digest"))
            name = digest.key(member.id, day)
            rows.append(inbox.notice_row(name, talk.channel, talk.address, notice, now))
    await inbox.put(connection, rows)
    return len(rows)


async def is_off(connection: AsyncConnection, staff_id: int) -> bool:
    """Whether this person does not want it."""
    found = select(without_digest.c.staff_id).where(without_digest.c.staff_id == staff_id)
    return (await connection.execute(found)).first() is not None


async def set_on(connection: AsyncConnection, staff_id: int, *, on: bool) -> None:
    """Remember whether this person wants it."""
    await connection.execute(delete(without_digest).where(without_digest.c.staff_id == staff_id))
    if not on:
        await connection.execute(insert(without_digest).values(staff_id=staff_id))
