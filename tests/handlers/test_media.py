import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from flows.events import MediaKind
from handlers import media
from handlers.filetypes import EXTENSIONS, detect
from handlers.media import Checked, Inspector, RefusedFile, check, safe_name
from tests.handlers.samples import (
    LET_IN,
    OPENXML,
    TURNED_AWAY,
    archive,
    picture,
    png_of,
    with_position,
)

DOCUMENT, PHOTO = MediaKind.DOCUMENT, MediaKind.PHOTO


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
@pytest.mark.fault(23)
def test_a_pixel_bomb_is_refused_by_its_header(
    size: tuple[int, int], put: Callable[[bytes], Path]
) -> None:
    assert check(put(png_of(*size)), kind=PHOTO) == RefusedFile("too-large")


@pytest.mark.parametrize(("times", "refused"), [(1, False), (media.SCANS, True)])
def test_a_picture_that_would_be_decoded_for_ever_is_refused(
    times: int, refused: bool, put: Callable[[bytes], Path]
) -> None:
    content = picture("JPEG", progressive=True)
    end = content.rindex(b"\xff\xd9")
    last_scan = content[content.rindex(b"\xff\xda") : end]
    path = put(content[:end] + last_scan * times + content[end:])
    assert isinstance(check(path, kind=PHOTO), RefusedFile) is refused


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
@pytest.mark.fault(23)
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
