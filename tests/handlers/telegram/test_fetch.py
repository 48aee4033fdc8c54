"""Files that people sent, downloaded over HTTP."""

import logging
from json import dumps

import pytest

from flows.events import Media
from handlers.channel import FetchError
from handlers.telegram import TelegramChannel
from tests.fakes.telegram import TOKEN, Message, Person, TelegramFake


def _source(channel: TelegramChannel, message: Message) -> str:
    event = channel.translate(dumps({"update_id": 1, "message": message.json()}).encode())
    assert event is not None
    assert isinstance(event.body, Media)
    return event.body.items[0].source


async def _fetched(channel: TelegramChannel, source: str) -> bytes:
    return b"".join([chunk async for chunk in channel.fetch(source)])


async def _failure(channel: TelegramChannel, source: str) -> tuple[str, bool]:
    with pytest.raises(FetchError) as caught:
        await _fetched(channel, source)
    assert TOKEN not in repr(caught.value)
    assert caught.value.__cause__ is None
    return caught.value.reason, caught.value.final


async def test_a_photo_arrives_whole(channel: TelegramChannel, olena: Person) -> None:
    content = bytes(range(256)) * 4000
    photo = await olena.sends_photo(content)
    assert await _fetched(channel, _source(channel, photo)) == content


async def test_a_file_over_20_mb_is_too_large_for_ever(
    channel: TelegramChannel, olena: Person
) -> None:
    video = await olena.sends_video(60_000_000)
    assert await _failure(channel, _source(channel, video)) == ("too-large", True)


async def test_a_size_that_was_told_wrong_is_found_out_while_streaming(
    channel: TelegramChannel, olena: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = await olena.sends_photo(bytes(5000))
    monkeypatch.setattr("handlers.telegram.download.MAX_DOWNLOAD", 6000)
    assert photo.media is not None
    photo.media.known = bytes(7000)
    assert await _failure(channel, _source(channel, photo)) == ("too-large", True)


async def test_an_unknown_file_may_come_back(channel: TelegramChannel) -> None:
    assert await _failure(channel, "FAKE") == ("gone", False)


REFUSALS = [
    ("getFile", 400, "Bad Request: invalid file_id", ("gone", True)),
    ("getFile", 429, "Too Many Requests", ("network", False)),
    ("getFile", 401, "Unauthorized", ("network", False)),
    ("file", 404, "Not Found", ("gone", True)),
    ("file", 500, "Internal Server Error", ("network", False)),
]


@pytest.mark.parametrize(("method", "code", "words", "expected"), REFUSALS)
async def test_a_refusal_has_its_reason(
    channel: TelegramChannel,
    fake: TelegramFake,
    olena: Person,
    method: str,
    code: int,
    words: str,
    expected: tuple[str, bool],
) -> None:
    photo = await olena.sends_photo()
    fake.faults.error(method, code, words)
    assert await _failure(channel, _source(channel, photo)) == expected


@pytest.mark.parametrize(("method", "times"), [("getFile", 1), ("file", 2)])
async def test_a_broken_connection_can_be_tried_again_and_tells_no_token(
    channel: TelegramChannel,
    fake: TelegramFake,
    olena: Person,
    method: str,
    times: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    photo = await olena.sends_photo()
    fake.faults.cut_before(method, times)  # the client repeats a GET once by itself
    assert await _failure(channel, _source(channel, photo)) == ("network", False)
    assert await _fetched(channel, _source(channel, photo))
    assert TOKEN.split(":")[1] not in caplog.text


async def test_a_download_that_says_nothing_ends(
    channel: TelegramChannel, fake: TelegramFake, olena: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = await olena.sends_photo()
    fake.faults.hold("file")
    monkeypatch.setattr("handlers.telegram.download.SILENT_SECONDS", 0.05)
    assert await _failure(channel, _source(channel, photo)) == ("network", False)


async def test_a_file_that_ends_early_is_not_taken_for_whole(
    channel: TelegramChannel, olena: Person
) -> None:
    photo = await olena.sends_photo(bytes(5000))
    assert photo.media is not None
    photo.media.known = bytes(4000)
    assert await _failure(channel, _source(channel, photo)) == ("network", False)
