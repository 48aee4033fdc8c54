"""A point in what people paste: links of Google, OpenStreetMap and Apple maps, or coordinates.

Short links (``maps.app.goo.gl``) hold no coordinates and give nothing: nobody is asked over the
network.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

_NUMBER: Final = r"(-?\d{1,3}(?:\.\d+)?)"
_BETWEEN: Final = r"\s*[,;/ ]\s*"
_PAIR: Final = _NUMBER + _BETWEEN + _NUMBER
_EXACT: Final = r"(-?\d{1,3}\.\d{3,})"
"""Outside a link only so many digits make a coordinate and not a house or a price."""

# The place somebody chose comes before the middle of what they were looking at
_PATTERNS: Final = (
    re.compile(rf"!3d{_NUMBER}!4d{_NUMBER}"),
    re.compile(rf"[?&]mlat={_NUMBER}&(?:amp;)?mlon={_NUMBER}"),
    re.compile(rf"[?&](?:q|query|ll|sll|daddr|destination|coordinate|center)=(?:loc:)?{_PAIR}"),
    re.compile(rf"geo:{_PAIR}"),
    re.compile(rf"/(?:place|search|dir/*)/{_PAIR}"),
    re.compile(rf"@{_PAIR}"),
    re.compile(rf"#map=\d+(?:\.\d+)?/{_NUMBER}/{_NUMBER}"),
    re.compile(rf"(?<![\w.,/=]){_EXACT}{_BETWEEN}{_EXACT}(?![\w.])"),
)
# «47°54'36.0"N 33°23'24.0"E», as maps write a dropped pin, and «47,9100 33,3900»
_ANGLE: Final = r"(\d{1,3})°\s*(\d{1,2})['′’]\s*(\d{1,2}(?:\.\d+)?)[\"″”]?\s*"
_ANGLES: Final = re.compile(rf"{_ANGLE}([NS])[,\s]*{_ANGLE}([EW])")
_COMMAS: Final = re.compile(r"(?<![\w.,])(\d{1,2}),(\d{4,})[;,\s]\s*(\d{1,3}),(\d{4,})(?![\w.])")
_LINK: Final = re.compile(r"(?:https?://|geo:)\S+")


def point_in(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, if the text holds a point of the earth."""
    written = unquote(text.replace("+", " "))
    for pattern in _PATTERNS:
        if found := pattern.search(written):
            lat, lon = float(found[1]), float(found[2])
            if abs(lat) <= 90 and abs(lon) <= 180:
                return lat, lon
    return _written_out(written)


def _written_out(text: str) -> tuple[float, float] | None:
    """Degrees with minutes and seconds, or with decimal commas."""
    if found := _COMMAS.search(text):
        lat, lon = float(f"{found[1]}.{found[2]}"), float(f"{found[3]}.{found[4]}")
    elif found := _ANGLES.search(text):
        lat = _degrees(found[1], found[2], found[3]) * (-1 if found[4] == "S" else 1)
        lon = _degrees(found[5], found[6], found[7]) * (-1 if found[8] == "W" else 1)
    else:
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _degrees(degrees: str, minutes: str, seconds: str) -> float:
    return round(float(degrees) + float(minutes) / 60 + float(seconds) / 3600, 6)


def is_only_link(text: str) -> bool:
    """Whether there is nothing but a link, and no point to be read in it."""
    return bool(_LINK.search(text)) and not without_links(text).strip() and point_in(text) is None


def without_links(text: str) -> str:
    """The words around a link."""
    return _LINK.sub(" ", text)
