"""Telegram's updates as events: read one at a time, after they are safe in the inbox."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from flows.events import (
    Body,
    Contact,
    Edited,
    Event,
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
from handlers.telegram import wire
from handlers.telegram.envelope import NAME
from handlers.text import clean, one_line

# Told kindly that there is no use for them; anything else without content is a service message.
_UNSUPPORTED: Final = (
    "sticker", "poll", "dice", "game", "story", "checklist", "paid_media", "invoice",
    "giveaway", "rich_message",
)  # fmt: skip
# In this order: an animation also comes as a document, for older clients.
_FILES: Final = (
    ("animation", MediaKind.VIDEO),
    ("video", MediaKind.VIDEO),
    ("video_note", MediaKind.VIDEO),
    ("voice", MediaKind.VOICE),
    ("audio", MediaKind.DOCUMENT),
    ("document", MediaKind.DOCUMENT),
)
_GROUPS: Final = ("group", "supergroup")
_STANDING: Final = {"member": True, "administrator": True, "kicked": False, "left": False}
"""Whether the bot can write; of another standing nothing is known until it tries."""
_COMMAND: Final = re.compile(r"/(\w+)@(\w+)")


@dataclass(slots=True)
class Me:
    """The bot itself. ``username`` is empty until Telegram has told it."""

    id: int
    username: str = ""


def translate(raw: bytes, me: Me, now: datetime) -> Event | None:
    """The event in ``raw``, or None for what is not said to the bot.

    ``now`` stands for the time of a tap, which carries none. Raises ``ValueError`` without
    any of the text for bytes that are not a readable update.
    """
    update = wire.parse(raw)
    if update.message:
        return _message(update.update_id, update.message, me)
    if update.edited_message:
        return _edited(update.update_id, update.edited_message)
    if update.callback_query:
        return _tap(update.update_id, update.callback_query, now)
    if update.my_chat_member:
        return _member(update.update_id, update.my_chat_member)
    return None


def _message(number: int, message: wire.Message, me: Me) -> Event | None:
    if message.migrate_to_chat_id is not None:
        return _event(number, message, Moved(str(message.migrate_to_chat_id)))
    group = message.chat.type in _GROUPS
    if not _person(message, group=group):
        return None
    body = _body(message, me)
    if body is None or (group and not _addressed(message, me)):
        return None
    return _event(number, message, body)


def _event(number: int, message: wire.Message, body: Body) -> Event:
    user = message.from_user
    reply = message.reply_to_message
    return Event(
        id=f"u{number}",
        channel=NAME,
        address=str(message.chat.id),
        at=_time(message.edit_date or message.date),
        body=body,
        sender=_sender(user) if user and not user.is_bot else None,
        message=str(message.message_id),
        reply_to=str(reply.message_id) if reply and _is_reply(message, reply) else "",
        group=message.chat.type in _GROUPS,
        thread=_thread(message),
        forum=message.chat.is_forum,
    )


def _thread(message: wire.Message | wire.Tapped) -> str:
    """The topic of a forum; elsewhere the number means a chain of replies."""
    topic = message.message_thread_id if message.is_topic_message else None
    return str(topic) if topic is not None else ""


def _is_reply(message: wire.Message, reply: wire.Replied) -> bool:
    """In a forum topic, messages without a reply point at the topic's beginning."""
    return reply.message_id != message.message_thread_id


def _person(message: wire.Message, *, group: bool) -> bool:
    """Whether a person speaks for themselves: no bot, no channel, no anonymous administrator."""
    if message.chat.type != "private" and (not group or message.sender_chat):
        return False
    return message.from_user is not None and not message.from_user.is_bot


def _addressed(message: wire.Message, me: Me) -> bool:
    """Whether something in a group is for the bot: a command, or a reply to it."""
    if (message.text or message.caption or "").startswith("/"):
        return True
    reply = message.reply_to_message
    if reply is None or reply.from_user is None or not _is_reply(message, reply):
        return False
    return reply.from_user.id == me.id


def _body(message: wire.Message, me: Me) -> Body | None:
    said = _said(message.text if message.text is not None else message.caption or "", me)
    if said is None:
        return None
    if said.startswith("/") and "forward_origin" in message.kinds():
        return Unsupported("forwarded_command")  # somebody else's order is not the sender's
    if message.text is not None:
        return Text(said)
    if items := _items(message):
        return Media(items, caption=said, album=message.media_group_id)
    return _place(message) or _contact(message) or _unsupported(message)


def _said(text: str, me: Me) -> str | None:
    """Cleaned words, a command without our name; None for another bot's command."""
    text = clean(text)
    mention = _COMMAND.match(text)
    if mention is None:
        return text
    if me.username and mention[2].lower() != me.username.lower():
        return None
    return f"/{mention[1]}{text[mention.end() :]}"


def _items(message: wire.Message) -> tuple[MediaRef, ...]:
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return (MediaRef(MediaKind.PHOTO, largest.file_id, size=largest.file_size),)
    for field, kind in _FILES:
        file: wire.Attached | None = getattr(message, field)
        if file:
            return (MediaRef(kind, file.file_id, one_line(file.file_name), file.file_size),)
    return ()


def _place(message: wire.Message) -> Body | None:
    if venue := message.venue:
        title = ", ".join(filter(None, (one_line(venue.title), one_line(venue.address, 200))))
        return Point(venue.location.latitude, venue.location.longitude, title)
    if where := message.location:
        if where.live_period:
            return Unsupported("live_location")
        return Point(where.latitude, where.longitude)
    return None


def _contact(message: wire.Message) -> Contact | None:
    shared, user = message.contact, message.from_user
    if shared is None or user is None:
        return None
    return Contact(
        phone=one_line(shared.phone_number, 32),
        own=shared.user_id is not None and shared.user_id == user.id,
        name=one_line(f"{shared.first_name} {shared.last_name}"),
    )


def _unsupported(message: wire.Message) -> Unsupported | None:
    kinds = message.kinds()
    return next((Unsupported(kind) for kind in _UNSUPPORTED if kind in kinds), None)


def _edited(number: int, message: wire.Message) -> Event | None:
    text = message.text if message.text is not None else message.caption
    if text is None or message.chat.type != "private" or not _person(message, group=False):
        return None  # a live location moves by edits, too
    return _event(number, message, Edited(str(message.message_id), clean(text)))


def _tap(number: int, query: wire.CallbackQuery, now: datetime) -> Event | None:
    if query.from_user.is_bot:
        return None
    under = query.message
    message = str(under.message_id) if under else ""
    return Event(
        id=f"u{number}",
        channel=NAME,
        address=str(under.chat.id if under else query.from_user.id),
        at=now,
        body=Tap(clean(query.data or "", 64), message),
        sender=_sender(query.from_user),
        group=bool(under and under.chat.type in _GROUPS),
        thread=_thread(under) if under else "",
        forum=bool(under and under.chat.is_forum),
    )


def _member(number: int, change: wire.MemberUpdated) -> Event | None:
    reachable = _STANDING.get(change.new_chat_member.status)
    group = change.chat.type in _GROUPS
    if reachable is None or not (group or change.chat.type == "private"):
        return None
    return Event(
        id=f"u{number}",
        channel=NAME,
        address=str(change.chat.id),
        at=_time(change.date),
        body=Reachable(reachable=reachable),
        sender=_sender(change.from_user),
        group=group,
    )


def _sender(user: wire.User) -> Sender:
    name = one_line(f"{one_line(user.first_name)} {one_line(user.last_name)}")
    return Sender(str(user.id), name, one_line(user.language_code, 16))


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
