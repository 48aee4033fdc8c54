"""Messages out, and what becomes of them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from flows.messages import BOLD, PLAIN, Ask, Choice, Message
from handlers.channel import Ambiguous, Outcome, Refused, RetryAfter, Sent, Unreachable
from handlers.viber import ViberChannel
from handlers.viber.channel import ViberError
from handlers.viber.links import LIFE, Links
from tests.fakes.telegram import ManualClock
from tests.fakes.viber import Person, ViberFake

from .conftest import PUBLIC, Desk, keep

YES = ((Choice("Так", "q:1"),),)
PDF = b"%PDF-1.4\n%%EOF\n"


async def test_words_and_a_keyboard(fake: ViberFake, channel: ViberChannel, olena: Person) -> None:
    outcome = await channel.send(olena.id, Message(f"{BOLD}Заявка{PLAIN} № 1", YES), [])
    newest = olena.chat[-1]
    assert outcome == Sent((str(newest.token),))
    assert newest.text == "Заявка № 1"
    assert newest.labels == ["Так"]
    assert newest.body["sender"] == {"name": "Контакт-центр 1520 міста, як"}
    await olena.taps("Так")
    assert fake.refused == []


async def test_a_long_text_comes_in_parts_the_keyboard_under_the_last(
    channel: ViberChannel, olena: Person
) -> None:
    text = "\n\n".join(["Слово " * 300] * 10)
    outcome = await channel.send(olena.id, Message(text, YES), [])
    assert isinstance(outcome, Sent)
    parts = [m for m in olena.chat if m.from_bot]
    assert len(parts) == len(outcome.ids) > 2
    assert [len(m.labels) for m in parts] == [0] * (len(parts) - 1) + [1]
    assert outcome.ids[0] == str(parts[-1].token)
    assert "".join("".join(m.text for m in parts).split()) == "".join(text.split())


async def test_the_widest_text_with_the_largest_keyboard_is_taken(
    fake: ViberFake, channel: ViberChannel, olena: Person
) -> None:
    rows = tuple(
        tuple(Choice("€" * 40 + str(n), "q:" + "9" * 60) for n in range(3)) for _ in range(12)
    )
    assert isinstance(await channel.send(olena.id, Message("€" * 5999, rows), []), Sent)
    assert fake.refused == []


async def test_a_picture_with_its_words_is_one_message(
    channel: ViberChannel, olena: Person, desk: Desk, tmp_path: Path
) -> None:
    photo = keep(desk, tmp_path)
    await channel.send(olena.id, Message("Готово", YES), [photo])
    [only] = [m for m in olena.chat if m.from_bot]
    assert (only.body["type"], only.text, only.labels) == ("picture", "Готово", ["Так"])
    assert only.content == photo.path.read_bytes()


async def test_files_and_a_point_come_before_the_words(
    channel: ViberChannel, olena: Person, desk: Desk, tmp_path: Path
) -> None:
    files = [keep(desk, tmp_path), keep(desk, tmp_path, PDF, "application/pdf")]
    await channel.send(olena.id, Message("Готово", YES, point=(47.9, 33.4)), files)
    kinds = [m.body["type"] for m in olena.chat if m.from_bot]
    assert kinds == ["location", "picture", "file", "text"]
    assert olena.chat[-2].body["file_name"] == "Акт.pdf"


async def test_a_file_that_cannot_go_is_named(
    channel: ViberChannel, fake: ViberFake, olena: Person, desk: Desk, tmp_path: Path
) -> None:
    photo = keep(desk, tmp_path)
    desk.files.clear()
    outcome = await channel.send(olena.id, Message("Готово", YES), [photo])
    assert isinstance(outcome, Sent)
    assert olena.chat[-1].text == "Готово\n\nНе надіслано: Фото.jpg"
    assert olena.chat[-1].labels == ["Так"]
    assert [call.status for call in fake.refused] == [3, 3]


async def test_an_old_device_gets_a_simpler_keyboard_once(
    channel: ViberChannel, fake: ViberFake, olena: Person
) -> None:
    olena.account.api_version = 2
    asked = Message("Номер?", YES, ask=Ask.CONTACT, ask_label="Мій номер")
    assert isinstance(await channel.send(olena.id, asked, []), Sent)
    assert olena.chat[-1].labels == ["Так"]
    assert [call.status for call in fake.seen if call.method == "send_message"] == [13, 0]
    olena.account.api_version = 0
    assert await channel.send(olena.id, asked, []) == Refused("too-old")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (1, Refused("invalid-url")),
        (2, RetryAfter(300.0, channel=True)),
        (3, Refused("bad-data")),
        (4, Refused("missing-data")),
        (5, Unreachable("not-registered")),
        (6, Unreachable("not-subscribed")),
        (7, RetryAfter(300.0, channel=True)),
        (9, RetryAfter(300.0, channel=True)),
        (10, RetryAfter(60.0, channel=True)),
        (11, Unreachable("no-suitable-device")),
        (12, RetryAfter(600.0)),
        (15, Refused("not-authorized")),
        (20, Refused("broadcast")),
        (99, Ambiguous("status 99")),
        ("http 429", RetryAfter(5.0, channel=True)),
        ("http 503", RetryAfter(5.0, channel=True)),
        ("http 500", Ambiguous("HTTP 500")),
        ("drop", Ambiguous("ServerDisconnectedError")),
    ],
)
@pytest.mark.fault(7)
async def test_what_an_answer_means(
    channel: ViberChannel,
    fake: ViberFake,
    olena: Person,
    status: int | str,
    expected: Outcome,
    caplog: pytest.LogCaptureFixture,
) -> None:
    fake.faults.append(status)
    assert await channel.send(olena.id, Message("Таємниця"), []) == expected
    assert "Таємниця" not in caplog.text
    assert fake.token not in caplog.text


async def test_a_viber_that_is_not_there_has_taken_nothing(
    channel: ViberChannel, fake: ViberFake, olena: Person
) -> None:
    await channel.close()
    await fake.stop()
    outcome = await channel.send(olena.id, Message("Так"), [])
    assert outcome == RetryAfter(3.0, channel=True)


async def test_what_has_arrived_is_not_sent_again(
    channel: ViberChannel, fake: ViberFake, olena: Person, desk: Desk, tmp_path: Path
) -> None:
    files = [keep(desk, tmp_path), keep(desk, tmp_path)]
    message = Message("Готово")
    fake.faults += ["ok", 12]
    assert await channel.send(olena.id, message, files) == RetryAfter(600.0)
    assert isinstance(await channel.send(olena.id, message, files), Sent)
    assert [m.body["type"] for m in olena.chat if m.from_bot] == ["picture", "picture", "text"]


async def get(url: str, link: str) -> int:
    """The status of a link, as Viber sees it."""
    async with ClientSession() as session, session.get(link.replace(PUBLIC, url)) as answer:
        return answer.status


async def test_a_link_ends_after_its_week(
    channel: ViberChannel, links: Links, url: str, desk: Desk, tmp_path: Path, clock: ManualClock
) -> None:
    del channel
    link = links.to(keep(desk, tmp_path))
    assert await get(url, link) == 200
    clock.advance(LIFE.total_seconds() - 5)
    assert await get(url, link) == 200
    clock.advance(timedelta(seconds=10).total_seconds())
    assert await get(url, link) == 404


async def test_why_a_registration_failed_is_told(
    channel: ViberChannel, fake: ViberFake, url: str
) -> None:
    assert url
    fake.callbacks.proxy[PUBLIC] = "http://127.0.0.1:1"
    with pytest.raises(ViberError, match="could not call PUBLIC_URL"):
        await channel.register(PUBLIC)
    fake.token = "another"
    with pytest.raises(ViberError, match="does not know this token"):
        await channel.register(PUBLIC)
    with pytest.raises(ViberError, match="VIBER_TOKEN"):
        await channel.identify()


async def test_registration_is_insisted_on_and_repeated_when_it_was_lost(
    channel: ViberChannel, fake: ViberFake, olena: Person, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered: asyncio.Queue[None] = asyncio.Queue()
    register = channel.register

    async def noted(public_url: str) -> None:
        await register(public_url)
        registered.put_nowait(None)

    async def repaired(seconds: float) -> None:
        assert seconds == 1.0
        fake.callbacks.proxy[PUBLIC] = url

    monkeypatch.setattr(channel, "register", noted)
    monkeypatch.setattr(channel, "_pause", repaired)
    fake.callbacks.proxy[PUBLIC] = "http://127.0.0.1:1"
    task = asyncio.create_task(channel.keep_registered(PUBLIC))
    async with asyncio.timeout(10):
        await registered.get()
        fake.callbacks.url = ""
        assert await channel.send(olena.id, Message("Так"), []) == RetryAfter(60.0, channel=True)
        await registered.get()
    assert isinstance(await channel.send(olena.id, Message("Так"), []), Sent)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_the_account_tells_its_name(channel: ViberChannel) -> None:
    assert await channel.identify() == ("Контакт-центр 1520", "kontakt1520")
