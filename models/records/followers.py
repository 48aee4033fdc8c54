"""Who joined which request, and how many a request concerns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk import Follower
from flows.domain import Place
from models.tables import followers, requests

_COLUMNS: Final = (
    followers.c.resident_id,
    followers.c.place_text,
    followers.c.lat,
    followers.c.lon,
    followers.c.district,
    followers.c.since,
)
_INSERT: Final = {
    "sqlite": sqlite.insert(followers).on_conflict_do_nothing().returning(followers.c.request),
    "postgresql": postgresql.insert(followers)
    .on_conflict_do_nothing()
    .returning(followers.c.request),
}


async def add(
    connection: AsyncConnection, number: int, resident: int, place: Place, now: datetime
) -> bool:
    """Let the resident follow the request; False if they did already."""
    row = {
        "request": number,
        "resident_id": resident,
        "place_text": place.text,
        "lat": place.lat,
        "lon": place.lon,
        "district": place.district,
        "since": now,
    }
    made = (await connection.execute(_INSERT[connection.dialect.name], row)).first()
    if made is not None:
        await _count(connection, number)
    return made is not None


async def remove(connection: AsyncConnection, number: int, resident: int) -> None:
    """The resident follows no more."""
    await connection.execute(delete(followers).where(_one(number, resident)))
    await _count(connection, number)


async def remove_all(connection: AsyncConnection, resident: int) -> None:
    """The resident follows nothing any more."""
    gone = delete(followers).where(followers.c.resident_id == resident)
    for number in (await connection.execute(gone.returning(followers.c.request))).scalars().all():
        await _count(connection, number)


async def followed_by(connection: AsyncConnection, *residents: int) -> list[int]:
    """The requests that these residents follow."""
    wanted = select(followers.c.request).where(followers.c.resident_id.in_(residents))
    return sorted(set((await connection.execute(wanted)).scalars()))


async def unfollow_own(connection: AsyncConnection, resident: int, numbers: Sequence[int]) -> None:
    """Of these requests follow none that they filed: two records have become one person."""
    own = select(requests.c.number).where(
        requests.c.resident_id == resident, requests.c.number.in_(numbers)
    )
    theirs = followers.c.resident_id == resident
    await connection.execute(delete(followers).where(theirs, followers.c.request.in_(own)))
    for number in numbers:
        await _count(connection, number)


async def _count(connection: AsyncConnection, number: int) -> None:
    """Counted anew each time, so that no mistake lasts. A column, because the queue sorts by it."""
    joined = select(func.count()).where(followers.c.request == number).scalar_subquery()
    counted = update(requests).where(requests.c.number == number)
    await connection.execute(counted.values(affected=1 + joined))


async def get(connection: AsyncConnection, number: int, resident: int) -> Follower | None:
    """The resident as a follower of the request."""
    found = await _read(connection, select(*_COLUMNS).where(_one(number, resident)))
    return found[0] if found else None


async def of(connection: AsyncConnection, number: int) -> list[Follower]:
    """All who follow the request, in the order in which they joined."""
    wanted = select(*_COLUMNS).where(followers.c.request == number)
    return await _read(connection, wanted.order_by(followers.c.since, followers.c.resident_id))


def _one(number: int, resident: int) -> Any:
    return (followers.c.request == number) & (followers.c.resident_id == resident)


async def _read(connection: AsyncConnection, wanted: Select[Any]) -> list[Follower]:
    return [_follower(row) for row in await connection.execute(wanted)]


def _follower(row: Sequence[Any]) -> Follower:
    return Follower(row[0], Place(*row[1:5]), row[5])
