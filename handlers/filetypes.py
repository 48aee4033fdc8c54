"""What a file is, by its content alone: names and claimed types are anybody's to choose.

Only the types listed here are let in; everything else has no name and is refused. A file that
is several things at once (a polyglot) is stored under the one type that it was let in as, and
is served and sent only as that.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

HEAD: Final = 4096
"""Bytes from the beginning that are enough to tell every type but office documents and texts."""

TEXT_LIMIT: Final = 2 * 1024 * 1024
"""Bytes of the largest plain text: a description, not a data set."""

EXTENSIONS: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/heic": ".heic",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/3gpp": ".3gp",
    "video/webm": ".webm",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/webm": ".weba",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "text/plain": ".txt",
}
"""The types that are let in, each with the extension that its stored name ends in."""

OF_OURS: Final = {"application/json": ".json", "text/csv": ".csv"}
"""Types that only the program itself makes."""

_PREFIXES: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)
_BRANDS: Final = (
    dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1"), "image/heic")
    | dict.fromkeys((b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"dash"), "video/mp4")
    | dict.fromkeys((b"mp41", b"mp42", b"avc1", b"MSNV", b"XAVC", b"mmp4"), "video/mp4")
    | dict.fromkeys((b"M4V ", b"M4VH", b"M4VP"), "video/mp4")
    | {b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"qt  ": "video/quicktime"}
)
_OGG_SOUND: Final = (b"OpusHead", b"\x01vorbis", b"Speex   ")
_WEBM_PICTURES: Final = (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG4")
_MARKUP: Final = ("<!doctype", "<html", "<svg", "<script", "<?xml", "<?php")
_CONTROLS: Final = frozenset(map(chr, range(32))) - set("\t\n\r\f") | {"\x7f"}
_DIRECTORY_LIMIT: Final = 1024 * 1024
"""Bytes of a ZIP's list of entries that are read; an office document has a few kilobytes."""


def detect(path: Path) -> str | None:
    """The MIME type of the file's content, a key of :data:`EXTENSIONS`; None for all others."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    for prefix, mime in _PREFIXES:
        if head.startswith(prefix):
            return mime
    return _riff(head) or _mp4(head) or _webm(head) or _ogg(head) or _late(head, path)


def _late(head: bytes, path: Path) -> str | None:
    """The types that need more of the file than its head."""
    if head.startswith(b"PK\x03\x04"):
        return _zipped_office(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_office(path)
    return _mp3(head, path) or _plain(path)


def _riff(head: bytes) -> str | None:
    return "image/webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def _mp4(head: bytes) -> str | None:
    """ISO base media by its brand (https://mp4ra.org/registered-types/brands)."""
    if head[4:8] in {b"moov", b"wide"}:
        return "video/quicktime"
    if head[4:8] != b"ftyp":
        return None
    brand = head[8:12]
    return _BRANDS.get(brand) or ("video/3gpp" if brand[:3] in {b"3gp", b"3g2"} else None)


def _webm(head: bytes) -> str | None:
    if not head.startswith(b"\x1a\x45\xdf\xa3") or b"webm" not in head[:64]:
        return None
    return "video/webm" if any(codec in head for codec in _WEBM_PICTURES) else "audio/webm"


def _ogg(head: bytes) -> str | None:
    known = head.startswith(b"OggS") and any(codec in head[:128] for codec in _OGG_SOUND)
    return "audio/ogg" if known else None


def _mp3(head: bytes, path: Path) -> str | None:
    """A frame header at the beginning, or right after the tag (https://id3.org/id3v2.4.0-structure)."""
    if head.startswith(b"ID3") and len(head) >= 10:
        length = 0
        for byte in head[6:10]:
            length = length << 7 | byte & 0x7F
        with path.open("rb") as file:
            file.seek(10 + length)
            head = file.read(HEAD).lstrip(b"\0")
    return "audio/mpeg" if _is_mp3_frame(head) else None


def _is_mp3_frame(head: bytes) -> bool:
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer == 1 and bitrate not in {0, 15} and rate != 3


def _zipped_office(path: Path) -> str | None:
    """Office documents without macros; any other archive has no type."""
    if not _small_directory(path):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            first = archive.infolist()[0]
            mark = b""
            if first.filename == "mimetype" and first.file_size < 100:
                mark = archive.read(first)
    except Exception:  # zipfile raises whatever it likes for hostile input
        return None
    if mark == b"application/vnd.oasis.opendocument.text" and "content.xml" in names:
        return mark.decode()
    if "[Content_Types].xml" not in names or any("vbaProject" in name for name in names):
        return None
    office = "application/vnd.openxmlformats-officedocument."
    if "word/document.xml" in names:
        return office + "wordprocessingml.document"
    return office + "spreadsheetml.sheet" if "xl/workbook.xml" in names else None


def _small_directory(path: Path) -> bool:
    """Whether the list of entries is small enough to be read into memory.

    ``zipfile`` reads as many bytes as the end record says (APPNOTE 4.3.16), so that number is
    looked at first.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 65_557))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    return at >= 0 and int.from_bytes(tail[at + 12 : at + 16], "little") <= _DIRECTORY_LIMIT


def _ole_office(path: Path) -> str | None:
    """The old binary formats by the name of their main stream ([MS-DOC] 2.1, [MS-XLS] 2.1)."""
    content = path.read_bytes()
    if "WordDocument\0".encode("utf-16-le") in content:
        return "application/msword"
    if any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return "application/vnd.ms-excel"
    return None


def _plain(path: Path) -> str | None:
    if path.stat().st_size > TEXT_LIMIT:
        return None
    text = decode(path.read_bytes())
    if text is None or not _CONTROLS.isdisjoint(text) or text.startswith("#!"):
        return None
    lowered = text.casefold()
    return None if any(tag in lowered for tag in _MARKUP) else "text/plain"


def decode(content: bytes) -> str | None:
    """Words in UTF-8, UTF-16 with its mark, or Windows-1251; None when it is none of these."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
