"""The send methods."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from . import keyboards
from .errors import bad
from .formatting import read_text
from .limits import MAX_CAPTION, MAX_TEXT, utf16

if TYPE_CHECKING:
    from .media import StoredFile
    from .service import Method, Service
    from .world import Chat, Message

Json = dict[str, Any]
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
# What a bot of a municipal contact centre cannot have: business accounts, paid posts.
NOT_OURS = ("business_connection_id", "direct_messages_topic_id", "suggested_post_parameters")
RANGES = {
    "latitude": (-90, 90),
    "longitude": (-180, 180),
    "horizontal_accuracy": (0, 1500),
    "heading": (1, 360),
    "proximity_alert_radius": (1, 100_000),
}
LIVE_FOR_EVER = 0x7FFFFFFF


def text_fields(params: Json) -> Json:
    """``text`` and ``entities`` of a message.

    Raises:
        ApiError: 400 for an empty, too long or broken text.
    """
    entities = params.get("entities", [])
    text, found = read_text(params.get("text", ""), params.get("parse_mode", ""), entities)
    if not text:
        raise bad("message text is empty")
    if utf16(text) > MAX_TEXT:
        raise bad("message is too long")
    return {"text": text, **({"entities": found} if found else {})}


def caption_fields(params: Json) -> Json:
    """``caption`` and ``caption_entities``, nothing for none.

    Raises:
        ApiError: 400 for a too long or broken caption.
    """
    entities = params.get("caption_entities", [])
    text, found = read_text(params.get("caption", ""), params.get("parse_mode", ""), entities)
    if utf16(text) > MAX_CAPTION:
        raise bad("message caption is too long")
    if not text:
        return {}
    return {"caption": text, **({"caption_entities": found} if found else {})}


def _place(service: Service, params: Json) -> tuple[Chat, Json]:
    """The chat, and the fields that place the message in it."""
    for name in NOT_OURS:
        if name in params:
            raise bad(f'"{name}" cannot be used by this bot')
    chat = service.world.open(params["chat_id"])
    keyboards.check(params.get("reply_markup"), private=chat.private)
    place: Json = {}
    thread = params.get("message_thread_id")
    if thread is not None:
        if thread not in chat.topics:
            raise bad("message thread not found")
        place = {"message_thread_id": thread, "is_topic_message": True}
    return chat, place | _quoted(service, chat, params.get("reply_parameters"))


def _quoted(service: Service, chat: Chat, reply: Json | None) -> Json:
    if reply is None:
        return {}
    other = service.world.known(reply["chat_id"]) if "chat_id" in reply else chat
    found = other.find(reply["message_id"])
    if found is None and not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return {} if found is None else {"reply_to_message": found.quoted()}


def _post(
    service: Service,
    chat: Chat,
    content: Json,
    markup: Json | None,
    media: StoredFile | None = None,
) -> Message:
    message = chat.post(service.me, content, media=media)
    message.markup = markup
    if markup and "keyboard" in markup:
        chat.keyboard = markup
    elif markup and "remove_keyboard" in markup:
        chat.keyboard = None
    return message


def _send(service: Service, params: Json, content: Json) -> Json:
    chat, place = _place(service, params)
    service.take(chat)
    return _post(service, chat, place | content, params.get("reply_markup")).json()


def _send_message(service: Service, params: Json) -> Json:
    return _send(service, params, text_fields(params))


def _send_file(kind: str, service: Service, params: Json) -> Json:
    chat, place = _place(service, params)
    caption = caption_fields(params)
    file = service.files.sent(kind, params[kind])
    service.take(chat)
    content = place | service.files.described(file) | caption
    return _post(service, chat, content, params.get("reply_markup"), file).json()


def _send_album(service: Service, params: Json) -> list[Json]:
    chat, place = _place(service, params)
    items = params["media"]
    if not 2 <= len(items) <= 10:
        raise bad("media group must include 2-10 items")
    kinds = {item["type"] for item in items}
    if len(kinds) > 1 and not kinds <= {"photo", "video"}:
        raise bad("documents and audio can't be mixed with other media types")
    parts = [_album_part(service, item) for item in items]
    service.take(chat, len(items))
    place["media_group_id"] = service.album_id()
    return [_post(service, chat, place | fields, None, file).json() for file, fields in parts]


def _album_part(service: Service, item: Json) -> tuple[StoredFile, Json]:
    if item["type"] == "live_photo":
        raise bad("live photos are not known here")
    caption = caption_fields(item)
    file = service.files.sent(item["type"], item["media"])
    return file, service.files.described(file) | caption


def _location(params: Json) -> Json:
    for name, (low, high) in RANGES.items():
        if name in params and not low <= params[name] <= high:
            raise bad(f"wrong {name}, must be {low}-{high}")
    live = params.get("live_period")
    if live is not None and live != LIVE_FOR_EVER and not 60 <= live <= 86400:
        raise bad("wrong live_period, must be 60-86400")
    names = (*RANGES, "live_period")
    return {name: params[name] for name in names if name in params}


def _send_location(service: Service, params: Json) -> Json:
    return _send(service, params, {"location": _location(params)})


def _send_venue(service: Service, params: Json) -> Json:
    for name in ("title", "address"):
        if not params[name].strip():
            raise bad(f"venue {name} must be non-empty")
    names = (
        "title",
        "address",
        "foursquare_id",
        "foursquare_type",
        "google_place_id",
        "google_place_type",
    )
    location = _location(params)
    venue = {"location": location, **{name: params[name] for name in names if name in params}}
    return _send(service, params, {"location": location, "venue": venue})


def _send_action(service: Service, params: Json) -> bool:
    chat = service.world.open(params["chat_id"])
    if params["action"] not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat.actions.append(params["action"])
    service.world.changed()
    return True


FILES = ("photo", "video", "voice", "document", "audio", "animation")
METHODS: dict[str, Method] = {
    "sendMessage": _send_message,
    "sendMediaGroup": _send_album,
    "sendLocation": _send_location,
    "sendVenue": _send_venue,
    "sendChatAction": _send_action,
    **{f"send{kind.capitalize()}": partial(_send_file, kind) for kind in FILES},
}
