"""Every error of the service, over HTTP, and the outcome that it is."""

import logging
import socket
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from flows.messages import Message
from handlers.channel import Ambiguous, MovedTo, Outcome, Refused, RetryAfter, Sent, Unreachable
from handlers.telegram import TelegramChannel
from handlers.telegram.outcomes import Floods
from tests.fakes.telegram import TOKEN, Person, TelegramFake

HELLO = Message("Добрий день")
REFUSALS: list[tuple[int, str, Outcome]] = [
    (403, "Forbidden: bot was blocked by the user", Unreachable("blocked")),
    (403, "Forbidden: user is deactivated", Unreachable("deactivated")),
    (403, "Forbidden: bot can't initiate conversation with a user", Unreachable("not-started")),
    (403, "Forbidden: bot was kicked from the supergroup chat", Unreachable("kicked")),
    (403, "Forbidden: something of tomorrow", Unreachable("forbidden")),
    (400, "Bad Request: chat not found", Unreachable("chat-not-found")),
    (400, "Bad Request: not enough rights to send text messages to the chat", Unreachable("no-rights")),
    (400, "Bad Request: TOPIC_CLOSED", Refused("no-topic")),
    (400, "Bad Request: button URL 'https://яма' is bad", Refused("Bad Request: button URL … is bad")),
    (400, 'Bad Request: tag "яма <b>"яма" at 5', Refused("Bad Request: tag … at 5")),
    (400, "", Refused("refused")),
    (413, "Request Entity Too Large", Refused("too-large")),
    (401, "Unauthorized", RetryAfter(300, channel=True)),
    (404, "Not Found", RetryAfter(300, channel=True)),
    (409, "Conflict", RetryAfter(5)),
    (429, "Too Many Requests", RetryAfter(5)),
    (500, "Internal Server Error", Ambiguous("TelegramServerError")),
    (502, "restarting", Ambiguous("RestartingTelegram")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "words", "expected"), REFUSALS)
@pytest.mark.fault(9)
async def test_a_refusal_has_its_outcome(
    channel: TelegramChannel,
    olena: Person,
    fake: TelegramFake,
    code: int,
    words: str,
    expected: Outcome,
) -> None:
    fake.faults.error("sendMessage", code, words)
    assert await channel.send(str(olena.id), HELLO, ()) == expected


@pytest.mark.fault(7)
async def test_429_names_its_seconds(
    channel: TelegramChannel, olena: Person, fake: TelegramFake
) -> None:
    fake.faults.too_many("sendMessage", 3600)
    assert await channel.send(str(olena.id), HELLO, ()) == RetryAfter(3600)


@pytest.mark.fault(10)
async def test_a_gateways_page_leaves_it_unknown(
    channel: TelegramChannel, olena: Person, fake: TelegramFake
) -> None:
    fake.faults.bad_gateway("sendMessage")
    assert isinstance(await channel.send(str(olena.id), HELLO, ()), Ambiguous)


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.fault(10)
async def test_a_cut_connection_leaves_it_unknown(
    channel: TelegramChannel, olena: Person, fake: TelegramFake, done: bool
) -> None:
    (fake.faults.cut_after if done else fake.faults.cut_before)("sendMessage")
    assert isinstance(await channel.send(str(olena.id), HELLO, ()), Ambiguous)


@pytest.mark.fault(10)
async def test_a_hung_call_ends_and_leaves_it_unknown(
    channel: TelegramChannel,
    olena: Person,
    fake: TelegramFake,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake.faults.hold("sendMessage", done=True)
    monkeypatch.setattr("handlers.telegram.requests.TEXT_SECONDS", 0.05)
    assert isinstance(await channel.send(str(olena.id), HELLO, ()), Ambiguous)
    assert olena.sees("Добрий день")


async def test_somebody_who_blocked_the_bot_is_unreachable(
    channel: TelegramChannel, olena: Person
) -> None:
    await olena.blocks()
    assert await channel.send(str(olena.id), HELLO, ()) == Unreachable("blocked")
    await olena.unblocks()
    assert isinstance(await channel.send(str(olena.id), HELLO, ()), Sent)


async def test_a_group_that_moved_tells_its_new_address(
    channel: TelegramChannel, olena: Person, fake: TelegramFake
) -> None:
    group = fake.group("Міськсвітло", [olena])
    old = str(group.id)
    await group.migrates(olena)
    assert await channel.send(old, HELLO, ()) == MovedTo(str(group.id))


async def test_a_refused_connection_has_sent_nothing() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        nobody = TelegramChannel(TOKEN, f"http://127.0.0.1:{port}", "", lambda: datetime.now(UTC))
        outcome = await nobody.send("700000001", HELLO, ())
        await nobody.close()
    assert outcome == RetryAfter(3, channel=True)


STRANGE: list[tuple[int, str, type[Outcome]]] = [
    (200, '{"ok":true,"result":{"message_id":77,"new":"shape"}}', Sent),
    (200, '{"ok":true}', Sent),
    (200, '{"ok":false}', RetryAfter),
    (200, "[" * 100_000, Ambiguous),
    (200, "", Ambiguous),
    (502, '{"ok":false}', Ambiguous),
    (413, "<html>too large</html>", Refused),
]


@pytest.mark.parametrize(("status", "body", "expected"), STRANGE)
async def test_answers_that_nobody_expects(
    unused_answers: "Answers", status: int, body: str, expected: type[Outcome]
) -> None:
    outcome = await unused_answers(status, body)
    assert isinstance(outcome, expected)
    if "77" in body:
        assert outcome == Sent(("77",))


class Answers:
    """A server that gives one answer to everything, and a channel that asks it."""

    async def __call__(self, status: int, body: str) -> Outcome:
        async def answer(request: web.Request) -> web.Response:
            await request.read()
            return web.Response(status=status, text=body)

        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        channel = TelegramChannel(TOKEN, url, "", lambda: datetime.now(UTC))
        try:
            return await channel.send("700000001", HELLO, ())
        finally:
            await channel.close()
            await runner.cleanup()


@pytest.fixture
def unused_answers() -> Answers:
    return Answers()


def test_one_chat_in_flood_waits_alone_and_two_mean_the_channel() -> None:
    floods, now = Floods(), datetime(2026, 11, 22, tzinfo=UTC)
    assert floods.judge("1", RetryAfter(5), now) == RetryAfter(5)
    assert floods.judge("1", RetryAfter(5), now) == RetryAfter(5)
    assert floods.judge("2", RetryAfter(3), now) == RetryAfter(3, channel=True)
    later = now + timedelta(seconds=60)
    assert floods.judge("3", RetryAfter(5), later) == RetryAfter(5)


async def test_no_error_tells_the_token_or_the_text(
    channel: TelegramChannel, olena: Person, fake: TelegramFake, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    outcomes = []
    for code, words, _ in REFUSALS:
        fake.faults.error("sendMessage", code, words)
        outcomes.append(repr(await channel.send(str(olena.id), Message("таємниця"), ())))
    fake.faults.cut_before("sendMessage")
    outcomes.append(repr(await channel.send(str(olena.id), Message("таємниця"), ())))
    everything = caplog.text + "".join(outcomes)
    assert TOKEN not in everything
    assert TOKEN.split(":")[1] not in everything
    assert "таємниця" not in everything
    assert "яма" not in everything


def test_a_token_that_cannot_be_one_is_a_clear_error() -> None:
    with pytest.raises(ValueError, match="TELEGRAM_TOKEN") as caught:
        TelegramChannel("s3cret", "", "", lambda: datetime.now(UTC))
    assert "s3cret" not in str(caught.value)
