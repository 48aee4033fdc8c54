"""Viber's callbacks as events: read one at a time, after they are safe in the inbox.

A tap comes back as a message: the button's ``ActionBody``, marked by :data:`TAP`. What a person
types with that mark is a tap, too: the conversation trusts no tap more than a text.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from flows.events import (
    Body,
    Contact,
    Event,
    Media,
    MediaKind,
    MediaRef,
    Point,
    Reachable,
    Sender,
    Tap,
    Text,
    Unsupported,
)
from handlers.text import clean, one_line
from handlers.viber import wire
from handlers.viber.envelope import NAME, look
from handlers.viber.keyboards import ASKED_PHONE, MAX_DATA, PICK_LOCATION, SHARE_PHONE, TAP

START: Final = "/start"
DESKTOP_BUTTON: Final = "desktop_button"
"""On a computer the buttons for number and place send nothing but their ``ActionBody``."""
_CONTEXT: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FILES: Final = {
    "picture": MediaKind.PHOTO,
    "video": MediaKind.VIDEO,
    "file": MediaKind.DOCUMENT,
}


def translate(raw: bytes) -> Event | None:
    """The event in ``raw``, or None for what means nothing to the conversation.

    Raises ``ValueError`` without any of the text for bytes that are not a readable callback.
    """
    callback = wire.parse(raw)
    body = _body(callback)
    outside = look(raw)
    if body is None or outside is None:
        return None
    if not outside.person:
        raise ValueError("a callback of nobody")
    known = callback.sender or callback.user
    return Event(
        id=outside.envelope(raw).event_id,
        channel=NAME,
        address=outside.person,
        at=datetime.fromtimestamp(callback.timestamp / 1000, UTC),
        body=body,
        sender=_sender(known) if known else None,
        message=outside.token,
    )


def start(context: str) -> str:
    """The command that a deep link's context stands for; empty for what no link of ours has."""
    return f"{START} {context}" if _CONTEXT.fullmatch(context) else ""


def _body(callback: wire.Callback) -> Body | None:
    match callback.event:
        case "message":
            return _message(callback.message, callback.sender) if callback.message else None
        case "subscribed":
            return Reachable(reachable=True)
        case "unsubscribed":
            return Reachable(reachable=False)
        case "conversation_started":
            said = start(callback.context)
            return Text(said) if said and callback.subscribed else None
        case _:
            return None


def _message(message: wire.Message, sender: wire.User | None) -> Body:
    if message.type == "text":
        return _said(message.text)
    if message.type == "url":
        return Text(clean("\n".join(dict.fromkeys(filter(None, (message.text, message.media))))))
    if (kind := _FILES.get(message.type)) and message.media:
        ref = MediaRef(kind, message.media, one_line(message.file_name), message.size)
        return Media((ref,), caption=clean(message.text))
    if message.type == "location" and (where := message.location):
        return Point(where.lat, where.lon, one_line(where.address, 300))
    if message.type == "contact" and message.contact:
        return _contact(message, message.contact, sender.name if sender else "")
    return Unsupported(one_line(message.type, 32))


def _said(text: str) -> Body:
    if text in {SHARE_PHONE, PICK_LOCATION}:
        return Unsupported(DESKTOP_BUTTON)
    if text.startswith(TAP):
        return Tap(clean(text.removeprefix(TAP), MAX_DATA))
    return Text(clean(text))


def _contact(message: wire.Message, shared: wire.Contact, name: str) -> Body:
    """A number from our own button counts as typed; a card of anybody is somebody else's.

    The button's ``ActionBody`` comes beside the card; where it does not, it has to be the
    answer to our question and to bear the sender's own name.
    """
    phone = one_line(shared.phone_number, 32)
    asked = message.tracking_data == ASKED_PHONE and not message.text
    if message.text == SHARE_PHONE or (asked and shared.name in {"", name}):
        return Text(
            f"+{phone}" if phone.isascii() and phone.isdigit() and len(phone) > 10 else phone
        )
    return Contact(phone, own=False, name=one_line(shared.name))


def _sender(user: wire.User) -> Sender:
    return Sender(user.id, one_line(user.name), one_line(user.language, 16))
