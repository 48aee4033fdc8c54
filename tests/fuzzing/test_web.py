"""The web chat's edges: what the page posts, and files on their way in."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from hypothesis import example, given
from hypothesis import strategies as st

from flows.events import MediaKind
from handlers.web.channel import WebChannel
from handlers.web.inbound import translate
from tests.handlers.web.conftest import Visitor
from tests.handlers.web.memory import Clock, MemoryChat, application, settings_for

from .spoiling import ODD_WORDS, fuzz, json_bytes, spoiled, storable, torn

pytestmark = [
    pytest.mark.filterwarnings("ignore::aiohttp.BadContentDispositionHeader"),
    pytest.mark.filterwarnings("ignore::aiohttp.BadContentDispositionParam"),
]

KEY = "0b5a4c1e-8d4f-4a56-9c1a-1520152015ab"
REAL: list[dict[str, Any]] = [
    {"id": KEY, "kind": "text", "text": "Яма біля школи", "reply_to": "12"},
    {"id": KEY, "kind": "tap", "data": "q:1:1:yes", "message": "7", "label": "Так"},
    {"id": KEY, "kind": "point", "lat": 47.9, "lon": 33.4, "title": "Дім"},
    {"id": KEY, "kind": "contact", "data": "067 123 45 67"},
    {"id": KEY, "kind": "start", "data": "svc_lights-1"},
    {
        "id": KEY, "kind": "files", "text": "Ось",
        "files": [{"token": "t", "name": "a.jpg", "kind": MediaKind.PHOTO.value, "size": 5}],
    },
]  # fmt: skip


class House:
    """A server of the web chat, somebody in it, and its files."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.chat = MemoryChat(self.clock)
        channel = WebChannel(settings_for(folder), self.clock, self.clock.monotonic)
        self.server = TestServer(application(channel, self.chat))
        self.incoming = folder / "incoming"

    async def open(self) -> None:
        await self.server.start_server()
        self.visitor = Visitor(self.server)
        await self.visitor.enter()

    async def close(self) -> None:
        await self.visitor.http.close()
        await self.server.close()

    async def post(self, path: str, body: bytes, content: str) -> int:
        """The status; enough time passes that nobody is too many."""
        self.clock.pass_(seconds=10)
        headers = {"Content-Type": content}
        answer = await self.visitor.post(path, data=body, headers=headers)
        await answer.read()
        return answer.status


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    made = House(tmp_path)
    await made.open()
    yield made
    await made.close()


@given(st.one_of(spoiled(REAL).map(json_bytes), torn([json_bytes(one) for one in REAL])))
@fuzz(250)
@pytest.mark.fault(24)
async def test_an_event_is_taken_or_refused_and_what_is_taken_is_understood(
    house: House, bad: bytes
) -> None:
    house.chat.inbox.clear()
    assert await house.post("/api/events", bad, "application/json") in {200, 202, 400, 413}
    for one in house.chat.inbox.values():
        event = translate(one.raw)
        assert event.address == one.address
        assert storable(event)


def _form(name: str, content: bytes, mime: str, field: str = "file") -> bytes:
    quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = f'--xyz\r\nContent-Disposition: form-data; name="{field}"; filename="{quoted}"\r\n'
    return (
        f"{head}Content-Type: {mime}\r\n\r\n".encode("utf-8", "replace")
        + content
        + b"\r\n--xyz--\r\n"
    )


WHOLE = _form("яма.jpg", b"\xff\xd8\xff" + b"x" * 300, "image/jpeg")
CONTENT = "multipart/form-data; boundary=xyz"
NAMES = st.text(max_size=60) | st.sampled_from(ODD_WORDS) | st.sampled_from(
    ["..", "/", "\\", "a/../b.jpg", "CON", "nul.jpg", ".htaccess", "x" * 4000, "a.jpg\x00.exe", "=?utf-8?q?x?="]
)  # fmt: skip


@given(
    NAMES, st.sampled_from(["image/jpeg", "text/html", "", "x" * 300, "video/mp4; a=b", "\u202e"])
)
@fuzz(120)
async def test_a_file_of_any_name_is_kept_under_a_safe_one_or_refused(
    house: House, name: str, mime: str
) -> None:
    status = await house.post("/api/files", _form(name, b"words", mime), CONTENT)
    assert status in {201, 400}
    assert _leftovers(house) == []


@given(torn([WHOLE, WHOLE[:-10], b"--xyz\r\n" * 40, WHOLE.replace(b"filename", b"filenome")]))
@example(WHOLE + WHOLE)
@example(WHOLE.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n", 1))
@example(WHOLE.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: \xff\r\n\r\n", 1))
@example(WHOLE.replace(b"\r\n\r\n", b"\r\nContent-Length: 9999\r\n\r\n", 1))
@example(WHOLE.replace(b"\r\n\r\n", b"\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n", 1))
@fuzz(150)
@pytest.mark.fault(23)
async def test_a_broken_form_is_refused_and_leaves_nothing(house: House, bad: bytes) -> None:
    assert await house.post("/api/files", bad, CONTENT) in {201, 400, 413, 415}
    assert _leftovers(house) == []


@given(st.sampled_from(["", "text/plain", "multipart/form-data", "multipart/mixed; boundary=", "a/b/c",
                        "multipart/form-data; boundary=" + "y" * 200, 'multipart/x; boundary="'])
       | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))  # fmt: skip
@fuzz(60)
async def test_a_form_that_says_something_else_of_itself_is_refused(
    house: House, mime: str
) -> None:
    assert await house.post("/api/files", WHOLE, mime) in {400, 415}
    assert _leftovers(house) == []


def _leftovers(house: House) -> list[str]:
    """Files that are neither whole nor gone."""
    if not house.incoming.is_dir():
        return []
    return [path.name for path in house.incoming.iterdir() if path.suffix == ".part"]


@given(spoiled([{"at": "chat", "after": "17", "last": "3"}]))
@fuzz(60)
async def test_odd_questions_of_the_stream_and_the_files_are_refused(
    house: House, value: Any
) -> None:
    house.clock.pass_(seconds=10)
    word = json.dumps(value)[:200]
    for path in ("/api/files/", "/r/", "/api/messages?after="):
        answer = await house.visitor.get(path + word.replace("/", "%2F").replace("?", "%3F"))
        assert answer.status < 500, path
