"""How the program is doing, read from its tables: what waits, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.queues.outbox import WAITING
from models.schema import literal
from models.tables import attachments, inbox, outbox, timers


@dataclass(frozen=True, slots=True)
class Readings:
    """Counts of rows, and the moment of the oldest one; None where nothing waits."""

    inbox_waiting: int
    inbox_since: datetime | None
    inbox_parked: int
    outbox_waiting: int
    outbox_since: datetime | None
    """Of those that may leave now: what is held on purpose is not late."""
    files_waiting: int
    timers_late: int


async def take(connection: AsyncConnection, now: datetime) -> Readings:
    """Read all of it; indexes are enough for each."""
    new = select(func.count(), func.min(inbox.c.received_at)).where(inbox.c.state == literal("new"))
    waiting, since = (await connection.execute(new)).one()
    parked = select(func.count()).where(inbox.c.state == literal("parked"))
    may_leave = or_(outbox.c.not_before.is_(None), outbox.c.not_before <= now)
    letters = select(func.count()).where(WAITING)
    oldest = select(func.min(outbox.c.created_at)).where(WAITING, may_leave)
    files = select(func.count()).where(attachments.c.state == literal("pending"))
    late = select(func.count()).where(timers.c.due_at <= now)
    return Readings(
        inbox_waiting=waiting,
        inbox_since=since,
        inbox_parked=(await connection.execute(parked)).scalar_one(),
        outbox_waiting=(await connection.execute(letters)).scalar_one(),
        outbox_since=(await connection.execute(oldest)).scalar_one(),
        files_waiting=(await connection.execute(files)).scalar_one(),
        timers_late=(await connection.execute(late)).scalar_one(),
    )
