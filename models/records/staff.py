"""Staff and the one-time codes by which they come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk.jobs import Job
from flows.domain import Invitation, Role, Staff
from models.tables import conversations, invitations, staff

FOUND_AT_MOST: Final = 200

COLUMNS: Final = (
    staff.c.id,
    staff.c.name,
    staff.c.role,
    staff.c.department,
    staff.c.active,
    staff.c.on_duty,
)


def from_row(row: Sequence[Any]) -> Staff:
    """The member of staff in a row of :data:`COLUMNS`."""
    return Staff(row[0], row[1], Role(row[2]), *row[3:])


async def _all(connection: AsyncConnection, wanted: Select[Any]) -> list[Staff]:
    return [from_row(row) for row in await connection.execute(wanted)]


async def get(connection: AsyncConnection, staff_id: int) -> Staff | None:
    """The member of staff with this id, former ones too."""
    found = await _all(connection, select(*COLUMNS).where(staff.c.id == staff_id))
    return found[0] if found else None


async def ordering(connection: AsyncConnection, job: Job) -> Staff:
    """Who ordered a job, as they are now. Raises ``LookupError`` for what nobody ordered."""
    member = await get(connection, job.staff) if job.staff else None
    if member is None:
        raise LookupError("ordered by nobody")
    return member


async def at(connection: AsyncConnection, channel: str, address: str) -> Staff | None:
    """Whose private conversation this address is."""
    wanted = (
        select(*COLUMNS)
        .join(conversations, conversations.c.staff_id == staff.c.id)
        .where(conversations.c.channel == channel, conversations.c.address == address)
    )
    found = await _all(connection, wanted)
    return found[0] if found else None


async def find(connection: AsyncConnection, words: str, *, former: bool = False) -> list[Staff]:
    """Active staff whose name contains ``words``, ignoring case; with ``former`` all of them."""
    named = staff.c.name_folded.contains(words.strip().casefold(), autoescape=True)
    wanted = select(*COLUMNS).where(named if former else staff.c.active & named)
    return await _all(connection, wanted.order_by(staff.c.name_folded).limit(FOUND_AT_MOST))


async def administrators(connection: AsyncConnection) -> list[Staff]:
    """Active administrators, held until the transaction ends: two cannot remove each other."""
    wanted = select(*COLUMNS).where(staff.c.active, staff.c.role == Role.ADMIN)
    return await _all(connection, wanted.order_by(staff.c.id).with_for_update())


async def save(connection: AsyncConnection, member: Staff) -> Staff:
    """Store new (``id`` 0) or changed staff; the stored one is returned."""
    values = {
        "name": member.name,
        "name_folded": member.name.casefold(),
        "role": member.role,
        "department": member.department,
        "active": member.active,
        "on_duty": member.on_duty,
    }
    stored: Sequence[Any]
    if member.id:
        change = update(staff).where(staff.c.id == member.id).values(values).returning(*COLUMNS)
        stored = (await connection.execute(change)).all()
    else:
        stored = (await connection.execute(insert(staff).values(values).returning(*COLUMNS))).all()
    return from_row(stored[0])


async def invite(connection: AsyncConnection, code_hash: str, invitation: Invitation) -> None:
    """Store a one-time code's hash with what it gives."""
    await connection.execute(
        insert(invitations).values(
            code_hash=code_hash,
            role=invitation.role,
            department=invitation.department,
            expires_at=invitation.expires_at,
        )
    )


async def use_invitation(
    connection: AsyncConnection, code_hash: str, now: datetime, conversation: int | None
) -> Invitation | None:
    """Take the invitation, once and for all; None if unknown, used or past its term."""
    take = (
        update(invitations)
        .where(
            invitations.c.code_hash == code_hash,
            invitations.c.used_at.is_(None),
            invitations.c.expires_at > now,
        )
        .values(used_at=now, used_by=conversation)
        .returning(invitations.c.role, invitations.c.department, invitations.c.expires_at)
    )
    row = (await connection.execute(take)).first()
    return Invitation(Role(row[0]), row[1], row[2]) if row else None


async def count(connection: AsyncConnection) -> int:
    """How many active staff there are; none means that nobody can invite anybody yet."""
    wanted = select(func.count()).select_from(staff).where(staff.c.active)
    return int((await connection.execute(wanted)).scalar_one())


async def chats(connection: AsyncConnection, channel: str) -> list[tuple[str, str, Staff]]:
    """Address and language of every private conversation of staff, former ones too."""
    wanted = (
        select(*COLUMNS, conversations.c.address, conversations.c.language)
        .join(conversations, conversations.c.staff_id == staff.c.id)
        .where(conversations.c.channel == channel, ~conversations.c.is_group)
        .order_by(staff.c.id, conversations.c.id)
    )
    rows = await connection.execute(wanted)
    return [(row.address, row.language, from_row(row[:6])) for row in rows]
