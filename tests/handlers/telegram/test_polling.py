"""Long polling: nothing is acknowledged before it is stored, nothing holds back the rest."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from flows.events import Tap, Text
from handlers.channel import Envelope
from handlers.telegram import TelegramChannel
from handlers.telegram.polling import cut
from tests.fakes.telegram import TOKEN, Person, TelegramFake
from tests.fakes.telegram.timing import Signal

from .conftest import NOW, Pauses
from .raws import message, tap

PATIENCE = 5.0


@dataclass
class Inbox:
    """Stores what is accepted; fails the first ``failures`` times."""

    failures: int = 0
    rows: dict[str, Envelope] = field(default_factory=dict)
    batches: list[list[str]] = field(default_factory=list)
    changed: Signal = field(default_factory=Signal)

    async def __call__(self, envelopes: Sequence[Envelope]) -> None:
        self.batches.append([envelope.event_id for envelope in envelopes])
        self.changed.notify()
        if self.failures:
            self.failures -= 1
            raise OSError("disk full, so there is no room for таємниця")
        self.rows |= {envelope.event_id: envelope for envelope in envelopes}

    async def has(self, count: int) -> None:
        """Returns when there are so many rows."""
        found = await self.changed.until(lambda: len(self.rows) >= count or None, PATIENCE)
        assert found, self.batches


@asynccontextmanager
async def polling(channel: TelegramChannel, inbox: Inbox) -> AsyncIterator[None]:
    task = asyncio.create_task(channel.run(inbox))
    yield
    task.cancel()
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(task, return_exceptions=True)


async def test_what_is_said_arrives_as_an_event(
    channel: TelegramChannel, fake: TelegramFake, olena: Person
) -> None:
    channel.on_answer(lambda: inbox.batches.append([]))
    async with polling(channel, inbox := Inbox()):
        await olena.says("Яма на дорозі")
        await inbox.has(2)
    events = [channel.translate(row.raw) for row in inbox.rows.values()]
    assert [event.body for event in events if event] == [Text("/start"), Text("Яма на дорозі")]
    assert {row.address for row in inbox.rows.values()} == {str(olena.id)}
    assert (channel.username, inbox.batches[0]) == (fake.service.username, [])


@pytest.mark.usefixtures("olena")
async def test_an_update_that_was_not_stored_comes_again(
    channel: TelegramChannel,
    fake: TelegramFake,
    pauses: Pauses,
    caplog: pytest.LogCaptureFixture,
) -> None:
    inbox = Inbox(failures=3)
    async with polling(channel, inbox):
        await inbox.has(1)
    assert inbox.batches == [list(inbox.rows)] * 4
    assert [bool(call.params.get("offset")) for call in fake.calls("getUpdates")][:4] == [False] * 4
    assert 0.5 <= pauses.seconds[0] <= 1 <= pauses.seconds[1] <= 2 <= pauses.seconds[2] <= 4
    assert "could not be stored: OSError" in caplog.text
    assert "таємниця" not in caplog.text


async def test_the_offset_moves_only_after_the_commit(
    channel: TelegramChannel, fake: TelegramFake, olena: Person
) -> None:
    waiting: list[list[int]] = []
    reached, committed, again = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def accept(_: Sequence[Envelope]) -> None:
        waiting.append([update.id for update in fake.service.queue.pending()])
        (again if reached.is_set() else reached).set()
        await committed.wait()

    task = asyncio.create_task(channel.run(accept))
    await reached.wait()
    await olena.says("Яма")
    assert len(fake.service.queue.pending()) == 2
    committed.set()
    async with asyncio.timeout(PATIENCE):
        await again.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    first, second = waiting
    assert second == [first[0] + 1], "the first was acknowledged by the call that came after it"


@pytest.mark.usefixtures("olena")
async def test_cancelled_in_the_middle_of_a_commit_the_update_comes_again(
    channel: TelegramChannel,
    fake: TelegramFake,
) -> None:
    reached = asyncio.Event()

    async def accept(_: Sequence[Envelope]) -> None:
        reached.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(channel.run(accept))
    await reached.wait()
    task.cancel()
    async with asyncio.timeout(1):
        await asyncio.gather(task, return_exceptions=True)
    inbox = Inbox()
    async with polling(channel, inbox):
        await inbox.has(1)
    assert fake.refused == []


async def test_a_tap_stops_spinning_once_it_is_stored(
    channel: TelegramChannel, fake: TelegramFake, olena: Person
) -> None:
    inbox = Inbox(failures=1)
    message_shown = fake.service.world.chats[olena.id].post(fake.service.me, {"text": "?"})
    pressed = fake.service.tap(olena.user, message_shown, "ok")
    async with polling(channel, inbox):
        await olena.is_answered(pressed)
    assert len(inbox.batches) >= 2, "not before it was stored"
    bodies = [event.body for row in inbox.rows.values() if (event := channel.translate(row.raw))]
    assert Tap("ok", str(message_shown.id)) in bodies


async def test_a_tap_too_old_to_be_answered_is_no_failure(
    channel: TelegramChannel, fake: TelegramFake, olena: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "handlers")
    shown = fake.service.world.chats[olena.id].post(fake.service.me, {"text": "?"})
    fake.service.tap(olena.user, shown, "ok")
    fake.service.taps.clear()
    inbox = Inbox()
    async with polling(channel, inbox):
        await olena.waits_until(lambda: fake.calls("answerCallbackQuery"))
        await inbox.has(2)
    assert "could not be answered" not in caplog.text


@pytest.mark.usefixtures("olena")
async def test_a_webhook_is_taken_away_and_waiting_updates_stay(
    channel: TelegramChannel,
    fake: TelegramFake,
) -> None:
    await fake.service.webhook.set({"url": "https://old.example.ua/hook"})
    inbox = Inbox()
    async with polling(channel, inbox):
        await inbox.has(1)
    assert fake.service.webhook.url == ""


@pytest.mark.usefixtures("olena")
async def test_trouble_is_waited_out_and_told_once_each(
    channel: TelegramChannel,
    fake: TelegramFake,
    pauses: Pauses,
    caplog: pytest.LogCaptureFixture,
) -> None:
    fake.faults.cut_before("getMe")
    fake.faults.too_many("deleteWebhook", 7)
    fake.faults.bad_gateway("getUpdates")
    fake.faults.error("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    fake.faults.error("getUpdates", 401, "Unauthorized")
    inbox = Inbox()
    async with polling(channel, inbox):
        await inbox.has(1)
    assert "cannot be reached (ServerDisconnectedError)" in caplog.text
    assert "asks to wait 7 seconds" in caplog.text
    assert "Telegram answered 502" in caplog.text
    assert "another program receives this bot's updates" in caplog.text
    assert "check TELEGRAM_TOKEN" in caplog.text
    assert pauses.seconds[1] >= 7
    assert max(pauses.seconds) >= 300
    assert fake.faults.left() == 0
    assert TOKEN.split(":")[1] not in caplog.text


# --- answers that are broken ---


DEEP = b'{"update_id":2,"message":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


def test_an_answer_is_cut_into_updates_without_reading_them() -> None:
    tricky = message(text='"]},{ \\" [', number=10**200, new={"a": [[], {}]})
    body = b'{"ok":true, "result" : [ ' + b" ,\n".join([tricky, DEEP, tap()]) + b"] }"
    assert cut(body) == [tricky, DEEP, tap()]


@pytest.mark.parametrize("body", [b'{"ok":true,"result":[]}', b'{"ok":true}', b"", b"[]"])
def test_an_answer_without_updates(body: bytes) -> None:
    assert cut(body) == []


def test_a_cut_off_answer_gives_what_was_whole() -> None:
    assert cut(b'{"result":[{"update_id":1},{"upda') == [b'{"update_id":1}']


async def test_one_unreadable_update_never_blocks_the_others(pauses: Pauses) -> None:
    offsets: list[int] = []
    first, last = b'{"update_id":1,"message":{"chat":{"id":5}}}', b'{"update_id":3}'
    batch = b'{"ok":true,"result":[' + b",".join([first, DEEP, last]) + b"]}"

    async def answer(request: web.Request) -> web.Response:
        asked = await request.json()
        if not request.path.endswith("getUpdates"):
            return web.json_response({"ok": True, "result": {"username": "kontakt1520_bot"}})
        offsets.append(asked.get("offset", 0))
        if offsets[-1] == 0:
            return web.Response(body=batch)
        await asyncio.Event().wait()
        raise AssertionError

    app = web.Application()
    app.router.add_post("/{rest:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    channel, inbox = TelegramChannel(TOKEN, url, "", lambda: NOW, pause=pauses), Inbox()
    async with polling(channel, inbox):
        await inbox.has(3)
    await channel.close()
    await runner.cleanup()
    assert list(inbox.rows) == ["u1", "u2", "u3"]
    assert inbox.rows["u2"].raw == DEEP
    assert set(offsets) <= {0, 4}


@pytest.mark.usefixtures("olena")
async def test_only_what_the_bot_reads_is_asked_for(
    channel: TelegramChannel,
    fake: TelegramFake,
) -> None:
    inbox = Inbox()
    async with polling(channel, inbox):
        await inbox.has(1)
    asked = fake.calls("getUpdates")[0].params["allowed_updates"]
    assert asked == ["message", "edited_message", "callback_query", "my_chat_member"]


async def test_an_answer_that_comes_at_once_and_is_empty_is_not_asked_for_in_a_circle(
    fake: TelegramFake,
) -> None:
    fake.service.longest_poll = 0
    slept = Signal()
    asked: list[float] = []

    async def pause(seconds: float) -> None:
        asked.append(seconds)
        slept.notify()
        await asyncio.Event().wait()

    other = TelegramChannel(TOKEN, fake.url, "", lambda: NOW, pause=pause)
    async with polling(other, Inbox()):
        assert await slept.until(lambda: asked or None, PATIENCE) == [1.0]
    await other.close()
    assert len(fake.calls("getUpdates")) == 1


async def test_once_confirmed_an_offset_is_forgotten(fake: TelegramFake, olena: Person) -> None:
    """After a week of silence Telegram may begin with lower numbers."""
    fake.service.longest_poll = 0
    slept = Signal()
    circles: list[float] = []

    async def pause(seconds: float) -> None:
        circles.append(seconds)
        slept.notify()
        if len(circles) == 2:
            fake.service.queue.last_id = 5
            await olena.says("Яма")
        if len(circles) > 3:
            await asyncio.Event().wait()

    other = TelegramChannel(TOKEN, fake.url, "", lambda: NOW, pause=pause)
    async with polling(other, inbox := Inbox()):
        await inbox.has(2)
    await other.close()
    assert list(inbox.rows)[-1] == "u6"
