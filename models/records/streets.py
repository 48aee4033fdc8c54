"""The register of streets, stored as a whole and read as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from city.places import Certainty, Rename, Street
from city.register import Register
from models.tables import streets

Version: TypeAlias = tuple[int, int]
"""How many there are and the number of the newest; every loading gives another."""

AT_ONCE: Final = 1_000
_BETWEEN: Final = "|"
_VERSION: Final = select(func.count(), func.coalesce(func.max(streets.c.id), 0))
_ALL: Final = select(
    streets.c.name, streets.c.former, streets.c.districts, streets.c.lat, streets.c.lon
).order_by(streets.c.id)


async def version(connection: AsyncConnection) -> Version:
    """What the stored register is now; cheap."""
    count, newest = (await connection.execute(_VERSION)).one()
    return count, newest


async def every(connection: AsyncConnection) -> tuple[list[Street], list[Rename]]:
    """All streets, and what they were called."""
    found: list[Street] = []
    renames: list[Rename] = []
    for name, former, districts, lat, lon in await connection.execute(_ALL):
        codes = tuple(districts.split(_BETWEEN)) if districts else ()
        found.append(Street(name, codes, lat, lon))
        one = codes[0] if len(codes) == 1 else ""
        old = former.split(_BETWEEN) if former else ()
        renames += [Rename(was, name, one, "", Certainty.IN_USE) for was in old]
    return found, renames


async def store(connection: AsyncConnection, register: Register) -> None:
    """Put the register in the place of what was loaded before."""
    await connection.execute(delete(streets))
    rows = list(_rows(register))
    for start in range(0, len(rows), AT_ONCE):
        await connection.execute(insert(streets), rows[start : start + AT_ONCE])


def _rows(register: Register) -> Iterable[dict[str, object]]:
    former: dict[str, list[str]] = {}
    for rename in register.renames:
        former.setdefault(rename.name, []).append(rename.former_name)
    for street in register.streets:
        yield {
            "name": street.name,
            "former": _BETWEEN.join(dict.fromkeys(former.get(street.name, ()))),
            "districts": _BETWEEN.join(street.districts),
            "lat": street.lat,
            "lon": street.lon,
        }
