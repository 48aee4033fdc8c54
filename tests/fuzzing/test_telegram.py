"""Updates of Telegram: whatever comes, it is stored or refused, and understood or set aside."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import example, given

from handlers.channel import Envelope
from handlers.telegram.envelope import envelope
from handlers.telegram.inbound import Me, translate
from handlers.telegram.polling import cut
from handlers.telegram.webhook import HEADER, PATH, Webhook
from tests.handlers.telegram.raws import (
    BOT,
    fields,
    in_group,
    member,
    message,
    raw,
    said_by_us,
    tap,
)

from .spoiling import fuzz, json_bytes, spoiled, storable, torn

ME = Me(BOT, "kontakt1520_bot")
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECRET = "s3cret-of_the-webhook"
FILE = {"file_id": "AgAC", "file_unique_id": "Ag", "file_size": 90_000}
POINT = {"latitude": 47.9105, "longitude": 33.3918}
REAL = [
    message(text="Яма біля школи"),
    message(text="/start svc_lights-1", entities=[{"type": "bot_command", "offset": 0, "length": 6}]),
    message(photo=[{**FILE, "width": 90, "height": 60}, {**FILE, "width": 900, "height": 600}], caption="Ось"),
    message(document={**FILE, "file_name": "акт.pdf", "mime_type": "application/pdf"}, media_group_id="7"),
    message(voice={**FILE, "duration": 3}),
    message(location=POINT),
    message(venue={"location": POINT, "title": "Школа", "address": "вул. Дзвінкова, 7"}),
    message(contact={"phone_number": "+380671234567", "first_name": "Олена", "user_id": 700000001}),
    message(sticker={**FILE, "width": 9, "height": 9, "is_animated": False, "type": "regular"}),
    message(text="/done 1001", forward_origin={"type": "user", "date": 1}),
    in_group(text="Зробили", reply_to_message=said_by_us()),
    message(migrate_to_chat_id=-100123),
    raw(edited_message=fields(text="Яма біля ліцею", edit_date=1790000100)),
    tap(),
    member("kicked"),
]  # fmt: skip
PARSED = [json.loads(one) for one in REAL]


def _understood(bad: bytes) -> None:
    outside = envelope(bad)
    assert outside.event_id
    try:
        event = translate(bad, ME, NOW)
    except ValueError as error:
        assert "Яма" not in str(error)  # noqa: PT017 - most of them raise nothing
        return
    if event is not None:
        assert storable(event)
        assert (event.id, event.address) == (outside.event_id, outside.address)


@given(spoiled(PARSED))
@example({**PARSED[0], "update_id": 10**18})
@example(
    {**PARSED[0], "message": PARSED[0]["message"] | {"chat": {"id": 10**18, "type": "private"}}}
)
@fuzz(300)
@pytest.mark.fault(24)
def test_a_spoiled_update_is_understood_or_a_value_error(value: Any) -> None:
    _understood(json_bytes(value))


@given(torn(REAL))
@fuzz(300)
def test_torn_bytes_are_understood_or_a_value_error(bad: bytes) -> None:
    _understood(bad)


@given(torn([b'{"ok":true,"result":[' + b",".join(REAL[:4]) + b"]}"]))
@fuzz(200)
def test_a_torn_answer_of_polling_is_cut_into_what_can_be_stored(bad: bytes) -> None:
    for part in cut(bad):
        _understood(part)


class Stored:
    """Keeps what a webhook has taken."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def accept(self, envelopes: Any) -> None:
        self.envelopes += envelopes


@pytest.fixture
async def http() -> AsyncIterator[TestClient[Any, Any]]:
    stored = Stored()
    app = web.Application()
    app.router.add_post(PATH, Webhook(SECRET, stored.accept, lambda _: None).handle)
    async with TestClient(TestServer(app)) as client:
        yield client


@given(torn(REAL))
@example(b"")
@fuzz(120)
async def test_the_webhook_takes_it_or_says_that_it_is_none(
    http: TestClient[Any, Any], bad: bytes
) -> None:
    async with http.post(PATH, data=bad, headers={HEADER: SECRET}) as answer:
        assert answer.status in {200, 400}
