import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from flows.events import MediaKind
from handlers import media
from handlers.filetypes import EXTENSIONS, TEXT_LIMIT, detect
from handlers.media import Checked, Inspector, RefusedFile, check, safe_name

DOCUMENT, PHOTO = MediaKind.DOCUMENT, MediaKind.PHOTO


def picture(
    encoding: str, size: tuple[int, int] = (64, 48), mode: str = "RGB", **more: object
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, encoding, **more)
    return out.getvalue()


def with_position(encoding: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "Telephone"
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 54.0, 38.0), 3: "E", 4: (33.0, 23.0, 30.0)})
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


@pytest.fixture
def put(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "part"
        path.write_bytes(content)
        return path

    return write


def kept(result: Checked | RefusedFile) -> Checked:
    assert isinstance(result, Checked), result
    return result


@pytest.mark.parametrize("what", LET_IN)
def test_a_file_is_what_its_content_is(what: str, put: Callable[[bytes], Path]) -> None:
    content, mime = LET_IN[what]
    path = put(content)
    assert detect(path) == mime
    result = kept(check(path, kind=DOCUMENT, name="свідок.exe"))
    stored = "image/jpeg" if mime.startswith("image/") else mime
    assert result.mime == stored
    assert result.name == "свідок" + EXTENSIONS[stored]
    assert result.sha256 == sha256(result.path.read_bytes()).hexdigest()
    assert result.size == len(result.path.read_bytes())


def test_the_table_has_every_type_that_is_let_in() -> None:
    assert {mime for _, mime in LET_IN.values()} == set(EXTENSIONS)


@pytest.mark.parametrize("what", TURNED_AWAY)
def test_what_no_request_needs_is_refused(what: str, put: Callable[[bytes], Path]) -> None:
    assert check(put(TURNED_AWAY[what]), kind=PHOTO, name="photo.jpg") == RefusedFile("type")


@pytest.mark.parametrize("encoding", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_but_pixels_is_left_of_a_picture(
    encoding: str, put: Callable[[bytes], Path]
) -> None:
    path = put(with_position(encoding))
    with Image.open(path) as before:
        assert before.getexif().get_ifd(0x8825)
    result = kept(check(path, kind=PHOTO))
    content = result.path.read_bytes()
    assert b"Exif" not in content
    assert b"Telephone" not in content
    with Image.open(result.path) as after:
        assert not after.getexif()
        assert after.size == (48, 64)
        assert after.format == "JPEG"


def test_bytes_hidden_behind_a_picture_are_dropped(put: Callable[[bytes], Path]) -> None:
    hidden = archive("word/document.xml", OPENXML) + b"<script>alert(1)</script>"
    result = kept(check(put(picture("GIF") + hidden), kind=DOCUMENT, name="a.html"))
    content = result.path.read_bytes()
    assert result.name == "a.jpg"
    assert b"script" not in content
    assert b"PK" not in content


@pytest.mark.parametrize("size", [(8000, 7501), (20_000, 20_000), (2**31 - 1, 2**31 - 1)])
def test_a_pixel_bomb_is_refused_by_its_header(
    size: tuple[int, int], put: Callable[[bytes], Path]
) -> None:
    assert check(put(png_of(*size)), kind=PHOTO) == RefusedFile("too-large")


@pytest.mark.parametrize(
    "content",
    [
        picture("JPEG", (400, 400))[:300],
        png_of(2000, 2000),
        b"\xff\xd8\xff\xe0" + b"\0" * 100,
        b"GIF89a" + b"\xff" * 50,
        b"RIFF\x20\0\0\0WEBPVP8 " + b"\0" * 20,
        b"\0\0\0\x18ftypheic" + b"\0" * 100,
    ],
)
def test_a_broken_picture_is_refused(content: bytes, put: Callable[[bytes], Path]) -> None:
    assert check(put(content), kind=PHOTO) == RefusedFile("broken")


def test_an_empty_file_is_refused(put: Callable[[bytes], Path]) -> None:
    assert check(put(b""), kind=DOCUMENT) == RefusedFile("empty")


def test_a_large_file_is_refused(put: Callable[[bytes], Path]) -> None:
    path = put(b"%PDF-1.7\n")
    with path.open("r+b") as file:
        file.truncate(media.FILE_LIMIT)
    assert isinstance(check(path, kind=DOCUMENT), Checked)
    with path.open("r+b") as file:
        file.truncate(media.FILE_LIMIT + 1)
    assert check(path, kind=DOCUMENT) == RefusedFile("too-large")


def test_a_large_picture_is_refused_whatever_it_calls_itself(put: Callable[[bytes], Path]) -> None:
    path = put(picture("PNG"))
    with path.open("r+b") as file:
        file.truncate(media.PICTURE_LIMIT + 1)
    assert check(path, kind=DOCUMENT) == RefusedFile("too-large")


def test_a_photograph_is_made_as_small_as_a_screen_needs(put: Callable[[bytes], Path]) -> None:
    result = kept(check(put(picture("PNG", (6000, 3000))), kind=DOCUMENT))
    assert result.kind is PHOTO
    with Image.open(result.path) as after:
        assert after.size == (2560, 1280)


def test_a_slender_picture_goes_as_a_document(put: Callable[[bytes], Path]) -> None:
    assert kept(check(put(picture("PNG", (2100, 100))), kind=PHOTO)).kind is DOCUMENT


def test_what_is_transparent_becomes_white(put: Callable[[bytes], Path]) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(kept(check(put(out.getvalue()), kind=PHOTO)).path) as after:
        assert after.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "I;16"])
