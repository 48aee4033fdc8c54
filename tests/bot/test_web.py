import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web import AddressError, Server, application

Client = TestClient[web.Request, web.Application]


async def well() -> bool:
    return True


async def ill() -> bool:
    return False


async def broken() -> bool:
    raise OSError("password=hunter2")


async def crash(request: web.Request) -> web.Response:
    raise RuntimeError(await request.text())


async def framed(request: web.Request) -> web.Response:
    del request
    return web.Response(text="page", headers={"Content-Security-Policy": "frame-ancestors *"})


@pytest.fixture
async def client_of() -> AsyncIterator[
    Callable[[Callable[[], Awaitable[bool]]], Awaitable[Client]]
]:
    clients: list[Client] = []

    async def make(healthy: Callable[[], Awaitable[bool]]) -> Client:
        app = application(healthy)
        app.add_routes([web.post("/r/{token}", crash), web.get("/framed", framed)])
        client = TestClient(TestServer(app))
        await client.start_server()
        clients.append(client)
        return client

    yield make
    for client in clients:
        await client.close()


async def test_health_is_told(
    client_of: Callable[[Callable[[], Awaitable[bool]]], Awaitable[Client]],
) -> None:
    answer = await (await client_of(well)).get("/healthz")
    assert (answer.status, await answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("healthy", [ill, broken])
async def test_health_without_a_database_is_503(
    healthy: Callable[[], Awaitable[bool]],
    client_of: Callable[[Callable[[], Awaitable[bool]]], Awaitable[Client]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = await (await client_of(healthy)).get("/healthz")
    assert answer.status == 503
    assert "hunter2" not in await answer.text() + caplog.text


async def test_a_crash_tells_nothing_to_the_client_and_no_secret_to_the_log(
    client_of: Callable[[Callable[[], Awaitable[bool]]], Awaitable[Client]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = await (await client_of(well)).post("/r/secret-token", data="моя адреса")
    assert (answer.status, await answer.json()) == (500, {"error": "internal"})
    assert "POST /r/{token} failed: RuntimeError at test_web.py" in caplog.text
    assert "secret-token" not in caplog.text
    assert "моя адреса" not in caplog.text


@pytest.mark.parametrize("path", ["/healthz", "/nowhere"])
async def test_every_answer_is_guarded(
    path: str, client_of: Callable[[Callable[[], Awaitable[bool]]], Awaitable[Client]]
) -> None:
    headers = (await (await client_of(well)).get(path)).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Server"] == "contact-centre"


async def test_a_page_keeps_its_own_policy(
    client_of: Callable[[Callable[[], Awaitable[bool]]], Awaitable[Client]],
) -> None:
    headers = (await (await client_of(well)).get("/framed")).headers
    assert headers["Content-Security-Policy"] == "frame-ancestors *"


async def test_a_taken_port_is_told_in_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AddressError, match=rf"PORT {port} on 127\.0\.0\.1 is taken"):
            await Server(application(well), "127.0.0.1", port).start()


async def test_an_address_of_another_machine_is_told_in_a_sentence() -> None:
    with pytest.raises(AddressError, match=r"HOST 192\.0\.2\.1"):
        await Server(application(well), "192.0.2.1", 8080).start()
