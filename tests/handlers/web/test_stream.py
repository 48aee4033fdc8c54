"""Live updates, history, and what stands beside the chat."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestServer

from flows.messages import BOLD, PLAIN, Ask, Choice, Message, Style
from handlers.web.ports import RequestLine, Shown
from handlers.web.stream import PER_SESSION
from tests.handlers.web.conftest import Visitor
from tests.handlers.web.memory import MemoryChat


async def frame(answer: ClientResponse) -> str:
    """The next block of a stream, whatever it is."""
    lines: list[str] = []
    while line := (await answer.content.readline()).decode():
        if line == "\n":
            return "".join(lines)
        lines.append(line)
    return "(end)"


async def row(answer: ClientResponse) -> dict[str, Any]:
    """The next row."""
    while not (block := await frame(answer)).startswith("id: "):
        assert block != "(end)"
    number, data = block.split("\n")[:2]
    value: dict[str, Any] = json.loads(data.removeprefix("data: "))
    assert number == f"id: {value['id']}"
    return value


async def test_what_is_said_arrives_at_once(visitor: Visitor, chat: MemoryChat) -> None:
    address = await visitor.enter()
    stream = await visitor.get("/api/stream")
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    assert stream.headers["X-Accel-Buffering"] == "no"
    await visitor.say("Яма")
    assert (await row(stream))["text"] == "Яма"
    await chat.say(address, Message("Дякуємо"))
    assert (await row(stream))["text"] == "Дякуємо"
    stream.close()


async def test_a_row_has_all_that_the_page_needs(visitor: Visitor, chat: MemoryChat) -> None:
    address = await visitor.enter()
    message = Message(
        f"{BOLD}Де{PLAIN}?",
        ((Choice("Назад", "b", Style.DANGER), Choice("Сайт", url="https://example.org/")),),
        ask=Ask.LOCATION,
        ask_label="Тут",
        media=(4,),
        request=1057,
        replaces="1",
        placeholder="Адреса",
    )
    await chat.say(address, message, Shown(4, "photo", "a.jpg", 10, "image/jpeg"))
    answer = await (await visitor.get("/api/messages")).json()
    (said,) = answer["messages"]
    assert said == {
        "id": 1,
        "at": "2026-11-20T12:00:00+00:00",
        "out": True,
        "text": "\ue000Де\ue001?",
        "choices": [
            [
                {"label": "Назад", "data": "b", "style": "danger"},
                {"label": "Сайт", "url": "https://example.org/"},
            ]
        ],
        "ask": "location",
        "ask_label": "Тут",
        "media": [4],
        "files": [
            {
                "id": 4,
                "kind": "photo",
                "name": "a.jpg",
                "size": 10,
                "mime": "image/jpeg",
                "ready": True,
            }
        ],
        "request": 1057,
        "replaces": "1",
        "placeholder": "Адреса",
    }


async def test_a_stream_goes_on_where_the_last_one_was_cut(
    visitor: Visitor, chat: MemoryChat
) -> None:
    address = await visitor.enter()
    for n in range(5):
        await chat.say(address, Message(f"{n}"))
    stream = await visitor.get("/api/stream?after=1", headers={"Last-Event-ID": "3"})
    assert [(await row(stream))["id"] for _ in range(2)] == [4, 5]
    stream.close()
    again = await visitor.get("/api/stream?after=4")
    assert (await row(again))["id"] == 5
    again.close()


async def test_a_long_silence_ends_with_everything_that_was_said(
    visitor: Visitor, chat: MemoryChat
) -> None:
    address = await visitor.enter()
    for n in range(250):
        await chat.say(address, Message(f"{n}"))
    stream = await visitor.get("/api/stream")
    assert [(await row(stream))["text"] for _ in range(250)] == [f"{n}" for n in range(250)]
    stream.close()


async def test_each_conversation_hears_only_itself(
    visitor: Visitor, stranger: Visitor, chat: MemoryChat
) -> None:
    address, other = await visitor.enter(), await stranger.enter()
    stream = await stranger.get("/api/stream")
    await chat.say(address, Message("Не для вас"))
    await chat.say(other, Message("Для вас"))
    assert (await row(stream))["text"] == "Для вас"
    stream.close()


@pytest.mark.parametrize("changes", [{"heartbeat": 0.01}])
async def test_a_silent_stream_shows_that_it_is_alive(visitor: Visitor) -> None:
    await visitor.enter()
    stream = await visitor.get("/api/stream")
    assert [await frame(stream) for _ in range(3)] == ["retry: 3000\n", ": here\n", ": here\n"]
    stream.close()


@pytest.mark.parametrize("changes", [{"heartbeat": 0.05}])
async def test_and_so_does_one_that_is_woken_again_and_again_for_nothing(
    visitor: Visitor, chat: MemoryChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def too_early(_address: str, _cursor: int) -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr(chat, "wait", too_early)
    await visitor.enter()
    stream = await visitor.get("/api/stream")
    blocks = [await asyncio.wait_for(frame(stream), 10) for _ in range(2)]
    assert blocks == ["retry: 3000\n", ": here\n"]
    stream.close()


@pytest.mark.parametrize("changes", [{"heartbeat": 0.01, "stream_age": 0.02}])
async def test_a_stream_ends_so_that_the_session_is_proven_again(visitor: Visitor) -> None:
    await visitor.enter()
    stream = await visitor.get("/api/stream")
    while (last := await frame(stream)) != "(end)":
        assert "bye" not in last


async def test_one_stream_too_many_ends_the_oldest(visitor: Visitor) -> None:
    await visitor.enter()
    streams = [await visitor.get("/api/stream") for _ in range(PER_SESSION + 1)]
    assert [await frame(streams[0]) for _ in range(3)] == [
        "retry: 3000\n",
        "event: bye\ndata: {}\n",
        "(end)",
    ]
    for stream in streams[1:]:
        stream.close()


async def test_the_server_stops_although_pages_listen(visitor: Visitor, server: TestServer) -> None:
    await visitor.enter()
    stream = await visitor.get("/api/stream")
    assert await frame(stream) == "retry: 3000\n"
    await asyncio.wait_for(server.close(), 10)
    assert await frame(stream) in {"event: bye\ndata: {}\n", "(end)"}


async def test_history_is_read_from_the_end_and_page_by_page(
    visitor: Visitor, chat: MemoryChat
) -> None:
    address = await visitor.enter()
    for n in range(1, 251):
        await chat.say(address, Message(f"{n}"))

    async def ids(query: str) -> list[int]:
        answer = await (await visitor.get(f"/api/messages?{query}")).json()
        return [said["id"] for said in answer["messages"]]

    assert await ids("limit=3") == [248, 249, 250]
    assert await ids("limit=3&before=248") == [245, 246, 247]
    assert await ids("limit=2&after=0") == [1, 2]
    assert await ids("after=250") == []
    assert len(await ids("limit=100000")) == 200
    assert await ids("limit=0&after=0") == [*range(1, 201)]


@pytest.mark.parametrize(
    "query", ["after=x", "after=-1", "before=1.5", "limit=²", "after=" + "9" * 30]
)
async def test_a_wrong_cursor_gets_a_kind_sentence(visitor: Visitor, query: str) -> None:
    await visitor.enter()
    answer = await visitor.get(f"/api/messages?{query}")
    assert (answer.status, (await answer.json())["error"]) == (400, "malformed")


async def test_an_unknown_kind_of_session_gets_a_kind_sentence(visitor: Visitor) -> None:
    answer = await visitor.get("/api/messages?at=admin")
    assert (answer.status, (await answer.json())["error"]) == (400, "malformed")


async def test_requests_stand_beside_the_chat(visitor: Visitor, chat: MemoryChat) -> None:
    address = await visitor.enter("staff")
    chat.members.add(address)
    chat.lines[address] = [RequestLine(1057, "Яма", "у роботі", "до 2 грудня", urgent=True)]
    answer = await (await visitor.get("/api/requests?at=staff")).json()
    assert answer == {
        "staff": True,
        "requests": [
            {
                "number": 1057,
                "topic": "Яма",
                "status": "у роботі",
                "deadline": "до 2 грудня",
                "urgent": True,
            }
        ],
    }
