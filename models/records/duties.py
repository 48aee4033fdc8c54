"""Absences and shifts: rows to values and back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.life.staffing import Absence, Roster, Shift
from models.records import staff as staff_rows
from models.tables import absences, shifts, staff

_PEOPLE: Final = (
    select(*staff_rows.COLUMNS, absences.c.since, absences.c.until, absences.c.substitute_id)
    .outerjoin(absences, absences.c.staff_id == staff.c.id)
    .where(staff.c.active)
    .order_by(staff.c.id)
)
_WIDTH: Final = len(staff_rows.COLUMNS)
_SHIFTS: Final = select(shifts).order_by(shifts.c.id)


async def roster(connection: AsyncConnection, local: datetime) -> Roster:
    """Everybody who works here, with who is away and when who is on duty."""
    rows = (await connection.execute(_PEOPLE)).all()
    everybody = tuple(staff_rows.from_row(row[:_WIDTH]) for row in rows)
    away = {row[0]: Absence(row[0], *row[_WIDTH:]) for row in rows if row[_WIDTH] is not None}
    duty = tuple(
        Shift(
            staff=row.staff_id,
            starts=row.starts,
            ends=row.ends,
            days=frozenset(map(int, row.days)),
            on=row.on_date,
            id=row.id,
        )
        for row in await connection.execute(_SHIFTS)
    )
    return Roster(everybody, away, duty, local)


async def set_absence(connection: AsyncConnection, absence: Absence) -> None:
    """Store an absence in the place of an earlier one of the same person."""
    await end_absence(connection, absence.staff)
    await connection.execute(
        insert(absences).values(
            staff_id=absence.staff,
            since=absence.since,
            until=absence.until,
            substitute_id=absence.substitute,
        )
    )


async def end_absence(connection: AsyncConnection, staff_id: int) -> None:
    """They are back, or did not go."""
    await connection.execute(delete(absences).where(absences.c.staff_id == staff_id))


async def add_shift(connection: AsyncConnection, shift: Shift) -> Shift:
    """Store a new line of the roster."""
    days = "".join(map(str, sorted(shift.days)))
    row = {"days": days, "on_date": shift.on, "starts": shift.starts, "ends": shift.ends}
    made = insert(shifts).values(staff_id=shift.staff, **row).returning(shifts.c.id)
    number = int((await connection.execute(made)).scalar_one())
    return Shift(shift.staff, shift.starts, shift.ends, shift.days, shift.on, number)


async def drop_shifts(connection: AsyncConnection, *, number: int = 0, staff_id: int = 0) -> bool:
    """Forget one line, or all lines of somebody; tells whether there were any."""
    which = shifts.c.id == number if number else shifts.c.staff_id == staff_id
    return (await connection.execute(delete(shifts).where(which))).rowcount > 0