def test_every_kind_of_pixel_is_understood(mode: str, put: Callable[[bytes], Path]) -> None:
    out = io.BytesIO()
    Image.new(mode, (30, 30)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert kept(check(put(out.getvalue()), kind=PHOTO)).mime == "image/jpeg"


def test_old_letters_are_stored_as_new_ones(put: Callable[[bytes], Path]) -> None:
    result = kept(check(put("Яма\r\n".encode("cp1251")), kind=DOCUMENT))
    assert result.path.read_bytes() == "Яма\r\n".encode()


@pytest.mark.parametrize(
    ("kind", "content", "stored"),
    [
        (PHOTO, LET_IN["pdf"][0], DOCUMENT),
        (PHOTO, LET_IN["mp4"][0], MediaKind.VIDEO),
        (MediaKind.VOICE, LET_IN["ogg"][0], MediaKind.VOICE),
        (DOCUMENT, LET_IN["mp3"][0], DOCUMENT),
        (MediaKind.VIDEO, LET_IN["png"][0], PHOTO),
    ],
)
def test_a_file_that_lies_about_its_kind_is_kept_as_what_it_is(
    kind: MediaKind, content: bytes, stored: MediaKind, put: Callable[[bytes], Path]
) -> None:
    assert kept(check(put(content), kind=kind)).kind is stored


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("акт огляду.pdf", "акт огляду"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\olena\\фото 1.JPG", "фото 1"),
        ("a\u202egpj.exe", "agpj"),
        ("x\0y\n\ue000.txt", "xy"),
        ('a"><b:c|d?.png', "abcd"),
        ("...", "photo"),
        ("", "photo"),
        ("лист від 20.11.2026 до голови", "лист від 20.11.2026 до голови"),
        ("я" * 500 + ".doc", "я" * 80),
    ],
)
def test_a_name_is_safe_to_show(given: str, safe: str) -> None:
    assert safe_name(given, "photo") == safe


async def test_files_are_checked_beside_the_loop(put: Callable[[bytes], Path]) -> None:
    result = await Inspector().check(put(picture("JPEG")), kind=PHOTO)
    assert kept(result).mime == "image/jpeg"
