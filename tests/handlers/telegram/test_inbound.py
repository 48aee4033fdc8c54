"""Raw updates and the events that they are."""

from datetime import UTC, datetime

import pytest

from flows.events import (
    Body,
    Contact,
    Edited,
    Media,
    MediaKind,
    MediaRef,
    Moved,
    Point,
    Reachable,
    Sender,
    Tap,
    Text,
    Unsupported,
)
from handlers.telegram.envelope import envelope
from handlers.telegram.inbound import Me, translate

from .raws import (
    BOT,
    DATE,
    GROUP,
    OLENA,
    OURS,
    PRIVATE,
    fields,
    in_group,
    member,
    message,
    raw,
    said_by_us,
    tap,
)

ME = Me(BOT, "kontakt1520_bot")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PHOTO = [
    {"file_id": "small", "file_unique_id": "a", "width": 90, "height": 67, "file_size": 1200},
    {"file_id": "large", "file_unique_id": "b", "width": 1280, "height": 960, "file_size": 99000},
    {"file_id": "medium", "file_unique_id": "c", "width": 320, "height": 240, "file_size": 9000},
]
FILE = {"file_id": "F", "file_unique_id": "u", "file_size": 5000}
CLIP = {**FILE, "width": 640, "height": 480, "duration": 3, "mime_type": "video/mp4"}
WHERE = {"latitude": 47.9105, "longitude": 33.3918}
FORWARD = {"type": "hidden_user", "sender_user_name": "Хтось", "date": DATE}

BODIES: dict[str, tuple[bytes, Body]] = {
    "text": (message(text="Яма на дорозі"), Text("Яма на дорозі")),
    "hidden characters": (message(text="Яма\u200b\ue000 \u202eтут"), Text("Яма тут")),
    "nothing but hidden ones": (message(text="\u200b"), Text("")),
    "half of a pair": (raw(message=fields(text="Яма X")).replace(b"X", b"\\ud83d"), Text("Яма ?")),
    "deep link": (message(text="/start KOD123"), Text("/start KOD123")),
    "our command": (message(text="/my@Kontakt1520_Bot  1"), Text("/my  1")),
    "forwarded words": (message(text="Яма", forward_origin=FORWARD), Text("Яма")),
    "forwarded command": (
        message(text="/done 1057", forward_origin=FORWARD),
        Unsupported("forwarded_command"),
    ),
    "photo": (
        message(photo=PHOTO, caption="ось <b>"),
        Media((MediaRef(MediaKind.PHOTO, "large", "", 99000),), "ось <b>"),
    ),
    "album": (
        message(photo=PHOTO, media_group_id="13"),
        Media((MediaRef(MediaKind.PHOTO, "large", "", 99000),), album="13"),
    ),
    "video": (
        message(video={**CLIP, "file_name": "яма\u202e.mp4"}),
        Media((MediaRef(MediaKind.VIDEO, "F", "яма.mp4", 5000),)),
    ),
    "round video": (
        message(video_note={**FILE, "length": 240, "duration": 3}),
        Media((MediaRef(MediaKind.VIDEO, "F", "", 5000),)),
    ),
    "voice": (
        message(voice={**FILE, "duration": 3}),
        Media((MediaRef(MediaKind.VOICE, "F", "", 5000),)),
    ),
    "music": (
        message(audio={**FILE, "duration": 3, "file_name": "a.mp3"}),
        Media((MediaRef(MediaKind.DOCUMENT, "F", "a.mp3", 5000),)),
    ),
    "animation, with a document for old clients": (
        message(animation=CLIP, document=FILE),
        Media((MediaRef(MediaKind.VIDEO, "F", "", 5000),)),
    ),
    "document without a size": (
        message(document={"file_id": "F", "file_unique_id": "u", "file_name": "акт.pdf"}),
        Media((MediaRef(MediaKind.DOCUMENT, "F", "акт.pdf", None),)),
    ),
    "location": (message(location=WHERE), Point(47.9105, 33.3918)),
    "venue": (
        message(location=WHERE, venue={"location": WHERE, "title": "Школа № 4", "address": "Соборна, 2"}),
        Point(47.9105, 33.3918, "Школа № 4, Соборна, 2"),
    ),
    "live location": (message(location={**WHERE, "live_period": 900}), Unsupported("live_location")),
    "own contact": (
        message(contact={"phone_number": "380671520000", "first_name": "Олена", "user_id": OLENA["id"]}),
        Contact("380671520000", own=True, name="Олена"),
    ),
    "another's contact": (
        message(contact={"phone_number": "380671520000", "first_name": "Іван", "user_id": 5}),
        Contact("380671520000", own=False, name="Іван"),
    ),
    "contact of nobody in Telegram": (
        message(contact={"phone_number": "+380 67 1520000", "first_name": "Іван"}),
        Contact("+380 67 1520000", own=False, name="Іван"),
    ),
    "sticker": (message(sticker={**FILE, "type": "regular"}), Unsupported("sticker")),
    "poll": (message(poll={"id": "1", "question": "?"}), Unsupported("poll")),
    "dice": (message(dice={"emoji": "🎲", "value": 3}), Unsupported("dice")),
    "story": (message(story={"id": 1, "chat": PRIVATE}), Unsupported("story")),
    "edited text": (
        raw(edited_message=fields(text="Яма й відкритий люк", edit_date=DATE + 60)),
        Edited("7", "Яма й відкритий люк"),
    ),
    "edited caption": (
        raw(edited_message=fields(photo=PHOTO, caption="ось", edit_date=DATE + 60)),
        Edited("7", "ось"),
    ),
    "tap": (tap(), Tap("ok", "5")),
    "tap without data": (tap(data=None), Tap("", "5")),
    "tap without its message": (tap(message=None), Tap("ok", "")),
    "tap under an inaccessible message": (
        tap(message={"chat": PRIVATE, "message_id": 5, "date": 0}),
        Tap("ok", "5"),
    ),
    "blocked": (member("kicked"), Reachable(reachable=False)),
    "unblocked": (member("member"), Reachable(reachable=True)),
    "put out of a group": (member("kicked", GROUP), Reachable(reachable=False)),
    "an administrator of a group": (member("administrator", GROUP), Reachable(reachable=True)),
    "became a supergroup": (
        in_group(migrate_to_chat_id=-1009),
        Moved("-1009"),
    ),
    "command in a group": (in_group(text="/queue"), Text("/queue")),
    "command to us in a group": (in_group(text="/queue@kontakt1520_bot всі"), Text("/queue всі")),
    "reply to us in a group": (
        in_group(text="Їдемо", reply_to_message=said_by_us()),
        Text("Їдемо"),
    ),
    "report with a photo in a group": (
        in_group(photo=PHOTO, caption="/done 1057 Замінено"),
        Media((MediaRef(MediaKind.PHOTO, "large", "", 99000),), "/done 1057 Замінено"),
    ),
    "fields of tomorrow": (
        message(text="Яма", new_thing={"a": [1]}, gift={"broken": True}, entities="none"),
        Text("Яма"),
    ),
}  # fmt: skip
NOTHING: dict[str, bytes] = {
    "words in a group": in_group(text="Хто бере?"),
    "a reply to a colleague": in_group(
        text="Я", reply_to_message={**said_by_us(), "from": {**OLENA, "id": 5}}
    ),
    "a topic's beginning is no reply": in_group(
        text="Хто?", message_thread_id=5, reply_to_message=said_by_us(5)
    ),
    "an edit in a group": raw(edited_message=fields(chat=GROUP, text="/queue")),
    "another bot's command": in_group(text="/queue@other_bot"),
    "another bot": message(text="Яма", **{"from": {**OURS, "id": 6}}),
    "an anonymous administrator": in_group(text="/queue", sender_chat=GROUP),
    "a channel": message(text="Яма", chat={"id": -100, "type": "channel", "title": "К"}),
    "a channel's post": raw(channel_post=fields(text="Яма")),
    "somebody joined": in_group(new_chat_members=[OLENA]),
    "a pinned message": message(pinned_message=fields(text="Яма")),
    "a live location that moves": raw(
        edited_message=fields(location={**WHERE, "live_period": 9}, edit_date=DATE)
    ),
    "a status of tomorrow": member("hibernating"),
    "an update of tomorrow": raw(telepathy={"thought": "яма"}),
}


