"""Reading the districts, neighbourhoods, streets and renamings."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from city.districts import District, Districts
from city.files import Row, read_csv, read_text
from city.places import Certainty, Neighbourhood, Places, Rename, Street
from city.problems import Findings, meant

DISTRICTS, HOODS = "districts.geojson", "neighbourhoods.csv"
STREETS, RENAMES = "streets.csv", "street_renames.csv"

_FEATURE = re.compile(r'"type"\s*:\s*"Feature"')
_YES, _NO = frozenset({"так", ""}), frozenset({"ні"})


def read_places(folder: Path, findings: Findings, border_m: int) -> tuple[Places, str]:
    """Everything about places, and the attribution that the map's licence asks for."""
    shapes, attribution = _districts(folder, findings)
    districts = Districts(shapes, border_m=border_m)
    hoods = [
        Neighbourhood(
            row["name"], _district(HOODS, row, "district", districts, findings), _list(row["also"])
        )
        for row in read_csv(folder, HOODS, ("name", "district", "also"), findings)
        if _filled(HOODS, row, ("name",), findings)
    ]
    streets = [
        _street(row, districts, findings)
        for row in read_csv(folder, STREETS, ("name", "districts", "lat", "lon", "shown"), findings)
        if _filled(STREETS, row, ("name",), findings)
    ]
    renames = [
        _rename(row, districts, findings)
        for row in read_csv(
            folder, RENAMES, ("former_name", "name", "district", "year", "certainty"), findings
        )
        if _filled(RENAMES, row, ("former_name", "name", "certainty"), findings)
    ]
    return Places(districts, hoods, streets, renames), attribution


def _districts(folder: Path, findings: Findings) -> tuple[list[tuple[District, BaseGeometry]], str]:
    text = read_text(folder, DISTRICTS, findings)
    if text is None:
        return [], ""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        findings.problem(DISTRICTS, error.lineno, f"запис не читається ({error.msg})")
        return [], ""
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not features:
        findings.problem(DISTRICTS, 1, "тут має бути FeatureCollection хоча б з одним районом")
        return [], ""
    lines = [text.count("\n", 0, found.start()) + 1 for found in _FEATURE.finditer(text)]
    attribution = data.get("attribution")
    if not isinstance(attribution, str) or not attribution:
        findings.problem(DISTRICTS, 1, "бракує «attribution»: чиї це межі й за якою ліцензією")
    shapes: list[tuple[District, BaseGeometry]] = []
    for place, feature in enumerate(features):
        line = lines[place] if place < len(lines) else 1
        read = _feature(feature, line, {district.code for district, _ in shapes}, findings)
        shapes += [read] if read else []
    return shapes, str(attribution)


def _feature(
    feature: Any, line: int, taken: set[str], findings: Findings
) -> tuple[District, BaseGeometry] | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, Mapping) or not all(
        isinstance(properties.get(key), str) and properties[key] for key in ("code", "name")
    ):
        findings.problem(DISTRICTS, line, "районові бракує properties «code» і «name»")
        return None
    code, name = properties["code"], properties["name"]
    if code in taken:
        findings.problem(DISTRICTS, line, f"район з кодом «{code}» уже є вище")
    geometry = _polygon(feature.get("geometry"))
    if geometry is None:
        findings.problem(
            DISTRICTS, line, f"межа району «{name}» не є правильним Polygon або MultiPolygon"
        )
        return None
    if not _in_degrees(geometry):
        findings.problem(
            DISTRICTS, line, f"межа району «{name}»: координати — градуси, спершу довгота"
        )
        return None
    also = properties.get("also", [])
    if not isinstance(also, list) or not all(isinstance(other, str) for other in also):
        findings.problem(DISTRICTS, line, f"район «{name}»: «also» — список назв у [ ]")
        also = []
    former = properties.get("former_name")
    return District(code, name, str(former) if former else None, tuple(also)), geometry


def _polygon(geometry: Any) -> BaseGeometry | None:
    try:
        found = shape(geometry)
    except (ShapelyError, AttributeError, KeyError, TypeError, ValueError, IndexError):
        return None
    good = found.geom_type in {"Polygon", "MultiPolygon"} and found.is_valid and not found.is_empty
    return found if good else None


def _in_degrees(geometry: BaseGeometry) -> bool:
    west, south, east, north = geometry.bounds
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90


def _street(row: Row, districts: Districts, findings: Findings) -> Street:
    codes = [_code(STREETS, row, name, districts, findings) for name in _list(row["districts"])]
    lat, lon = _degrees(row, "lat", findings), _degrees(row, "lon", findings)
    if (lat is None) != (lon is None):
        findings.problem(STREETS, row.line, "широта й довгота: впишіть обидві або жодної")
    shown = row["shown"].casefold()
    if shown not in _YES | _NO:
        findings.problem(STREETS, row.line, f"«shown»: так або ні, а тут «{row['shown']}»")
    return Street(row["name"], tuple(codes), lat, lon, shown not in _NO)


def _rename(row: Row, districts: Districts, findings: Findings) -> Rename:
    certainty = row["certainty"]
    if certainty not in set(Certainty):
        hint = meant(certainty, Certainty)
        findings.problem(RENAMES, row.line, f"«certainty»: невідоме «{certainty}», {hint}")
    return Rename(
        row["former_name"],
        row["name"],
        _district(RENAMES, row, "district", districts, findings),
        row["year"],
        Certainty(certainty) if certainty in set(Certainty) else Certainty.RECOMMENDED,
    )


def _filled(file: str, row: Row, columns: tuple[str, ...], findings: Findings) -> bool:
    for column in columns:
        if not row[column]:
            findings.problem(file, row.line, f"порожній стовпець «{column}»")
    return all(row[column] for column in columns)


def _district(file: str, row: Row, column: str, districts: Districts, findings: Findings) -> str:
    return _code(file, row, row[column], districts, findings) if row[column] else ""


def _code(file: str, row: Row, name: str, districts: Districts, findings: Findings) -> str:
    """The code of a district by its present name or its code; a former name may mislead."""
    for district in districts.all:
        if name in {district.code, district.name}:
            return district.code
    hint = meant(name, [district.name for district in districts.all])
    findings.problem(file, row.line, f"немає району «{name}», {hint}")
    return ""


def _degrees(row: Row, column: str, findings: Findings) -> float | None:
    written, most = row[column].replace(",", "."), 90 if column == "lat" else 180
    if not written:
        return None
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", written) and abs(float(written)) <= most:
        return float(written)
    findings.problem(
        STREETS, row.line, f"«{column}»: градуси пишуть так: 47.9105, а тут «{row[column]}»"
    )
    return None


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[|/]", cell) if part.strip())
