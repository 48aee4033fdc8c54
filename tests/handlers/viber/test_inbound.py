"""Callbacks as events."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.events import Contact, Event, Media, MediaKind, MediaRef, Point, Tap, Text, Unsupported
from handlers.viber.inbound import translate

from .test_webhook import body


def event(raw: bytes) -> Event:
    found = translate(raw)
    assert found
    return found


def said(**message: Any) -> Any:
    return event(body(message=message)).body


def test_a_message() -> None:
    found = event(body())
    assert found.body == Text("Яма")
    assert found.id == "message:5741311803571721087:01234+/A=="
    assert found.message == "5741311803571721087"
    assert found.at == datetime.fromtimestamp(1_790_000_000, UTC)
    assert found.sender
    assert (found.sender.name, found.sender.language) == ("Олена", "uk")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"type": "text", "text": "tap:q:1:0:yes"}, Tap("q:1:0:yes")),
        ({"type": "text", "text": "/start code_1"}, Text("/start code_1")),
        ({"type": "text", "text": "\u202eЯма\x00"}, Text("Яма")),
        ({"type": "text"}, Text("")),
        ({"type": "text", "text": None}, Text("")),
        ({"type": "text", "text": "share-phone"}, Unsupported("desktop_button")),
        ({"type": "text", "text": "location-picker"}, Unsupported("desktop_button")),
        ({"type": "url", "media": "https://a.b", "text": "https://a.b"}, Text("https://a.b")),
        ({"type": "url", "media": "https://a.b"}, Text("https://a.b")),
        (
            {"type": "sticker", "sticker_id": 4, "media": "https://a.b/4.png"},
            Unsupported("sticker"),
        ),
        ({"type": "poll"}, Unsupported("poll")),
        ({"type": "location", "location": {"lat": 47.9, "lon": 33.4}}, Point(47.9, 33.4)),
        ({"type": "location"}, Unsupported("location")),
        ({"type": "picture"}, Unsupported("picture")),
    ],
)
def test_what_people_send(message: dict[str, Any], expected: object) -> None:
    assert said(**message) == expected


def test_half_of_a_pair_is_a_question_mark() -> None:
    assert event(body().replace("Яма".encode(), rb"\ud83d!")).body == Text("?!")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("picture", MediaKind.PHOTO), ("video", MediaKind.VIDEO), ("file", MediaKind.DOCUMENT)],
)
def test_files(kind: str, expected: MediaKind) -> None:
    link = "https://dl-media.viber.com/1/f.jpg?Expires=1"
    found = said(type=kind, media=link, text="Яма", file_name="../Акт\n.pdf", size=5)
    assert found == Media((MediaRef(expected, link, "../Акт .pdf", 5),), caption="Яма")


CARD = {"name": "Тарас", "phone_number": "380671234567"}


def test_a_number_from_our_button_counts_as_typed() -> None:
    assert said(type="contact", contact=CARD, text="share-phone") == Text("+380671234567")
    own = CARD | {"name": "Олена"}
    assert said(type="contact", contact=own, tracking_data="asked:phone") == Text("+380671234567")


@pytest.mark.parametrize(
    "message",
    [{}, {"tracking_data": "asked:phone"}, {"tracking_data": "asked:phone", "text": "Ось"}],
)
@pytest.mark.fault(18)
def test_a_card_proves_nothing(message: dict[str, Any]) -> None:
    found = said(type="contact", contact=CARD, **message)
    assert found == Contact("380671234567", own=False, name="Тарас")


@pytest.mark.parametrize("name", ["delivered", "seen", "failed", "webhook", "client_status", ""])
def test_what_is_no_word_is_no_event(name: str) -> None:
    assert translate(body(name)) is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"subscribed": True, "context": "code_1"}, Text("/start code_1")),
        ({"subscribed": True, "context": "a b"}, None),
        ({"subscribed": True}, None),
        ({"subscribed": False, "context": "code_1"}, None),
    ],
)
def test_a_deep_link(fields: dict[str, Any], expected: object) -> None:
    found = translate(body("conversation_started", **fields))
    assert (found.body if found else None) == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"sender": None},
        {"sender": {"id": 5}},
        {"timestamp": -1},
        {"timestamp": 10**18},
        {"message": "Яма"},
        {"message": {"type": "location", "location": {"lat": 91, "lon": 0}}},
        {"message": {"type": "contact", "contact": {"name": "Секрет"}}},
    ],
)
def test_what_cannot_be_read_is_refused_without_a_quote(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"callback") as caught:
        translate(body(**fields))
    assert "Яма" not in str(caught.value)
    assert "Секрет" not in str(caught.value)


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    ),
    st.sampled_from(
        ["message", "sender", "user", "timestamp", "event", "message_token", "context"]
    ),
)
def test_nothing_else_is_raised(value: object, field: str) -> None:
    raw = json.dumps(json.loads(body()) | {field: value}).encode()
    try:
        found = translate(raw)
    except ValueError:
        return
    assert found is None or found.channel == "viber"
