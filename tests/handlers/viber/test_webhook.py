"""The webhook: who gets in, what is stored, and when it is acknowledged."""

from __future__ import annotations

import json
import logging
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientSession

from handlers.viber import ViberChannel
from handlers.viber.envelope import MAX_CALLBACK
from handlers.viber.signature import HEADER, is_genuine, sign
from handlers.viber.webhook import PATH
from tests.fakes.viber import TOKEN, Person, ViberFake

from .conftest import PUBLIC, Desk


def body(event: object = "message", **fields: Any) -> bytes:
    said = {"type": "text", "text": "Яма", "tracking_data": ""}
    whole = {
        "event": event,
        "timestamp": 1_790_000_000_000,
        "message_token": 5_741_311_803_571_721_087,
        "sender": {"id": "01234+/A==", "name": "Олена", "language": "uk", "api_version": 10},
        "message": said,
    }
    return json.dumps(whole | fields, ensure_ascii=False).encode()


async def post(url: str, raw: bytes, signature: str | None = None, **headers: str) -> int:
    signed = {HEADER: sign(TOKEN, raw) if signature is None else signature}
    async with (
        ClientSession() as session,
        session.post(url + PATH, data=BytesIO(raw), headers=headers or signed) as answer,
    ):
        return answer.status


@pytest.mark.fault(17)
async def test_a_signed_message_is_stored_with_the_id_that_repeats(url: str, desk: Desk) -> None:
    assert await post(url, body()) == 200
    assert await post(url, body()) == 200
    first, second = desk.envelopes
    assert first == second
    assert first.event_id == "message:5741311803571721087:01234+/A=="
    assert (first.channel, first.address) == ("viber", "01234+/A==")
    assert first.raw == body()


@pytest.mark.parametrize(
    "signature",
    ["", "wrong", "секрет", sign("other", body()), sign(TOKEN, body() + b" "), sign(TOKEN, b"")],
)
@pytest.mark.fault(16)
async def test_a_forged_callback_leaves_nothing(url: str, desk: Desk, signature: str) -> None:
    assert await post(url, body(), signature.encode().decode("latin-1")) == 403
    assert desk.envelopes == []


@pytest.mark.fault(16)
async def test_an_unsigned_callback_leaves_nothing(url: str, desk: Desk) -> None:
    assert await post(url, body(), **{"X-Other": sign(TOKEN, body())}) == 401
    assert desk.envelopes == []


def test_the_signature_is_over_the_bytes() -> None:
    spaced = json.dumps(json.loads(body()), indent=1).encode()
    assert is_genuine(TOKEN, spaced, sign(TOKEN, spaced).upper())
    assert not is_genuine(TOKEN, spaced, sign(TOKEN, body()))
    assert not is_genuine(TOKEN, spaced, "\udcff")


@pytest.mark.parametrize(
    "raw",
    [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 200_000, b'{"event":' * 100_000, b'"' * 9],
)
async def test_what_is_no_callback_is_refused(url: str, desk: Desk, raw: bytes) -> None:
    assert await post(url, raw) == 400
    assert desk.envelopes == []


async def test_a_callback_that_is_too_large_is_refused(url: str, desk: Desk) -> None:
    assert await post(url, body(padding="x" * MAX_CALLBACK)) == 413
    assert desk.envelopes == []


@pytest.mark.parametrize(
    "event", ["client_status", "webhook", "action", "payment_done", "", "🙂" * 99]
)
async def test_unknown_events_are_answered_and_leave_nothing(
    url: str, desk: Desk, event: str
) -> None:
    assert await post(url, body(event)) == 200
    assert await post(url, body(["message"])) == 200
    assert desk.envelopes == []
    assert desk.receipts == []


async def test_unknown_events_are_told_once(
    url: str, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            await post(url, body("payment_done"))
    assert caplog.text.count("payment_done") == 1
    assert desk.envelopes == []


async def test_a_message_of_nobody_is_kept_for_somebody_to_look_at(url: str, desk: Desk) -> None:
    assert await post(url, body(sender=None)) == 200
    assert [one.address for one in desk.envelopes] == [""]


async def test_nothing_is_acknowledged_that_was_not_stored(
    url: str, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.broken = True
    assert await post(url, body()) == 503
    assert await post(url, body("seen", user_id="01234+/A==")) == 503
    assert "секретний" not in caplog.text
    assert "Яма" not in caplog.text


async def test_receipts_are_noted_by_the_token_of_their_message(url: str, desk: Desk) -> None:
    for event in ("delivered", "delivered", "seen", "failed"):
        assert await post(url, body(event, user_id="01234+/A==")) == 200
    token = "5741311803571721087"
    assert desk.receipts == [(e, token) for e in ("delivered", "delivered", "seen", "failed")]
    assert desk.envelopes == []


async def test_the_welcome_is_the_answer(url: str, desk: Desk, fake: ViberFake) -> None:
    taras = fake.person("Тарас")
    fake.callbacks.url = f"{PUBLIC}{PATH}"
    fake.callbacks.event_types = {"conversation_started"}
    await taras.opens()
    await taras.opens("code_1")
    await taras.opens("'; drop table")
    assert [m.text for m in taras.chat] == ["Вітаємо"] * 3
    bodies = [m.buttons[0]["ActionBody"] for m in taras.chat]
    assert bodies == ["tap:m:new", "/start code_1", "tap:m:new"]
    assert desk.envelopes == []
    taras.account.api_version = 2
    await taras.opens()
    assert taras.keyboard == [
        {"Columns": 6, "Rows": 1, "ActionType": "reply", "ActionBody": "Почати", "Text": "Почати"}
    ]


async def test_who_is_subscribed_needs_no_welcome(url: str, desk: Desk, olena: Person) -> None:
    assert url
    desk.envelopes.clear()
    await olena.opens()
    assert desk.envelopes == []
    await olena.opens("code_1")
    assert [one.event_id.split(":")[0] for one in desk.envelopes] == ["conversation_started"]
    assert all(not m.from_bot for m in olena.chat)


async def test_coming_and_going_are_stored(
    channel: ViberChannel, desk: Desk, olena: Person
) -> None:
    await olena.unsubscribes()
    await olena.resubscribes()
    found = [channel.translate(one.raw) for one in desk.envelopes[-2:]]
    assert [getattr(event.body, "reachable", None) for event in found if event] == [False, True]
