"""A webhook gets updates as the service delivers them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from aiohttp import web

from .telegram import TelegramFake
from .telegram.timing import Signal
from .test_telegram_fake_updates import polling, texts

if TYPE_CHECKING:
    from .conftest import Raw

Json = dict[str, Any]


@dataclass
class Site:
    """A webhook of ours: answers as it is told, keeps what came."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    bodies: list[Json] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    changed: Signal = field(default_factory=Signal)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.statuses.pop(0) if self.statuses else 200
        self.changed.notify()
        await self.gate.wait()
        return web.Response(status=status)

    async def has(self, count: int) -> None:
        found = await self.changed.until(lambda: True if len(self.bodies) >= count else None, 5)
        assert found, self.bodies


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    made = Site()
    made.gate.set()
    app = web.Application()
    app.router.add_post("/telegram", made.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    yield made
    await runner.cleanup()


async def test_webhook_is_repeated_until_it_says_yes(
    raw: Raw, site: Site, server: TelegramFake
) -> None:
    site.statuses = [500, 302, 404, 204]
    answer = await raw.call("setWebhook", url=site.url, secret_token="таємниця")
    assert answer["description"] == "Bad Request: secret token contains unallowed characters"
    assert (await raw.call("setWebhook", url=site.url, secret_token="S3cret_-"))["ok"]
    olena = server.person("Олена")
    await olena.says("раз")
    await olena.says("два")
    await site.has(5)
    assert texts(site.bodies) == ["раз"] * 4 + ["два"]
    assert set(site.secrets) == {"S3cret_-"}
    queue = server.service.queue
    assert await queue.signal.until(lambda: True if not queue.waiting else None, 5)
    info = (await raw.call("getWebhookInfo"))["result"]
    assert (info["url"], info["pending_update_count"]) == (site.url, 0)
    assert info["last_error_message"] == "Wrong response from the webhook: 404"
    assert [attempt.status for attempt in server.service.webhook.attempts] == [
        500,
        302,
        404,
        204,
        200,
    ]


@pytest.mark.fault(3)
async def test_a_tap_overtakes_a_text_and_others_are_not_held_up(
    raw: Raw, server: TelegramFake, site: Site
) -> None:
    olena, ihor = server.person("Олена"), server.person("Ігор")
    await olena.starts()
    markup = {"inline_keyboard": [[{"text": "Так", "callback_data": "yes"}]]}
    await raw.call("sendMessage", chat_id=olena.id, text="Так?", reply_markup=markup)
    server.service.webhook.backoff = lambda _attempt: 60.0
    site.statuses = [500]
    await raw.call("setWebhook", url=site.url, drop_pending_updates=True)
    await olena.says("раз")
    await site.has(1)
    await olena.taps(olena.last, "Так")
    await ihor.says("я теж")
    await site.has(3)
    server.service.webhook.retry_now()
    await site.has(4)
    kinds = [body.get("message", {}).get("text", "tap") for body in site.bodies]
    assert (kinds[0], set(kinds[1:3]), kinds[3]) == ("раз", {"tap", "я теж"}, "раз")


async def test_no_more_connections_than_asked_for(
    raw: Raw, server: TelegramFake, site: Site
) -> None:
    site.gate.clear()
    await raw.call("setWebhook", url=site.url, max_connections=2)
    for number in range(5):
        await server.person(f"Мешканець{number}").says("так")
    await site.has(2)
    site.gate.set()
    await site.has(5)
    assert server.service.webhook.most_at_once == 2


async def test_webhook_and_poll_exclude_each_other(
    raw: Raw, server: TelegramFake, site: Site
) -> None:
    poll = asyncio.create_task(raw.call("getUpdates", timeout=30))
    await polling(server)
    await raw.call("setWebhook", url=site.url)
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"
    assert "while webhook is active" in await raw.refusal("getUpdates")
    await raw.call("deleteWebhook")
    assert await raw.updates() == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://example.org/hook", "An HTTPS URL must be provided"),
        ("https://example.org:8081/hook", "ports 80, 88, 443 or 8443"),
        ("hook", "An HTTPS URL must be provided"),
    ],
)
async def test_addresses_that_the_service_does_not_take(raw: Raw, url: str, words: str) -> None:
    assert words in await raw.refusal("setWebhook", url=url)


async def test_loopback_must_be_allowed(site: Site) -> None:
    async with (
        TelegramFake() as server,
        aiohttp.ClientSession() as session,
        session.get(
            f"{server.url}/bot{server.token}/setWebhook", params={"url": site.url}
        ) as answer,
    ):
        assert answer.status == 400
