"""Where a picture was taken: read, checked, and gone from what is kept."""

from pathlib import Path

import pytest
from PIL import Image

from flows.events import MediaKind
from handlers.media import Checked, check
from tests.handlers.samples import picture, with_position


@pytest.mark.parametrize("encoding", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_position_is_read_and_not_kept(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "part"
    path.write_bytes(with_position(encoding))
    result = check(path, kind=MediaKind.DOCUMENT)
    assert isinstance(result, Checked)
    assert result.point == pytest.approx((47.910556, 33.391667), abs=1e-6)
    with Image.open(result.path) as kept:
        assert not kept.getexif()


@pytest.mark.parametrize(
    ("lat", "lon", "halves", "point"),
    [
        ((10, 30, 0), (20, 0, 0), "SW", (-10.5, -20.0)),
        ((0, 0, 0), (0, 0, 0), "NE", None),
        ((91, 0, 0), (20, 0, 0), "NE", None),
        ((10, 0, 0), (181, 0, 0), "NE", None),
        ((10, 0, 0), (20, 0, 0), "XE", None),
    ],
)
def test_nonsense_is_no_position(
    tmp_path: Path,
    lat: tuple[float, float, float],
    lon: tuple[float, float, float],
    halves: str,
    point: tuple[float, float] | None,
) -> None:
    path = tmp_path / "part"
    path.write_bytes(with_position(lat=lat, lon=lon, halves=halves))
    result = check(path, kind=MediaKind.PHOTO)
    assert isinstance(result, Checked)
    assert result.point == point


def test_a_picture_without_one(tmp_path: Path) -> None:
    path = tmp_path / "part"
    path.write_bytes(picture("JPEG"))
    result = check(path, kind=MediaKind.PHOTO)
    assert isinstance(result, Checked)
    assert result.point is None
