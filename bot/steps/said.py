"""What a resident's event looks like in their own chat, where the chat is ours to show."""

from __future__ import annotations

from flows.conversation import Conversation
from flows.events import Contact, Event, Media, Point, Tap, Text
from flows.messages import Message


def said(event: Event, conversation: Conversation) -> Message | None:
    """The line to show, or None for what is no word of theirs; files are added as they come."""
    match event.body:
        case Text(text) if not text.startswith("/start"):
            return Message(text)
        case Tap(data):
            label = {offer: text for text, offer in conversation.offers}.get(data)
            return Message(label) if label else None
        case Media(caption=caption):
            return Message(caption)
        case Point(lat, lon, title):
            return Message(title, point=(lat, lon))
        case Contact(phone=phone):
            return Message(phone)
        case _:
            return None
