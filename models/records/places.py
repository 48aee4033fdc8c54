"""Places that residents have named: rows to values and back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import KnownPlace, Place
from models.tables import places

_OF: Final = (
    select(
        places.c.resident_id,
        places.c.id,
        places.c.name,
        places.c.place_text,
        places.c.lat,
        places.c.lon,
        places.c.district,
    )
    .where(places.c.resident_id.in_(bindparam("keys", expanding=True)))
    .order_by(places.c.id)
)


async def of_residents(
    connection: AsyncConnection, residents: Collection[int]
) -> dict[int, list[KnownPlace]]:
    """Each resident's places in the order in which they were kept."""
    found: dict[int, list[KnownPlace]] = {resident: [] for resident in residents}
    for row in await connection.execute(_OF, {"keys": list(residents)}):
        found[row[0]].append(KnownPlace(row[1], row[2], Place(*row[3:])))
    return found


async def keep(
    connection: AsyncConnection, resident: int, name: str, place: Place, now: datetime
) -> None:
    """Remember a place; it takes the place of one of the same name."""
    await _drop_named(connection, resident, name)
    values = {
        "resident_id": resident,
        "name": name,
        "name_folded": name.casefold(),
        "place_text": place.text,
        "lat": place.lat,
        "lon": place.lon,
        "district": place.district,
        "created_at": now,
    }
    await connection.execute(insert(places), values)


async def rename(connection: AsyncConnection, resident: int, place_id: int, name: str) -> None:
    """Give a resident's own place another name; another of that name is forgotten."""
    own = (places.c.id == place_id) & (places.c.resident_id == resident)
    if (await connection.execute(select(places.c.id).where(own))).first() is None:
        return
    await _drop_named(connection, resident, name, but=place_id)
    named = update(places).where(own).values(name=name, name_folded=name.casefold())
    await connection.execute(named)


async def forget(connection: AsyncConnection, resident: int, place_id: int) -> None:
    """Forget a resident's own place."""
    own = (places.c.id == place_id) & (places.c.resident_id == resident)
    await connection.execute(delete(places).where(own))


async def _drop_named(
    connection: AsyncConnection, resident: int, name: str, *, but: int = 0
) -> None:
    same = (places.c.resident_id == resident) & (places.c.name_folded == name.casefold())
    await connection.execute(delete(places).where(same, places.c.id != but))
