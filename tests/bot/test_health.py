"""What whoever keeps the program running can ask it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr

from bot.edges.web import application
from bot.observing.health import Health
from bot.observing.metrics import Metrics
from flows.conversation import Conversation
from flows.messages import Lane, Message
from handlers.channel import RetryAfter, Sent
from models.database import Database
from models.queues import inbox, outbox
from models.records import conversations
from tests.databases import database, database_url, postgres
from tests.models.office import NOW

__all__ = ["database", "database_url", "postgres"]

Client = TestClient[web.Request, web.Application]
TOKEN = "a-token-for-monitoring"


async def client(database: Database, token: str = "") -> Client:
    app = application()
    health = Health(database, Metrics(), lambda: NOW, SecretStr(token) if token else None)
    app.add_routes(health.routes())
    made = TestClient(TestServer(app))
    await made.start_server()
    return made


@pytest.fixture
async def asks(database: Database) -> AsyncIterator[Client]:
    made = await client(database)
    yield made
    await made.close()


async def waits(database: Database) -> None:
    """An event since a minute, one set aside; a letter since an hour, one that is held."""
    async with database.write() as connection:
        since = NOW - timedelta(minutes=1)
        await inbox.put(connection, [inbox.received("web", "1", "olena", b"{}", since)])
        await inbox.put(connection, [inbox.received("web", "2", "", b"{}", since)])
        olena = Conversation(0, "telegram", "olena")
        await conversations.create(connection, [olena], NOW)
        for hours, held in ((1, None), (9, NOW + timedelta(hours=1))):
            at = NOW - timedelta(hours=hours)
            row = outbox.row(olena.id, olena.channel, Message("x"), Lane.NEWS, at, question=False)
            await outbox.put(connection, [row | {"not_before": held}])


async def test_nothing_waits_where_nothing_has_happened(asks: Client) -> None:
    answer = await asks.get("/health")
    assert answer.status == 200
    assert await answer.json() == {
        "live": True,
        "ready": True,
        "oldest_seconds": {"inbox": 0.0, "outbox": 0.0},
        "set_aside": 0,
    }


async def test_the_oldest_that_waits_is_told_and_what_is_held_is_not_late(
    asks: Client, database: Database
) -> None:
    await waits(database)
    told = await (await asks.get("/health")).json()
    assert told["oldest_seconds"] == {"inbox": 60.0, "outbox": 3600.0}
    assert told["set_aside"] == 1


async def test_without_a_database_the_process_lives_and_is_not_ready(
    asks: Client,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(self: Database) -> None:
        raise OSError("password=hunter2")

    monkeypatch.setattr(Database, "read", broken)
    answer = await asks.get("/health")
    assert (answer.status, await answer.json()) == (503, {"live": True, "ready": False})
    assert (await asks.get("/health/live")).status == 200
    assert (await asks.get("/metrics")).status == 503
    assert "hunter2" not in caplog.text


async def test_the_figures_can_be_read_by_monitoring(database: Database) -> None:
    await waits(database)
    metrics = Metrics()
    metrics.worked([("viber", NOW - timedelta(seconds=2))], NOW)
    metrics.failed()
    metrics.settled([("telegram", Sent(("1",))), ("telegram", RetryAfter(3))])
    health = Health(database, metrics, lambda: NOW, None)
    app = application()
    app.add_routes(health.routes())
    async with TestClient(TestServer(app)) as asks:
        lines = (await (await asks.get("/metrics")).text()).splitlines()
    for line in (
        'contact_centre_events_total{channel="viber"} 1.0',
        "contact_centre_step_failures_total 1.0",
        'contact_centre_letters_total{channel="telegram",outcome="sent"} 1.0',
        'contact_centre_letters_total{channel="telegram",outcome="retryafter"} 1.0',
        "contact_centre_answer_seconds_sum 2.0",
        'contact_centre_waiting{what="inbox_parked"} 1.0',
        'contact_centre_waiting{what="outbox"} 2.0',
        'contact_centre_oldest_seconds{what="outbox"} 3600.0',
    ):
        assert line in lines


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded"])
async def test_what_comes_through_a_proxy_reads_no_figures(header: str, asks: Client) -> None:
    assert (await asks.get("/metrics")).status == 200
    assert (await asks.get("/metrics", headers={header: "127.0.0.1"})).status == 403


@pytest.mark.parametrize("sent", ["", "Bearer ", f"Bearer {TOKEN}x", TOKEN, "Bearer \udcff"])
async def test_without_the_right_word_nobody_reads_figures(sent: str, database: Database) -> None:
    asks = await client(database, TOKEN)
    try:
        headers = {"Authorization": sent} if sent else {}
        assert (await asks.get("/metrics", headers=headers)).status == 403
        right = {"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "192.0.2.1"}
        assert (await asks.get("/metrics", headers=right)).status == 200
    finally:
        await asks.close()
