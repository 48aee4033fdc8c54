"""A server of the web chat on a real socket, and browsers without a window."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, CookieJar
from aiohttp.test_utils import TestClient, TestServer

from handlers.web.channel import WebChannel
from tests.handlers.web.memory import Clock, MemoryChat, application, settings_for


class Visitor:
    """One browser: keeps its cookies and names its origin, as browsers do."""

    def __init__(self, server: TestServer) -> None:
        self.http = TestClient(server, cookie_jar=CookieJar(unsafe=True))
        self.origin = str(server.make_url("")).rstrip("/")

    async def post(self, path: str, body: Any = None, **options: Any) -> ClientResponse:
        headers = {"Origin": self.origin, **options.pop("headers", {})}
        if "data" not in options:
            options["json"] = {} if body is None else body
        return await self.http.post(path, headers=headers, **options)

    async def get(self, path: str, **options: Any) -> ClientResponse:
        return await self.http.get(path, allow_redirects=False, **options)

    async def enter(self, at: str = "chat") -> str:
        """Opens a session and tells its address."""
        answer = await self.post(f"/api/session?at={at}")
        assert answer.status == 200, await answer.text()
        return self.address(at)

    def address(self, at: str = "chat") -> str:
        cookies = {c.key: c.value for c in self.http.session.cookie_jar}
        return cookies.get(at, cookies.get(f"__Host-{at}", "")).split(".")[1]

    async def say(self, text: str, **more: Any) -> ClientResponse:
        return await self.post("/api/events", event("text", text=text, **more))


def event(kind: str, **fields: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "kind": kind, **fields}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def chat(clock: Clock) -> MemoryChat:
    return MemoryChat(clock)


@pytest.fixture
def changes() -> dict[str, object]:
    """Settings that a test wants otherwise; override by parametrizing."""
    return {}


@pytest.fixture
async def server(
    tmp_path: Path, clock: Clock, chat: MemoryChat, changes: dict[str, object]
) -> AsyncIterator[TestServer]:
    channel = WebChannel(settings_for(tmp_path, **changes), clock, clock.monotonic)
    server = TestServer(application(channel, chat))
    await server.start_server()
    yield server
    await server.close()


@pytest.fixture
async def visitor(server: TestServer) -> AsyncIterator[Visitor]:
    visitor = Visitor(server)
    yield visitor
    await visitor.http.close()


@pytest.fixture
async def stranger(server: TestServer) -> AsyncIterator[Visitor]:
    visitor = Visitor(server)
    yield visitor
    await visitor.http.close()
