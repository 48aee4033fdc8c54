"""The outside of an update: id and conversation, whatever the bytes are."""

import pytest

from handlers.telegram.envelope import MAX_UPDATE, callback_id, envelope, update_id

from .raws import GROUP, message, raw, tap


def test_the_number_is_the_id_and_the_chat_the_address() -> None:
    given = message(text="Яма")
    outside = envelope(given)
    assert (outside.channel, outside.event_id, outside.address) == ("telegram", "u42", "700000001")
    assert outside.raw == given


def test_a_tap_in_a_group_belongs_to_the_group() -> None:
    assert (
        envelope(tap(message={"message_id": 5, "chat": GROUP, "date": 0})).address
        == "-1001234567890"
    )


def test_a_tap_without_its_message_belongs_to_who_pressed() -> None:
    assert envelope(tap(message=None)).address == "700000001"


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"{",
        b"[1]",
        b'{"update_id":true}',
        b'{"message":{"chat":{"id":1.5}}}',
        b"\xff" * 10,
        b'{"update_id":1' + b"0" * 40 + b"}",
    ],
)
def test_input_without_a_number_is_known_by_its_hash(bad: bytes) -> None:
    outside = envelope(bad)
    assert outside.event_id.startswith("h")
    assert outside.event_id == envelope(bad).event_id != envelope(bad + b" ").event_id
    assert outside.address == ""


def test_unreadable_updates_are_still_known_by_their_number() -> None:
    deep = b'{"update_id": 43,"message":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert (envelope(deep).event_id, envelope(deep).address) == ("u43", "")
    assert update_id(b'{"update_id":44,"message":{"text":"\xd0') == 44


def test_a_number_inside_a_text_is_not_the_updates() -> None:
    assert update_id(rb'{"message":{"text":"\"update_id\":7"},') is None


def test_an_oversized_update_is_cut_and_keeps_its_number() -> None:
    outside = envelope(message(text="я" * MAX_UPDATE))
    assert len(outside.raw) == MAX_UPDATE
    assert (outside.event_id, outside.address) == ("u42", "")


def test_an_address_that_is_no_number_is_none() -> None:
    assert envelope(raw(message={"chat": {"id": "7"}})).address == ""
    assert envelope(raw(message={"chat": {"id": 10**30}})).address == ""


def test_only_a_tap_has_a_query_to_answer() -> None:
    assert callback_id(tap()) == "4382"
    assert callback_id(message(text='"callback_query"')) == ""
    assert callback_id(raw(callback_query={"id": 5})) == ""
