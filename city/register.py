"""A city's register of streets from a CSV or GeoJSON file, and what in it was not understood.

The file comes from elsewhere: nothing in it is believed without a look, and one bad line spoils
only itself. A street that stands in several lines is one street with all their districts.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from city.addresses import shown
from city.districts import Districts, Inside
from city.places import Certainty, Rename, Street, street_name

MOST_BYTES: Final = 30_000_000
MOST_STREETS: Final = 50_000
LONGEST: Final = 120
TELL_EVERY: Final = 5_000
"""Rows: some hundred milliseconds of reading."""
_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("name", "назва", "street", "вулиця", "name:uk", "найменування"),
    "kind": ("type", "kind", "тип", "вид"),
    "former": ("former_name", "former", "old_name", "колишня", "колишня назва", "стара назва"),
    "district": ("district", "район", "districts", "райони"),
    "lat": ("lat", "latitude", "широта"),
    "lon": ("lon", "lng", "longitude", "довгота"),
}
_ENCODINGS: Final = ("utf-8-sig", "cp1251")
_LETTER: Final = re.compile(r"[^\W\d_]")


class RegisterError(Exception):
    """The whole file cannot be used; the text says why, in Ukrainian."""


@dataclass(slots=True)
class Register:
    """What was read. ``refused`` says by line (or place in the file) what was not understood."""

    streets: list[Street] = field(default_factory=list)
    renames: list[Rename] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    cells: Mapping[str, str]


def _in_silence(rows: int) -> None:
    del rows


def read_register(
    data: bytes, districts: Districts, told: Callable[[int], None] = _in_silence
) -> Register:
    """The streets of the file. Raises :class:`RegisterError` when it is none at all.

    ``told`` hears how many rows were read, once every :data:`TELL_EVERY` rows.
    """
    if len(data) > MOST_BYTES:
        msg = f"файл завеликий: більше ніж {MOST_BYTES // 1_000_000} МБ"
        raise RegisterError(msg)
    text = _decoded(data)
    rows = _features(text) if text.lstrip().startswith("{") else _lines(text)
    register = Register()
    found: dict[str, Street] = {}
    for count, row in enumerate(rows):
        if count >= MOST_STREETS:
            msg = f"у файлі більше ніж {MOST_STREETS} рядків"
            raise RegisterError(msg)
        _take(row, districts, register, found)
        if (count + 1) % TELL_EVERY == 0:
            told(count + 1)
    register.streets = list(found.values())
    return register


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    msg = "файл не читається як текст: збережіть його як «CSV UTF-8» або GeoJSON"
    raise RegisterError(msg)


def _lines(text: str) -> Iterator[_Row]:
    head = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        columns: dict[int, str] | None = None
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            if columns is None:
                columns = _header(cells)
                continue
            held = {name: cells[i].strip() for i, name in columns.items() if i < len(cells)}
            yield _Row(f"рядок {reader.line_num}", held)
    except csv.Error as error:
        msg = f"рядок {reader.line_num} не читається як CSV"
        raise RegisterError(msg) from error
    if columns is None:
        msg = "файл порожній"
        raise RegisterError(msg)


def _header(cells: list[str]) -> dict[int, str]:
    known = {other: name for name, others in _COLUMNS.items() for other in others}
    named = ((i, known.get(cell.strip().casefold())) for i, cell in enumerate(cells))
    columns = {i: name for i, name in named if name}
    if "name" not in columns.values():
        msg = "немає стовпця з назвою вулиці: назвіть його «name» або «назва»"
        raise RegisterError(msg)
    return columns


def _features(text: str) -> Iterator[_Row]:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        msg = "файл не читається як GeoJSON"
        raise RegisterError(msg) from error
    features = data.get("features")
    if not isinstance(features, list):
        msg = "у GeoJSON немає переліку «features»"
        raise RegisterError(msg)
    for place, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        given = properties if isinstance(properties, dict) else {}
        cells = {
            name: str(next((given[o] for o in others if given.get(o) is not None), "")).strip()
            for name, others in _COLUMNS.items()
        }
        point = _point(feature.get("geometry")) if isinstance(feature, dict) else None
        if point is not None:
            cells |= {"lon": str(point[0]), "lat": str(point[1])}
        yield _Row(f"об’єкт {place}", cells)


def _point(geometry: Any) -> tuple[float, float] | None:
    """The point, or the middle one of a line; of nothing else."""
    held = geometry.get("coordinates") if isinstance(geometry, dict) else None
    while isinstance(held, list) and held and isinstance(held[0], list):
        held = held[len(held) // 2]
    if isinstance(held, list) and len(held) > 1 and all(_is_number(one) for one in held[:2]):
        return float(held[0]), float(held[1])
    return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _take(row: _Row, districts: Districts, register: Register, found: dict[str, Street]) -> None:
    name = _name(row)
    if not name:
        register.refused.append(f"{row.place}: немає назви вулиці або вона не схожа на назву")
        return
    point = _degrees(row, register)
    codes = _districts(row, districts, register)
    if not codes and point is not None:
        where = districts.locate(*point)
        codes = (where.district.code,) if isinstance(where, Inside) else ()
    known = found.get(name)
    if known is not None:
        codes = tuple(dict.fromkeys((*known.districts, *codes)))
        point = point or _of(known)
    lat, lon = point or (None, None)
    found[name] = Street(name, codes, lat, lon)
    for former in _parts(row.cells.get("former", "")):
        if street_name(former)[1] and former != name:
            one = codes[0] if len(codes) == 1 else ""
            register.renames.append(Rename(former, name, one, "", Certainty.IN_USE))


def _of(street: Street) -> tuple[float, float] | None:
    return (street.lat, street.lon) if street.lat is not None and street.lon is not None else None


def _name(row: _Row) -> str:
    """The full name with its kind: «вул. Козацька», or «Козацька» and «вулиця» beside it."""
    name = " ".join(row.cells.get("name", "").split())
    if not _LETTER.search(name) or len(name) > LONGEST or not name.isprintable():
        return ""
    kind = row.cells.get("kind", "")
    said, words = street_name(name)
    if said or not kind or not words:
        return name
    named = street_name(f"{kind} {name}")[0]
    return f"{shown(named, name)}" if named else name


def _districts(row: _Row, districts: Districts, register: Register) -> tuple[str, ...]:
    codes = []
    for name in _parts(row.cells.get("district", "")):
        bare = re.sub(r"\s*район(?:у)?\.?$", "", name, flags=re.IGNORECASE).casefold()
        code = next(
            (d.code for d in districts.all if bare in {d.code.casefold(), d.name.casefold()}), ""
        )
        if code:
            codes.append(code)
        else:
            register.refused.append(f"{row.place}: невідомий район «{name[:LONGEST]}»")
    return tuple(dict.fromkeys(codes))


def _degrees(row: _Row, register: Register) -> tuple[float, float] | None:
    lat, lon = (row.cells.get(key, "").replace(",", ".") for key in ("lat", "lon"))
    if not lat and not lon:
        return None
    try:
        point = float(lat), float(lon)
    except ValueError:
        point = (float("nan"), 0.0)
    if abs(point[0]) <= 90 and abs(point[1]) <= 180:
        return point
    register.refused.append(f"{row.place}: координати не читаються, вулицю взято без точки")
    return None


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[|/;]", cell) if part.strip()]
