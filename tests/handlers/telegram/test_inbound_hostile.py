"""Updates that nobody sane would send: at worst a ValueError, and it quotes nothing."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.telegram.envelope import envelope
from handlers.telegram.inbound import Me, translate

from .raws import BOT, fields, message, raw

ME = Me(BOT, "kontakt1520_bot")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WHERE = {"latitude": 47.9105, "longitude": 33.3918}

UNREADABLE = [
    b"",
    b"null",
    b"[]",
    b"\xff\xfe",
    b'{"update_id":42,"message":{"text":"\xd0',
    b'{"update_id":42,"message":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b'{"update_id":42,"message":{"date":' + b"9" * 5000 + b"}}",
    message(text=["сто тридцять"]),
    message(text="Яма", date=10**14),
    message(location={"latitude": 947.0, "longitude": 33.0}),
    message(location=WHERE).replace(b"47.9105", b"NaN"),
    raw(callback_query={"id": "1"}),
]


@pytest.mark.parametrize("bad", UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_cannot_be_understood_is_a_value_error_that_quotes_nothing(bad: bytes) -> None:
    with pytest.raises(ValueError, match="not a readable update") as caught:
        translate(bad, ME, NOW)
    assert "тридцять" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
KEYS = sorted({*fields(), "text", "caption", "photo", "document", "location", "contact", "venue"})
HOSTILE = st.builds(
    lambda kind, parts, whole: {"update_id": 42, kind: {**fields(text="Яма"), **parts}} if parts else whole,
    st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"]),
    st.dictionaries(st.sampled_from([*KEYS, "data", "id", "message", "new_chat_member"]), JSON),
    JSON,
)  # fmt: skip


def _never_breaks(bad: bytes) -> None:
    outside = envelope(bad)
    assert outside.event_id
    try:
        event = translate(bad, ME, NOW)
    except ValueError:
        return
    if event is not None:
        assert (event.id, event.address) == (outside.event_id, outside.address)


@given(HOSTILE)
def test_no_json_raises_anything_but_value_error(value: Any) -> None:
    _never_breaks(json.dumps(value).encode())


@given(st.binary())
def test_no_bytes_raise_anything_but_value_error(value: bytes) -> None:
    _never_breaks(value)
