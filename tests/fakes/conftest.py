"""A running fake, a raw client and aiogram's own one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from .telegram import ManualClock, Person, TelegramFake

Json = dict[str, Any]


class Raw:
    """Calls the server without any library's help."""

    def __init__(self, session: aiohttp.ClientSession, server: TelegramFake) -> None:
        self.session = session
        self.server = server

    async def call(self, method: str, **params: Any) -> Json:
        """The body of the answer to a JSON call."""
        async with self.session.post(self.address(method), json=params) as answer:
            body: Json = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body

    async def refusal(self, method: str, **params: Any) -> str:
        """The words of a refusal."""
        body = await self.call(method, **params)
        assert body["ok"] is False, body
        return str(body["description"])

    async def updates(self, **params: Any) -> list[Json]:
        """What getUpdates answers."""
        body = await self.call("getUpdates", **params)
        assert body["ok"], body
        return list(body["result"])

    def address(self, method: str, token: str = "") -> str:
        """Where a method is called."""
        return f"{self.server.url}/bot{token or self.server.token}/{method}"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def server(clock: ManualClock) -> AsyncIterator[TelegramFake]:
    async with TelegramFake(clock=clock, allow_loopback_webhook=True) as running:
        yield running


@pytest.fixture
async def raw(server: TelegramFake) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as session:
        yield Raw(session, server)


@pytest.fixture
async def bot(server: TelegramFake) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    made = Bot(server.token, session=session)
    yield made
    await session.close()


@pytest.fixture
async def olena(server: TelegramFake) -> Person:
    person = server.person("Олена Коваль")
    await person.starts()
    return person
