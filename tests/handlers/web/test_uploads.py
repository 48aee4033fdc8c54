"""Files on their way in, and files that are shown."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from aiohttp import ClientResponse, FormData
from aiohttp.test_utils import TestServer

from handlers.channel import FetchError, File
from handlers.media import FILE_LIMIT, MEGABYTE
from handlers.web import uploads
from handlers.web.channel import WebChannel
from tests.handlers.web.conftest import Visitor, event
from tests.handlers.web.memory import Clock, MemoryChat, settings_for


class Usage(NamedTuple):
    free: int


async def upload(
    visitor: Visitor, content: bytes, name: str = "яма.jpg", mime: str = "image/jpeg"
) -> ClientResponse:
    form = FormData(quote_fields=False)  # as browsers do
    form.add_field("file", io.BytesIO(content), filename=name, content_type=mime)
    return await visitor.post("/api/files", data=form)


async def fetched(folder: Path, token: str) -> bytes:
    channel = WebChannel(settings_for(folder), Clock())
    return b"".join([chunk async for chunk in channel.fetch(token)])


def left_over(folder: Path) -> list[str]:
    return [path.name for path in (folder / "incoming").iterdir()]


async def test_a_photo_is_uploaded_sent_and_fetched(
    visitor: Visitor, chat: MemoryChat, tmp_path: Path
) -> None:
    await visitor.enter()
    content = os.urandom(3 * MEGABYTE)
    answer = await upload(visitor, content)
    there = await answer.json()
    assert answer.status == 201
    assert (there["name"], there["size"], there["kind"]) == ("яма.jpg", len(content), "photo")
    sent = await visitor.post("/api/events", event("files", files=[there], text="Ось"))
    assert sent.status == 202
    assert len(chat.inbox) == 1
    assert await fetched(tmp_path, there["token"]) == content


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\olena\\фото.PNG", "фото.png"),
        ("gpj.\u202eexe.jpg", "gpj.exe.jpg"),
        ("a" * 300 + ".jpg", "a" * 80 + ".jpg"),
        (".jpg", "file"),
    ],
)
async def test_the_name_of_a_file_is_made_harmless(visitor: Visitor, name: str, shown: str) -> None:
    await visitor.enter()
    assert (await (await upload(visitor, b"x", name)).json())["name"] == shown


@pytest.mark.parametrize(
    ("mime", "kind"),
    [
        ("video/mp4", "video"),
        ("audio/ogg", "voice"),
        ("application/pdf", "document"),
        ("text/html", "document"),
    ],
)
async def test_what_a_file_is_to_its_sender(visitor: Visitor, mime: str, kind: str) -> None:
    await visitor.enter()
    assert (await (await upload(visitor, b"x", "a", mime)).json())["kind"] == kind


async def test_a_file_above_the_limit_is_refused_and_leaves_nothing(
    visitor: Visitor, tmp_path: Path
) -> None:
    await visitor.enter()
    answer = await upload(visitor, bytes(FILE_LIMIT + 1))
    assert (answer.status, (await answer.json())["error"]) == (413, "file_too_large")
    assert left_over(tmp_path) == []


async def test_a_file_at_the_limit_is_taken(visitor: Visitor) -> None:
    await visitor.enter()
    assert (await upload(visitor, bytes(FILE_LIMIT))).status == 201


async def test_an_empty_file_is_refused(visitor: Visitor, tmp_path: Path) -> None:
    await visitor.enter()
    answer = await upload(visitor, b"")
    assert (answer.status, (await answer.json())["error"]) == (400, "file_empty")
    assert left_over(tmp_path) == []


@pytest.mark.parametrize(
    ("mime", "body"),
    [
        ("application/json", b"{}"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"--b\r\nnonsense"),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\nno name\r\n--b--\r\n"),
        ("multipart/form-data; boundary=b", b"--b--\r\n"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\ncut short',
        ),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n",
        ),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\n".join(
                [
                    b"",
                    b'Content-Disposition: form-data; name="file"; filename="a"\r\n\r\none\r\n',
                    b'Content-Disposition: form-data; name="file"; filename="b"\r\n\r\ntwo\r\n',
                ]
            )
            + b"--b--\r\n",
        ),
    ],
)
async def test_a_broken_upload_is_refused_and_leaves_nothing(
    visitor: Visitor, tmp_path: Path, mime: str, body: bytes
) -> None:
    await visitor.enter()
    answer = await visitor.post("/api/files", data=body, headers={"Content-Type": mime})
    assert answer.status in {400, 415}, await answer.text()
    assert (await answer.json())["text"]
    assert not (tmp_path / "incoming").exists() or left_over(tmp_path) == []


async def test_an_upload_whose_sender_goes_leaves_nothing(
    visitor: Visitor, server: TestServer, tmp_path: Path
) -> None:
    await visitor.enter()
    cookies = "; ".join(f"{c.key}={c.value}" for c in visitor.http.session.cookie_jar)
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(
        f"POST /api/files HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
        f"Cookie: {cookies}\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        f"Content-Length: 1000000\r\n\r\n"
        '--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n'.encode()
        + bytes(400_000)
    )
    await writer.drain()
    await eventually(lambda: (tmp_path / "incoming").exists() and bool(left_over(tmp_path)))
    writer.close()
    await eventually(lambda: not left_over(tmp_path))
    assert reader.at_eof() or not left_over(tmp_path)


async def eventually(holds: object) -> None:
    """Lets the server run until ``holds()``; the test's own time limit ends a wait in vain."""
    assert callable(holds)
    while not holds():
        await asyncio.to_thread(os.sched_yield)


