"""The districts on the map: which one a point lies in, and where that is not certain."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from city.words import forms_of, split_words, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the earth (IUGG), in metres."""

_DEGREE_M = math.radians(EARTH_RADIUS_M)

DISTRICT_WORDS = frozenset(
    {"район", "району", "районі", "районом", "р-н", "р-ну", "р-ні", "районе", "района"}
)


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Between two points in degrees on a local plane; within a city the error is below 1 %."""
    shorter = math.cos(math.radians((lat + other_lat) / 2))
    return _DEGREE_M * math.hypot(lat - other_lat, (lon - other_lon) * shorter)


@dataclass(frozen=True, slots=True)
class District:
    """A district by its official code; ``also`` are names in other spellings, never shown."""

    code: str
    name: str
    former_name: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inside:
    """The point lies in this district, and far enough from the others."""

    district: District


@dataclass(frozen=True, slots=True)
class Border:
    """Too near a boundary to be certain: the resident is asked. The likeliest comes first."""

    candidates: tuple[District, ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """Not in the city: ``metres`` to its nearest district, or nothing for what is no point.

    ``swapped`` says that the point with latitude and longitude exchanged is in the city.
    """

    metres: float | None
    swapped: bool = False


Located = Inside | Border | Outside


class Districts:
    """The districts with their boundaries (degrees, WGS 84), found by point, code or name."""

    __slots__ = ("_border_m", "_by_name", "_cos", "_shapes", "_tree", "all", "by_code")

    all: tuple[District, ...]
    by_code: Mapping[str, District]

    def __init__(self, shapes: Iterable[tuple[District, BaseGeometry]], *, border_m: float) -> None:
        """Take every district with its polygon; ``border_m`` is the belt of uncertainty."""
        pairs = tuple(shapes)
        self.all = tuple(district for district, _ in pairs)
        self.by_code = MappingProxyType({district.code: district for district in self.all})
        self._by_name = {
            form: district
            # A present name wins over another district's former one
            for names in (_former_forms, _present_forms)
            for district in self.all
            for form in names(district)
        }
        self._border_m = border_m
        self._cos = _middle_cosine([shape for _, shape in pairs])
        self._shapes = tuple(shapely.transform(shape, self._project) for _, shape in pairs)
        for shape in self._shapes:
            shapely.prepare(shape)
        self._tree = shapely.STRtree(self._shapes)

    def locate(self, lat: float, lon: float) -> Located:
        """Where the point is. Never raises: nonsense is :class:`Outside` without a distance."""
        found = self._locate(lat, lon)
        if isinstance(found, Outside) and not isinstance(self._locate(lon, lat), Outside):
            return Outside(found.metres, swapped=True)
        return found

    def by_name(self, text: str) -> District | None:
        """The district of this name: any case, with or without «район», former names too."""
        words = split_words(tuple(word for word in words_of(text) if word not in DISTRICT_WORDS))
        return self._by_name.get("".join(words))

    def _locate(self, lat: float, lon: float) -> Located:
        if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
            return Outside(None)
        if not self._shapes:
            return Outside(None)
        point = Point(lon * _DEGREE_M * self._cos, lat * _DEGREE_M)
        near = self._tree.query(point, predicate="dwithin", distance=self._border_m)
        if near.size == 0:
            return Outside(min(float(shape.distance(point)) for shape in self._shapes))
        if near.size == 1 and self._shapes[near[0]].distance(point) == 0:
            return Inside(self.all[near[0]])
        ranked = sorted(near, key=lambda index: self._depth(int(index), point))
        return Border(tuple(self.all[index] for index in ranked))

    def _depth(self, index: int, point: Point) -> float:
        """Metres to the district; inside it, minus the metres to its boundary."""
        shape = self._shapes[index]
        outside = float(shape.distance(point))
        return outside if outside > 0 else -float(shape.boundary.distance(point))

    def _project(self, degrees: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Degrees to metres on a local plane; within a city the error is below 1 %."""
        projected = degrees * _DEGREE_M
        projected[:, 0] *= self._cos
        return projected


def _middle_cosine(shapes: list[BaseGeometry]) -> float:
    """The cosine of the middle latitude, by which a degree of longitude is shorter."""
    if not shapes:
        return 1.0
    _, south, _, north = shapely.total_bounds(shapes)
    return math.cos(math.radians((south + north) / 2))


def _present_forms(district: District) -> set[str]:
    return {"".join(form) for name in (district.name, *district.also) for form in forms_of(name)}


def _former_forms(district: District) -> set[str]:
    return {"".join(form) for form in forms_of(district.former_name or "")} - {""}
