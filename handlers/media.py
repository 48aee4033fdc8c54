"""A file from outside becomes one that may be kept: its type checked, its pictures made anew.

Pictures are decoded and written again as JPEG, so that nothing but pixels is left of them: no
EXIF, no position, no thumbnail, no bytes behind the end. An animation keeps its first frame.
Sounds, videos and documents are kept as they came.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import unicodedata
import warnings
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, TypeAlias

import pillow_heif
from PIL import Image, ImageOps

from flows.events import MediaKind
from handlers.filetypes import EXTENSIONS, decode, detect
from handlers.positions import position_in

MEGABYTE: Final = 1024 * 1024
PICTURE_LIMIT: Final = 20 * MEGABYTE
FILE_LIMIT: Final = 50 * MEGABYTE
"""Bytes; what Telegram's cloud lets a bot send back (https://core.telegram.org/bots/api#sending-files)."""
PIXEL_LIMIT: Final = 60_000_000
LONGEST_SIDE: Final = 2560
QUALITY: Final = 85
NAME_LENGTH: Final = 80
SCANS: Final = 100
"""Passes of a JPEG; a camera's has ten at most, and each costs the time of a whole picture."""
SLENDER: Final = 20
"""From this ratio of its sides a picture goes as a document (Telegram's bound for photos)."""

_SIDES: Final = (LONGEST_SIDE, 2048, 1600, 1280, 1024, 800)
_LEAST_QUALITY: Final = 40

Reason: TypeAlias = Literal["too-large", "type", "broken", "empty"]

Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
pillow_heif.register_heif_opener()

_FORMATS: Final = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/heic": "HEIF",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: ``path`` is the input's, or the re-made one's beside it.

    ``name`` is safe to show and ends as its content demands; ``size`` is in bytes. ``point`` is
    where a picture says that it was taken: the kept file does not say it any more.
    """

    path: Path
    kind: MediaKind
    mime: str
    size: int
    sha256: str
    name: str
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that is not kept; ``reason`` is a key of ``errors.ftl``."""

    reason: Reason


def limit(kind: MediaKind) -> int:
    """How many bytes are taken of a file that calls itself this."""
    return PICTURE_LIMIT if kind is MediaKind.PHOTO else FILE_LIMIT


def check(path: Path, *, kind: MediaKind, name: str = "") -> Checked | RefusedFile:
    """Decide by content what the file is, and re-make it where it is a picture.

    Blocking, and needs up to 250 MB for the largest picture: call it through
    :class:`Inspector`. A new file is written beside ``path`` when there is need of one; the
    caller removes both. Raises :class:`OSError` only for this machine's own disk.
    """
    size = path.stat().st_size
    if not size:
        return RefusedFile("empty")
    if size > FILE_LIMIT:
        return RefusedFile("too-large")
    mime = detect(path)
    if mime is None:
        return RefusedFile("type")
    if mime in _FORMATS:
        return _picture(path, mime, name)
    if mime == "text/plain":
        path = _text(path)
    return _checked(path, _kind(mime, kind), mime, name)


class Inspector:
    """Checks files in worker threads, a few at a time, so that memory stays bounded."""

    def __init__(self, at_once: int = 1) -> None:
        self._slots = asyncio.Semaphore(at_once)

    async def check(self, path: Path, *, kind: MediaKind, name: str = "") -> Checked | RefusedFile:
        """See :func:`check`."""
        async with self._slots:
            return await asyncio.to_thread(check, path, kind=kind, name=name)


def fitted(path: Path, most: int) -> bytes:
    """A copy, as small as need be, of a kept picture in at most ``most`` bytes (from 200,000).

    Blocking. Raises :class:`OSError` where the file is gone.
    """
    copy = b""
    for side in _SIDES:
        with Image.open(path, formats=["JPEG"]) as picture:
            picture.thumbnail((side, side))
            held = io.BytesIO()
            picture.save(held, "JPEG", quality=QUALITY if side > _SIDES[-1] else _LEAST_QUALITY)
        copy = held.getvalue()
        if len(copy) <= most:
            break
    return copy


def _picture(path: Path, mime: str, name: str) -> Checked | RefusedFile:
    if path.stat().st_size > PICTURE_LIMIT:
        return RefusedFile("too-large")
    if mime == "image/jpeg" and path.read_bytes().count(b"\xff\xda") > SCANS:
        return RefusedFile("broken")
    target = path.with_name(path.name + ".jpg")
    try:
        picture = _pixels(path, _FORMATS[mime])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return RefusedFile("too-large")
    except Exception:  # decoders of hostile input raise whatever they like
        return RefusedFile("broken")
    picture.save(target, "JPEG", quality=QUALITY, optimize=True)
    slender = max(picture.size) > SLENDER * min(picture.size)
    kind = MediaKind.DOCUMENT if slender else MediaKind.PHOTO
    point = position_in(path, _FORMATS[mime])
    return replace(_checked(target, kind, "image/jpeg", name), point=point)


def _pixels(path: Path, only: str) -> Image.Image:
    """An upright RGB picture within :data:`LONGEST_SIDE`, without anything else of the file."""
    with Image.open(path, formats=[only]) as source:
        if source.width * source.height > PIXEL_LIMIT:
            raise Image.DecompressionBombError
        source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        source.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(source)
        clean = Image.new("RGB", upright.size, "white")
        if upright.has_transparency_data:
            upright = upright.convert("RGBA")
            clean.paste(upright, mask=upright)
        else:
            clean.paste(upright.convert("RGB"))
        return clean


def _text(path: Path) -> Path:
    """The same words in UTF-8, whatever old program they came from."""
    words = decode(path.read_bytes()) or ""
    target = path.with_name(path.name + ".txt")
    target.write_text(words, encoding="utf-8", newline="")
    return target


def _kind(mime: str, claimed: MediaKind) -> MediaKind:
    family = mime.partition("/")[0]
    if family == "video":
        return MediaKind.VIDEO
    if family == "audio":
        return MediaKind.VOICE if claimed is MediaKind.VOICE else MediaKind.DOCUMENT
    return MediaKind.DOCUMENT


def _checked(path: Path, kind: MediaKind, mime: str, name: str) -> Checked:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    shown = safe_name(name, kind.value) + EXTENSIONS[mime]
    return Checked(path, kind, mime, path.stat().st_size, digest, shown)


def safe_name(name: str, default: str) -> str:
    """The name's stem, without folders and without characters that hide or turn what is read."""
    base = name.replace("\\", "/").rpartition("/")[2]
    visible = "".join(c for c in base if unicodedata.category(c)[0] != "C" and c not in '"<>|:*?')
    stem, dot, ending = visible.rpartition(".")
    if not dot or len(ending) > 5:
        stem = visible
    return stem.strip(" .")[:NAME_LENGTH].strip() or default