async def test_another_ones_upload_cannot_be_sent(
    visitor: Visitor, stranger: Visitor, chat: MemoryChat
) -> None:
    await visitor.enter()
    await stranger.enter()
    there = await (await upload(visitor, b"x")).json()
    answer = await stranger.post("/api/events", event("files", files=[there]))
    assert (answer.status, (await answer.json())["error"]) == (400, "upload_unknown")
    assert not chat.inbox


async def test_a_full_disk_is_told_kindly(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    await visitor.enter()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1000))
    answer = await upload(visitor, b"x")
    assert (answer.status, (await answer.json())["error"]) == (507, "no_room")


async def test_what_nobody_sent_is_swept_away_in_the_end(visitor: Visitor, tmp_path: Path) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    for name, age in [("old", uploads.KEPT + 60), ("new", 60)]:
        (folder / name).write_bytes(b"x")
        then = (folder / name).stat().st_mtime - age
        os.utime(folder / name, (then, then))
    await visitor.enter()
    there = await (await upload(visitor, b"x")).json()
    assert sorted(left_over(tmp_path)) == sorted(["new", there["token"]])


@pytest.mark.parametrize("token", ["", "..", "../key", "A" * 22, f"{'A' * 22}.{'B' * 22}"])
async def test_a_token_that_names_no_upload_has_no_bytes(tmp_path: Path, token: str) -> None:
    with pytest.raises(FetchError) as caught:
        await fetched(tmp_path, token)
    assert caught.value.final


def stored(folder: Path, mime: str, name: str, content: bytes = b"0123456789") -> File:
    path = folder / "ab"
    path.write_bytes(content)
    return File(7, path, mime, name, "photo", len(content))


@pytest.mark.parametrize(
    ("mime", "way"),
    [
        ("image/jpeg", "inline"),
        ("video/mp4", "inline"),
        ("audio/ogg", "inline"),
        ("application/pdf", "attachment"),
        ("text/html", "attachment"),
        ("image/svg+xml", "attachment"),
    ],
)
async def test_a_file_is_served_so_that_it_can_do_no_harm(
    visitor: Visitor, chat: MemoryChat, tmp_path: Path, mime: str, way: str
) -> None:
    address = await visitor.enter()
    chat.files[address, 7] = stored(tmp_path, mime, "яма\r\n.jpg")
    answer = await visitor.get("/api/files/7")
    assert answer.status == 200
    assert await answer.read() == b"0123456789"
    assert answer.headers["Content-Type"] == mime
    assert answer.headers["Content-Disposition"].startswith(f"{way}; filename*=UTF-8''%D1%8F")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_part_of_a_film_can_be_asked_for(
    visitor: Visitor, chat: MemoryChat, tmp_path: Path
) -> None:
    address = await visitor.enter()
    chat.files[address, 7] = stored(tmp_path, "video/mp4", "a.mp4")
    answer = await visitor.get("/api/files/7", headers={"Range": "bytes=2-4"})
    assert (answer.status, await answer.read()) == (206, b"234")


async def test_another_ones_file_looks_as_if_it_did_not_exist(
    visitor: Visitor, stranger: Visitor, chat: MemoryChat, tmp_path: Path
) -> None:
    address = await visitor.enter()
    await stranger.enter()
    chat.files[address, 7] = stored(tmp_path, "image/jpeg", "a.jpg")
    alien, missing = await stranger.get("/api/files/7"), await stranger.get("/api/files/8")
    assert (alien.status, await alien.json()) == (missing.status, await missing.json())
    assert alien.status == 404
    chat.files[address, 7].path.unlink()
    assert (await visitor.get("/api/files/7")).status == 404
