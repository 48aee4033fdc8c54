"""Requests about the same thing near a place: a plain B-tree finds the band, then it is measured.

The index is (service, lat) of open requests; a band of some hundred metres across the city holds
few of one service, so neither PostGIS nor SQLite's R*Tree is needed (``docs/speed.md``).
"""

from __future__ import annotations

import math
from typing import Any, Final

from sqlalchemy import Select, bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk import Neighbour
from flows.domain import Place
from models.records.requests import COLUMNS, from_row
from models.schema import literal
from models.tables import OPEN_STATUS, requests

AT_MOST: Final = 10
DEGREE_M: Final = 111_195.0
"""Metres of a degree of latitude on a sphere of 6,371 km."""

_lat, _lon = requests.c.lat, requests.c.lon


def _same(*conditions: Any) -> Select[Any]:
    """Work that is reported as done is not going on: who sees the trouble then files anew."""
    return (
        select(*COLUMNS)
        .where(
            text(OPEN_STATUS),
            requests.c.status != literal("done"),
            requests.c.service == bindparam("about"),
            *conditions,
        )
        .limit(AT_MOST)
    )


_NEAR: Final = _same(
    _lat.between(bindparam("south"), bindparam("north")),
    _lon.between(bindparam("west"), bindparam("east")),
).order_by(
    (_lat - bindparam("y")) * (_lat - bindparam("y"))
    + (_lon - bindparam("x")) * (_lon - bindparam("x")) * bindparam("shorter"),
    requests.c.number,
)
_HOUSE: Final = _same(requests.c.house == bindparam("home")).order_by(requests.c.number)


async def find(
    connection: AsyncConnection, service: str, place: Place, house: str, metres: float
) -> list[Neighbour]:
    """See :meth:`flows.desk.following.FollowingDesk.neighbours`; ``house`` is in one spelling."""
    found: dict[int, Neighbour] = {}
    if place.lat is not None and place.lon is not None:
        square = around(place.lat, place.lon, metres) | {"about": service}
        for request in map(from_row, await connection.execute(_NEAR, square)):
            away = apart(place, request.place)
            if away is not None and away <= metres:
                found[request.number] = Neighbour(request, away)
    if house:
        same = {"about": service, "home": house}
        for request in map(from_row, await connection.execute(_HOUSE, same)):
            found.setdefault(request.number, Neighbour(request, None))
    return sorted(found.values(), key=lambda one: (one.metres or 0.0, one.request.number))


def apart(one: Place, other: Place) -> float | None:
    """Metres between two points of a city, to a thousandth; None where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north = (one.lat - other.lat) * DEGREE_M
    east = (one.lon - other.lon) * DEGREE_M * _shorter((one.lat + other.lat) / 2)
    return math.hypot(north, east)


def _shorter(lat: float) -> float:
    """How much shorter a degree of longitude is at this latitude; never zero."""
    return max(math.cos(math.radians(lat)), 1e-6)


def around(lat: float, lon: float, metres: float) -> dict[str, float]:
    """The square around a point, in degrees, and the square of how much shorter its width is."""
    high = metres / DEGREE_M
    wide = high / _shorter(lat)
    return {
        "south": lat - high,
        "north": lat + high,
        "west": lon - wide,
        "east": lon + wide,
        "y": lat,
        "x": lon,
        "shorter": _shorter(lat) ** 2,
    }
