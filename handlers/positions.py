"""Where a picture was taken, if it says so: read before its metadata are thrown away.

Exif 2.32, 4.6.6 (GPS Attribute Information): degrees, minutes and seconds as three rationals, and
the half of the earth as a letter.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PIL import Image

_GPS: Final = 0x8825
_LAT_REF, _LAT, _LON_REF, _LON = 1, 2, 3, 4


def position_in(path: Path, only: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees (WGS 84); nothing where there is none or it is nonsense.

    ``only`` is the format of Pillow that the content was found to be.
    """
    try:
        with Image.open(path, formats=[only]) as picture:
            tags = picture.getexif().get_ifd(_GPS)
            lat = _degrees(tags[_LAT], tags[_LAT_REF], "NS")
            lon = _degrees(tags[_LON], tags[_LON_REF], "EW")
    except Exception:  # decoders of hostile input raise whatever they like
        return None
    on_earth = abs(lat) <= 90 and abs(lon) <= 180
    # A telephone without a fix writes zeros
    return (lat, lon) if on_earth and (lat, lon) != (0, 0) else None


def _degrees(parts: Sequence[Any], half: str, halves: str) -> float:
    """Raises for what is not a finite angle of one of the two ``halves`` of the earth."""
    degrees, minutes, seconds = (float(part) for part in parts)
    angle = degrees + minutes / 60 + seconds / 3600
    sign = (1, -1)[halves.index(half.strip("\x00 ").upper())]
    if not math.isfinite(angle):
        raise ValueError
    return sign * angle
