import socket
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.edges.web import AddressError, Server, application

Client = TestClient[web.Request, web.Application]


async def crash(request: web.Request) -> web.Response:
    raise RuntimeError(await request.text())


async def framed(request: web.Request) -> web.Response:
    del request
    return web.Response(text="page", headers={"Content-Security-Policy": "frame-ancestors *"})


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    app = application()
    app.add_routes([web.post("/r/{token}", crash), web.get("/framed", framed)])
    async with TestClient(TestServer(app)) as made:
        yield made


async def test_a_crash_tells_nothing_to_the_client_and_no_secret_to_the_log(
    client: Client,
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = await client.post("/r/secret-token", data="моя адреса")
    assert (answer.status, await answer.json()) == (500, {"error": "internal"})
    assert "POST /r/{token} failed: RuntimeError at test_web.py" in caplog.text
    assert "secret-token" not in caplog.text
    assert "моя адреса" not in caplog.text


@pytest.mark.parametrize("path", ["/r/x", "/nowhere"])
async def test_every_answer_is_guarded(path: str, client: Client) -> None:
    headers = (await client.get(path)).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Server"] == "contact-centre"


async def test_a_page_keeps_its_own_policy(
    client: Client,
) -> None:
    headers = (await client.get("/framed")).headers
    assert headers["Content-Security-Policy"] == "frame-ancestors *"


async def test_a_taken_port_is_told_in_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AddressError, match=rf"PORT {port} on 127\.0\.0\.1 is taken"):
            await Server(application(), "127.0.0.1", port).start()


async def test_an_address_of_another_machine_is_told_in_a_sentence() -> None:
    with pytest.raises(AddressError, match=r"HOST 192\.0\.2\.1"):
        await Server(application(), "192.0.2.1", 8080).start()
