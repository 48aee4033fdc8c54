"""What the page posts, and what reaches the conversation."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.events import Media, MediaKind, MediaRef, Point, Tap, Text
from handlers.web.inbound import envelope, read_json, translate, validate
from handlers.web.problems import WebError
from tests.handlers.web.conftest import Visitor, event
from tests.handlers.web.memory import NOON, MemoryChat, web_event


def body_of(fields: dict[str, Any]) -> object:
    return translate(envelope("somebody", validate(fields), NOON).raw).body


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        (event("text", text="Яма\ue000 біля\x00 школи"), Text("Яма біля школи")),
        (event("text", text="\ud800 Яма"), Text("? Яма")),
        (event("tap", data="f1:yes", message="17", label="Так"), Tap("f1:yes", "17", "Так")),
        (event("point", lat=47.9, lon=33, title="Дім"), Point(47.9, 33.0, "Дім")),
        (event("contact", data=" 067 123 45 67 "), Text("067 123 45 67")),
        (event("start"), Text("/start")),
        (event("start", data="svc_lights-1"), Text("/start svc_lights-1")),
        (
            event(
                "files",
                text="Ось",
                files=[{"token": "t", "name": "a\n.jpg", "kind": "photo", "size": 5}],
            ),
            Media((MediaRef(MediaKind.PHOTO, "t", "a .jpg", 5),), "Ось"),
        ),
    ],
)
def test_every_kind_becomes_its_event(fields: dict[str, Any], body: object) -> None:
    assert body_of(fields) == body


def test_an_event_knows_its_conversation_its_time_and_what_it_answers() -> None:
    fields = event("text", text="Так", reply_to="12", address="someone else", at="1999")
    made = translate(envelope("somebody", validate(fields), NOON).raw)
    assert (made.id, made.address, made.channel) == (f"somebody:{fields['id']}", "somebody", "web")
    assert (made.at, made.message, made.reply_to) == (NOON, fields["id"], "12")


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"kind": "text", "text": "Яма"},
        event("text", id="1", text="Яма"),
        event("text", id=str(uuid.uuid4()).upper() + "A", text="Яма"),
        event("text"),
        event("text", text=5),
        event("text", text=" \u200b\x00\ue000 "),
        event("text", text="Я" * 20_001),
        event("dance", text="Яма"),
        event("text", text="Яма", reply_to="x"),
        event("tap"),
        event("tap", data="я" * 33),
        event("tap", data="a", message="../1"),
        event("tap", data="a", label="я" * 201),
        event("point", lat=91, lon=0),
        event("point", lat=float("inf"), lon=0),
        event("point", lat="47", lon=33),
        event("point", lat=True, lon=33),
        event("point", lat=47),
        event("contact", data=""),
        event("contact", data="1" * 61),
        event("start", data="drop table"),
        event("files"),
        event("files", files=[]),
        event("files", files=[5]),
        event("files", files=[{"token": "t", "name": "a", "kind": "photo", "size": -1}]),
        event("files", files=[{"token": "t", "name": "a", "kind": "virus", "size": 1}]),
        event("files", files=[{"token": "t" * 101, "name": "a", "kind": "photo", "size": 1}]),
        event("files", files=[{"token": "t", "name": "a", "kind": "photo", "size": 1}] * 11),
        event("files", files=[{"token": "t", "name": "a", "kind": "photo", "size": 10**9}]),
    ],
)
async def test_wrong_input_gets_a_kind_sentence_and_reaches_nobody(
    visitor: Visitor, chat: MemoryChat, wrong: dict[str, Any]
) -> None:
    await visitor.enter()
    answer = await visitor.post("/api/events", wrong)
    assert answer.status == 400
    assert (await answer.json())["text"]
    assert not chat.inbox


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'{"id": NaN}',
        b'{"a":' * 60_000,
        b"[" * 100_000,
        b"\xff\xfe",
        b"9" * 5000,
        b'{"id":1,"id":' + b"1" * 5000 + b"}",
        '{"id":"\ud800"}'.encode("utf-8", "surrogatepass"),
    ],
)
async def test_what_is_no_json_object_gets_a_kind_sentence(visitor: Visitor, raw: bytes) -> None:
    await visitor.enter()
    headers = {"Content-Type": "application/json"}
    answer = await visitor.post("/api/events", data=raw, headers=headers)
    assert (answer.status, (await answer.json())["error"]) == (
        (413, "too_long") if len(raw) > 256 * 1024 else (400, "malformed")
    )


async def test_a_body_of_another_type_or_above_the_limit_is_refused(visitor: Visitor) -> None:
    await visitor.enter()
    plain = await visitor.post("/api/events", data=b"{}", headers={"Content-Type": "text/plain"})
    large = await visitor.post(
        "/api/events", data=b" " * 300_000, headers={"Content-Type": "application/json"}
    )
    assert (plain.status, large.status) == (415, 413)


async def test_the_longest_text_is_taken_however_it_is_written(
    visitor: Visitor, chat: MemoryChat
) -> None:
    await visitor.enter()
    assert (await visitor.say("я" * 20_000)).status == 202
    assert len(chat.inbox) == 1


@pytest.mark.fault(17)
async def test_a_resend_after_a_lost_answer_is_one_event(
    visitor: Visitor, chat: MemoryChat
) -> None:
    address = await visitor.enter()
    body = event("text", text="Яма")
    answers = [await visitor.post("/api/events", body) for _ in range(3)]
    assert [a.status for a in answers] == [202] * 3
    assert list(chat.inbox) == [f"{address}:{body['id']}"]
    assert len(chat.rows[address]) == 1


async def test_the_same_id_in_two_conversations_is_two_events(
    visitor: Visitor, stranger: Visitor, chat: MemoryChat
) -> None:
    await visitor.enter()
    await stranger.enter()
    body = event("text", text="Яма")
    await visitor.post("/api/events", body)
    await stranger.post("/api/events", body)
    assert len(chat.inbox) == 2


async def test_what_could_not_be_stored_is_not_acknowledged(
    visitor: Visitor, chat: MemoryChat, caplog: pytest.LogCaptureFixture
) -> None:
    await visitor.enter()
    chat.broken = True
    answer = await visitor.say("Мій секрет")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert "OSError" in caplog.text
    assert "секрет" not in caplog.text


async def test_what_was_too_much_at_once_is_not_acknowledged_and_may_come_again(
    visitor: Visitor, chat: MemoryChat
) -> None:
    await visitor.enter()
    chat.full = True
    answer = await visitor.say("Ще одне")
    assert (answer.status, answer.headers["Retry-After"]) == (429, "15")
    chat.full = False
    assert (await visitor.say("Ще одне")).status == 202


@pytest.mark.parametrize(
    "raw", [b"", b"null", b"{}", b'{"event": {}}', b'{"event": 5}', b"[" * 100_000, b"\xff"]
)
def test_what_was_never_an_event_is_left_to_be_parked(raw: bytes) -> None:
    with pytest.raises(ValueError, match="not an event"):
        web_event(raw)


def outcome(action: Callable[[], Any]) -> Any:
    """What it returned, or the status of the error that it raised."""
    try:
        return action()
    except WebError as error:
        return error.status


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)
FIELDS = st.fixed_dictionaries(
    {"id": st.just(str(uuid.uuid4())) | JSON},
    optional={
        "kind": st.sampled_from(["text", "tap", "point", "contact", "files", "start"]) | JSON,
        **dict.fromkeys(["text", "data", "message", "label", "title", "reply_to"], JSON),
        **dict.fromkeys(["lat", "lon"], st.floats() | JSON),
        "files": st.lists(
            st.dictionaries(st.sampled_from(["token", "name", "kind", "size"]), JSON), max_size=3
        )
        | JSON,
    },
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(FIELDS)
def test_whatever_is_posted_is_refused_as_a_mistake_or_can_be_stored(fields: Any) -> None:
    checked = outcome(lambda: validate(read_json(json.dumps(fields).encode())))
    if checked != 400:
        made = translate(envelope("somebody", checked, NOON).raw)
        assert made.id == f"somebody:{fields['id']}"


@settings(max_examples=200, deadline=None)
@given(st.binary())
def test_whatever_bytes_come_they_are_refused_as_a_mistake(raw: bytes) -> None:
    assert outcome(lambda: read_json(raw)) == 400 or isinstance(json.loads(raw), dict)
