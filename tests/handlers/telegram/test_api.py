"""Plain calls, and answers to taps, when the service misbehaves."""

import asyncio
import json

import pytest
from aiohttp import web

from handlers.telegram.api import NETWORK, Api, ApiError, result
from handlers.telegram.taps import Taps
from tests.fakes.telegram import TOKEN, TelegramFake

from .raws import tap


async def test_a_redirect_is_not_followed_with_the_token() -> None:
    followed: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        followed.append(request.path)
        return web.json_response({"ok": True, "result": {}})

    async def redirect(_: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": "/elsewhere"})

    app = web.Application()
    app.router.add_route("*", "/elsewhere", elsewhere)
    app.router.add_route("*", "/{rest:.*}", redirect)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api = Api(TOKEN, f"http://127.0.0.1:{runner.addresses[0][1]}")
    with pytest.raises(ApiError) as call:
        await api.call("getMe")
    with pytest.raises(ApiError) as download:
        assert [chunk async for chunk in api.download("photos/1.jpg", 5, 5)]
    await api.close()
    await runner.cleanup()
    assert (call.value.code, download.value.code, followed) == (NETWORK, 307, [])


ANSWERS = [
    (200, b"", NETWORK, 0),
    (200, b"[" * 100_000, NETWORK, 0),
    (200, b"[]", NETWORK, 0),
    (200, b'{"ok":false,"description":"no"}', 200, 0),
    (502, b"<html>", 502, 0),
    (429, b'{"ok":false,"parameters":{"retry_after":7}}', 429, 7),
    (429, b'{"ok":false,"parameters":{"retry_after":"long"}}', 429, 0),
    (429, b'{"ok":false,"parameters":[]}', 429, 0),
]


@pytest.mark.parametrize(("status", "body", "code", "wait"), ANSWERS, ids=range(len(ANSWERS)))
def test_whatever_is_no_result_is_an_error(status: int, body: bytes, code: int, wait: int) -> None:
    with pytest.raises(ApiError) as caught:
        result(status, body)
    assert (caught.value.code, caught.value.retry_after) == (code, wait)


async def test_an_answer_has_a_largest_size(
    fake: TelegramFake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.telegram.api.MAX_ANSWER", 10)
    api = Api(TOKEN, fake.url)
    with pytest.raises(ApiError, match="too large"):
        await api.call("getMe")
    await api.close()


async def test_a_storm_of_taps_keeps_a_bounded_number_of_answers_under_way(
    fake: TelegramFake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.telegram.taps.MAX_UNANSWERED", 2)
    holds = [fake.faults.hold("answerCallbackQuery") for _ in range(3)]
    api = Api(TOKEN, fake.url)
    taps = Taps(api)
    taps.answer(tap(id=str(number)) for number in range(5))
    async with asyncio.timeout(5):
        await asyncio.gather(holds[0].reached(), holds[1].reached())
    names = [task for task in asyncio.all_tasks() if task.get_name() == "telegram tap"]
    assert len(names) == 2
    async with asyncio.timeout(5):
        await taps.close()
    await api.close()
    assert all(task.done() for task in names)


@pytest.mark.fault(5)
async def test_a_failed_answer_to_a_tap_disturbs_nobody(
    fake: TelegramFake, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "handlers")
    fake.faults.error("answerCallbackQuery", 500, json.dumps({"query": "таємниця"}))
    api = Api(TOKEN, fake.url)
    taps = Taps(api)
    taps.answer([tap()])
    (task,) = [task for task in asyncio.all_tasks() if task.get_name() == "telegram tap"]
    await task
    await taps.close()
    await api.close()
    assert "a tap could not be answered: ApiError" in caplog.text
    assert "таємниця" not in caplog.text
