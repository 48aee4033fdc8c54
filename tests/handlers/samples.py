"""Small files of every kind, made on the spot."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from handlers.filetypes import TEXT_LIMIT


def picture(
    encoding: str, size: tuple[int, int] = (64, 48), mode: str = "RGB", **more: object
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, encoding, **more)
    return out.getvalue()


def with_position(
    encoding: str = "JPEG",
    lat: tuple[float, float, float] = (47.0, 54.0, 38.0),
    lon: tuple[float, float, float] = (33.0, 23.0, 30.0),
    halves: str = "NE",
) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "Telephone"
    exif.get_ifd(0x8825).update({1: halves[0], 2: lat, 3: halves[1], 4: lon})
    return picture(encoding, exif=exif.tobytes())


def archive(*names: str, first: tuple[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        if first:
            file.writestr(*first)
        for name in names:
            file.writestr(name, "<x/>")
    return out.getvalue()


def ole(stream: str) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(1024, b"\0")
    return head + f"{stream}\0".encode("utf-16-le").ljust(512, b"\0")


def png_of(width: int, height: int) -> bytes:
    """A header that promises a picture, and next to nothing behind it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def box(brand: bytes) -> bytes:
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\2\0isomiso2" + b"\0" * 64


OPENXML = "[Content_Types].xml"
ODT = "application/vnd.oasis.opendocument.text"
MP3_FRAME = b"\xff\xfb\x90\x64" + b"\0" * 413
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + b"\0" * 40

LET_IN: dict[str, tuple[bytes, str]] = {
    "jpeg": (picture("JPEG"), "image/jpeg"),
    "png": (picture("PNG"), "image/png"),
    "webp": (picture("WEBP"), "image/webp"),
    "gif": (picture("GIF"), "image/gif"),
    "heic": (picture("HEIF"), "image/heic"),
    "mp4": (box(b"isom"), "video/mp4"),
    "mov": (box(b"qt  "), "video/quicktime"),
    "3gp": (box(b"3gp5"), "video/3gpp"),
    "webm": (WEBM + b"V_VP9", "video/webm"),
    "voice of a browser": (WEBM + b"A_OPUS", "audio/webm"),
    "ogg": (b"OggS\0\2" + b"\0" * 22 + b"OpusHead" + b"\0" * 50, "audio/ogg"),
    "mp3": (MP3_FRAME * 2, "audio/mpeg"),
    "mp3 with a tag": (b"ID3\4\0\0\0\0\0\x14" + b"x" * 20 + b"\0" * 9 + MP3_FRAME, "audio/mpeg"),
    "m4a": (box(b"M4A "), "audio/mp4"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
    "doc": (ole("WordDocument"), "application/msword"),
    "xls": (ole("Workbook"), "application/vnd.ms-excel"),
    "docx": (
        archive(OPENXML, "word/document.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": (
        archive(OPENXML, "xl/workbook.xml"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "odt": (archive("content.xml", first=("mimetype", ODT)), ODT),
    "text": ("Яма на дорозі\r\n".encode(), "text/plain"),
    "text of an old program": ("Яма на дорозі".encode("cp1251"), "text/plain"),
    "text of Notepad": ("Яма".encode("utf-16"), "text/plain"),
}

TURNED_AWAY: dict[str, bytes] = {
    "program": b"MZ\x90\0" + b"\0" * 200,
    "linux program": b"\x7fELF\2\1\1" + b"\0" * 200,
    "page": "<!DOCTYPE html><p>Яма".encode(),
    "page after words": b"hello " * 500 + b"<ScRiPt>alert(1)</script>",
    "drawing": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "bare drawing": b"  <svg onload=alert(1)>",
    "page in wide letters": "<html>".encode("utf-16"),
    "shell script": b"#!/bin/sh\nreboot\n",
    "archive": archive("photo.jpg"),
    "java program": archive("META-INF/MANIFEST.MF", "Main.class"),
    "document with macros": archive(OPENXML, "word/document.xml", "word/vbaProject.bin"),
    "installer": ole("Installer"),
    "rar": b"Rar!\x1a\7\1\0" + b"\0" * 40,
    "7z": b"7z\xbc\xaf\x27\x1c" + b"\0" * 40,
    "half an archive": archive(OPENXML, "word/document.xml")[:-30],
    "matroska of an unknown kind": b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska",
    "ogg of an unknown kind": b"OggS\0\2" + b"\0" * 60,
    "tag without sound": b"ID3\4\0\0\0\0\0\x14" + b"x" * 20 + b"MZ" + b"\0" * 30,
    "another brand": box(b"crx "),
    "zeros": bytes(5000),
    "too much text": "а".encode() * TEXT_LIMIT,
}
