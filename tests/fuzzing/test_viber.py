"""Callbacks of Viber, signed as they should be and spoiled all the same."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.viber.envelope import look
from handlers.viber.inbound import translate
from handlers.viber.signature import HEADER, sign
from handlers.viber.webhook import PATH, Webhook
from tests.fakes.viber import TOKEN
from tests.handlers.viber.conftest import Desk
from tests.handlers.viber.test_webhook import body

from .spoiling import fuzz, json_bytes, spoiled, storable, torn

USER = {"id": "01234+/A==", "name": "Олена", "language": "uk", "country": "UA", "api_version": 10}
REAL = [
    body(),
    body(message={"type": "text", "text": "tap:q:1:0:yes"}),
    body(message={"type": "picture", "media": "https://dl.example/a.jpg", "text": "Ось", "size": 9}),
    body(message={"type": "file", "media": "https://dl.example/a.pdf", "file_name": "a.pdf", "size": 9}),
    body(message={"type": "location", "location": {"lat": 47.9, "lon": 33.4}}),
    body(message={"type": "contact", "contact": {"name": "Олена", "phone_number": "+380671234567"}}),
    body("conversation_started", user=USER, context="svc_lights-1", subscribed=False),
    body("conversation_started", user=USER, context="svc_lights-1", subscribed=True),
    body("subscribed", user=USER),
    body("unsubscribed", user_id="01234+/A=="),
    body("delivered", user_id="01234+/A=="),
    body("seen", user_id="01234+/A=="),
    body("failed", user_id="01234+/A==", desc="failure"),
]  # fmt: skip
PARSED = [json.loads(one) for one in REAL]
HOSTILE = st.one_of(spoiled(PARSED).map(json_bytes), torn(REAL))


@given(HOSTILE)
@fuzz(400)
@pytest.mark.fault(24)
def test_a_spoiled_callback_is_understood_or_a_value_error(bad: bytes) -> None:
    try:
        event = translate(bad)
    except ValueError as error:
        event, said = None, str(error)
        assert "Яма" not in said
    outside = look(bad)
    if event is not None:
        assert outside is not None
        assert storable(event)
        assert (event.id, event.address) == (outside.envelope(bad).event_id, outside.person)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def http(desk: Desk) -> AsyncIterator[TestClient[Any, Any]]:
    async def note(event: str, message: str, at: datetime) -> None:
        del at
        desk.receipts.append((event, message))

    hook = Webhook(TOKEN, desk.accept, lambda said, level: {"said": said, "level": level}, note)
    app = web.Application()
    app.router.add_post(PATH, hook.handle)
    async with TestClient(TestServer(app)) as client:
        yield client


@given(HOSTILE)
@example(body(sender=USER | {"id": "01\0 2"}))
@fuzz(150)
async def test_a_signed_one_is_taken_or_refused_and_what_is_taken_can_be_worked(
    http: TestClient[Any, Any], desk: Desk, bad: bytes
) -> None:
    desk.envelopes.clear()
    desk.receipts.clear()
    async with http.post(PATH, data=bad, headers={HEADER: sign(TOKEN, bad)}) as answer:
        assert answer.status in {200, 400}
    for one in desk.envelopes:
        # Every database can keep it: valid UTF-8 without NUL.
        assert b"\0" not in f"{one.event_id}{one.address}".encode()
    for kind, token in desk.receipts:
        assert b"\0" not in f"{kind}{token}".encode()
