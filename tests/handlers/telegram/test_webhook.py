"""The webhook: who gets in, and when it is acknowledged."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Sequence
from io import BytesIO

import pytest
from aiohttp import ClientSession, web

from handlers.channel import Envelope
from handlers.telegram import TelegramChannel
from handlers.telegram.envelope import MAX_UPDATE
from handlers.telegram.webhook import HEADER, PATH
from tests.fakes.telegram import TOKEN, Person, TelegramFake

from .conftest import NOW, SECRET, Pauses
from .raws import message
from .test_polling import Inbox


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def url(channel: TelegramChannel, inbox: Inbox) -> AsyncIterator[str]:
    app = web.Application()
    app.add_routes(channel.routes(inbox))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def _post(url: str, body: bytes, headers: dict[str, str] | None = None) -> int:
    sent = {HEADER: SECRET} if headers is None else headers
    data = BytesIO(body)
    async with ClientSession() as session, session.post(url + PATH, data=data, headers=sent) as got:
        return got.status


async def test_an_update_with_the_secret_is_stored(url: str, inbox: Inbox) -> None:
    assert await _post(url, message(text="Яма")) == 200
    assert list(inbox.rows) == ["u42"]
    assert inbox.rows["u42"].raw == message(text="Яма")


FORGED = [
    ({}, 401),
    ({HEADER: ""}, 403),
    ({HEADER: "wrong"}, 403),
    ({HEADER: SECRET + "x"}, 403),
    ({HEADER: SECRET[:-1]}, 403),
    ({HEADER: "секрет"}, 403),
    ({"X-Telegram-Secret": SECRET}, 401),
]


@pytest.mark.parametrize(("headers", "status"), FORGED)
@pytest.mark.fault(16)
async def test_without_the_secret_nothing_is_stored(
    url: str, inbox: Inbox, headers: dict[str, str], status: int
) -> None:
    assert await _post(url, message(text="Яма"), headers) == status
    assert inbox.batches == []


@pytest.mark.fault(16)
async def test_a_secret_of_raw_bytes_is_refused_not_a_failure(url: str, inbox: Inbox) -> None:
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = f"POST {PATH} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\nConnection: close\r\n"
    writer.write(head.encode() + f"{HEADER}: ".encode() + b"\xff\xfe\x80\r\n\r\n{}")
    answer = await reader.read()
    writer.close()
    assert answer.startswith((b"HTTP/1.1 403", b"HTTP/1.1 400"))
    assert inbox.batches == []


REFUSED = [
    (b"", 400),
    (b"not json", 400),
    (b"[1]", 400),
    (b'{"update_id":1,"x":"' + b"a" * MAX_UPDATE + b'"}', 413),
]


@pytest.mark.parametrize(("body", "status"), REFUSED, ids=range(len(REFUSED)))
async def test_what_is_no_update_is_refused(
    url: str, inbox: Inbox, body: bytes, status: int
) -> None:
    assert await _post(url, body) == status
    assert inbox.batches == []


async def test_a_body_that_does_not_tell_its_size_is_capped_too(url: str, inbox: Inbox) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"{" * 65536

    sent = {HEADER: SECRET}
    async with (
        ClientSession() as session,
        session.post(url + PATH, data=endless(), headers=sent) as got,
    ):
        assert got.status == 413
    assert inbox.batches == []


@pytest.mark.parametrize(
    ("body", "status"),
    [(gzip.compress(b"{" * 50_000_000), 413), (b"no gzip", 400)],
    ids=["bomb", "bad"],
)
async def test_a_packed_body_is_refused(url: str, inbox: Inbox, body: bytes, status: int) -> None:
    packed = {HEADER: SECRET, "Content-Encoding": "gzip"}
    assert await _post(url, body, packed) == status
    assert inbox.batches == []


@pytest.mark.fault(23)
async def test_a_deeply_nested_update_is_stored_to_be_parked(url: str, inbox: Inbox) -> None:
    deep = b'{"update_id":7,"message":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert await _post(url, deep) == 200
    assert inbox.rows["u7"].address == ""


async def test_what_could_not_be_stored_is_not_acknowledged(
    url: str, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    inbox.failures = 1
    assert await _post(url, message(text="Яма")) == 503
    assert await _post(url, message(text="Яма")) == 200
    assert "таємниця" not in caplog.text


@pytest.mark.parametrize("secret", ["", "секрет", "a b", "x" * 257])
async def test_without_a_proper_secret_it_does_not_start(
    fake: TelegramFake, inbox: Inbox, secret: str
) -> None:
    channel = TelegramChannel(TOKEN, fake.url, secret, lambda: NOW)
    with pytest.raises(ValueError, match="TELEGRAM_SECRET"):
        channel.routes(inbox)
    with pytest.raises(ValueError, match="TELEGRAM_SECRET"):
        await channel.register("https://1520.example.ua")
    await channel.close()
    assert fake.seen == []


async def test_the_service_delivers_here_until_it_is_stored(
    channel: TelegramChannel, fake: TelegramFake, olena: Person, url: str, inbox: Inbox
) -> None:
    inbox.failures = 2
    await channel.register(url + "/")
    await inbox.has(1)
    await olena.says("Яма")
    await inbox.has(2)
    assert fake.service.webhook.secret == SECRET
    assert [attempt.status for attempt in fake.service.webhook.attempts][:2] == [503, 503]
    assert channel.username == fake.service.username


async def test_a_tap_by_webhook_stops_spinning(
    channel: TelegramChannel, fake: TelegramFake, olena: Person, url: str, inbox: Inbox
) -> None:
    await channel.register(url)
    shown = fake.service.world.chats[olena.id].post(fake.service.me, {"text": "?"})
    await olena.is_answered(fake.service.tap(olena.user, shown, "ok"))
    await inbox.has(2)


async def test_a_slow_answer_to_a_tap_does_not_hold_back_the_acknowledgement(
    channel: TelegramChannel, fake: TelegramFake, olena: Person, url: str, inbox: Inbox
) -> None:
    hold = fake.faults.hold("answerCallbackQuery")
    await channel.register(url)
    shown = fake.service.world.chats[olena.id].post(fake.service.me, {"text": "?"})
    tap = fake.service.tap(olena.user, shown, "ok")
    await hold.reached()
    await inbox.has(2)
    assert tap.answers == []
    hold.release()
    await olena.is_answered(tap)


async def test_registering_goes_on_until_the_service_takes_it(
    channel: TelegramChannel,
    fake: TelegramFake,
    pauses: Pauses,
    caplog: pytest.LogCaptureFixture,
) -> None:
    fake.faults.bad_gateway("getMe")
    fake.faults.error("setWebhook", 400, "Bad Request: bad webhook: Failed to resolve host")
    await channel.register("https://1520.example.ua")
    assert fake.service.webhook.url == f"https://1520.example.ua{PATH}"
    assert fake.service.queue.allowed == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]
    assert pauses.seconds[1] >= 300
    assert "Failed to resolve host" in caplog.text
    assert SECRET not in caplog.text


async def test_an_update_is_not_acknowledged_before_its_commit(channel: TelegramChannel) -> None:
    reached, committed = asyncio.Event(), asyncio.Event()

    async def accept(_: Sequence[Envelope]) -> None:
        reached.set()
        await committed.wait()

    app = web.Application()
    app.add_routes(channel.routes(accept))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        await web.SockSite(runner, listening).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        post = asyncio.create_task(_post(url, message(text="Яма")))
        await reached.wait()
        assert not post.done()
        committed.set()
        assert await post == 200
        await runner.cleanup()