@pytest.mark.parametrize("name", BODIES)
def test_an_update_becomes_an_event(name: str) -> None:
    given_raw, expected = BODIES[name]
    event = translate(given_raw, ME, NOW)
    assert event is not None
    assert event.body == expected


@pytest.mark.parametrize("name", BODIES)
def test_the_envelope_names_the_same_event_and_conversation(name: str) -> None:
    event, outside = translate(BODIES[name][0], ME, NOW), envelope(BODIES[name][0])
    assert event is not None
    assert (outside.event_id, outside.address) == (event.id, event.address) != ("", "")


@pytest.mark.parametrize("name", NOTHING)
def test_what_is_not_said_to_the_bot_is_no_event(name: str) -> None:
    assert translate(NOTHING[name], ME, NOW) is None


def test_the_event_says_who_when_and_where() -> None:
    event = translate(message(text="Яма", reply_to_message=fields(message_id=3)), ME, NOW)
    assert event is not None
    assert event.at == datetime.fromtimestamp(DATE, UTC)
    assert event.sender == Sender("700000001", "Олена Коваль", "uk")
    assert (event.id, event.channel, event.address) == ("u42", "telegram", "700000001")
    assert (event.message, event.reply_to, event.group) == ("7", "3", False)


def test_in_a_group_the_sender_is_not_the_conversation() -> None:
    event = translate(in_group(text="/queue"), ME, NOW)
    assert event is not None
    assert event.sender is not None
    assert (event.address, event.sender.address) == ("-1001234567890", "700000001")
    assert event.group


def test_a_tap_happens_now_and_an_edit_when_it_was_made() -> None:
    pressed = translate(tap(), ME, NOW)
    edited = translate(BODIES["edited text"][0], ME, NOW)
    assert pressed is not None
    assert edited is not None
    assert pressed.at == NOW
    assert edited.at == datetime.fromtimestamp(DATE + 60, UTC)


def test_a_name_cannot_hide_or_break_anything() -> None:
    hostile = {**OLENA, "first_name": "<b>\u202eО\ue000", "last_name": "я" * 500}
    event = translate(message(text="Яма", **{"from": hostile}), ME, NOW)
    assert event is not None
    assert event.sender is not None
    assert event.sender.name.startswith("<b>О яя")
    assert len(event.sender.name) == 64


def test_until_our_name_is_known_a_mention_is_taken_for_ours() -> None:
    event = translate(in_group(text="/queue@kontakt1520_bot"), Me(BOT), NOW)
    assert event is not None
    assert event.body == Text("/queue")
