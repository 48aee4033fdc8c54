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
    re.compile(rf"/(?:place|search|dir)/{_PAIR}"),
    re.compile(rf"@{_PAIR}"),
    re.compile(rf"#map=\d+(?:\.\d+)?/{_NUMBER}/{_NUMBER}"),
    re.compile(rf"(?<![\w.,/=]){_EXACT}{_BETWEEN}{_EXACT}(?![\w.])"),
)
_LINK: Final = re.compile(r"(?:https?://|geo:)\S+")


def point_in(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, if the text holds a point of the earth."""
    written = unquote(text.replace("+", " "))
    for pattern in _PATTERNS:
        if found := pattern.search(written):
            lat, lon = float(found[1]), float(found[2])
            if abs(lat) <= 90 and abs(lon) <= 180:
                return lat, lon
    return None


def without_links(text: str) -> str:
    """The words around a link."""
    return _LINK.sub(" ", text)
