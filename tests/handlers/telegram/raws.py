"""Updates as Telegram sends them, with only what a test changes written out."""

from __future__ import annotations

import json
from typing import Any

BOT = 1520000001
OLENA: dict[str, Any] = {
    "id": 700000001,
    "is_bot": False,
    "first_name": "Олена",
    "last_name": "Коваль",
    "username": "olena_k",
    "language_code": "uk",
}
PRIVATE = {"id": 700000001, "first_name": "Олена", "username": "olena_k", "type": "private"}
GROUP = {"id": -1001234567890, "title": "Міськсвітло", "type": "supergroup", "is_forum": False}
OURS = {"id": BOT, "is_bot": True, "first_name": "1520", "username": "kontakt1520_bot"}
DATE = 1790000000


def raw(**parts: Any) -> bytes:
    """An update with number 42."""
    return json.dumps({"update_id": 42, **parts}, ensure_ascii=False).encode()


def fields(**content: Any) -> dict[str, Any]:
    """A message of Olena's in her private chat."""
    return {"message_id": 7, "from": OLENA, "chat": PRIVATE, "date": DATE, **content}


def message(**content: Any) -> bytes:
    """An update with such a message."""
    return raw(message=fields(**content))


def in_group(**content: Any) -> bytes:
    """An update with a message of Olena's in a group."""
    return message(**{"chat": GROUP, **content})


def said_by_us(message_id: int = 5) -> dict[str, Any]:
    """A message of the bot, as it is quoted in a reply."""
    return {"message_id": message_id, "from": OURS, "chat": GROUP, "date": DATE, "text": "…"}


def tap(**parts: Any) -> bytes:
    """A pressed button under message 5."""
    under = {"message_id": 5, "from": OURS, "chat": PRIVATE, "date": DATE, "text": "Усе правильно?"}
    query = {"id": "4382", "from": OLENA, "chat_instance": "-77", "message": under, "data": "ok"}
    return raw(callback_query={**query, **parts})


def member(status: str, chat: dict[str, Any] = PRIVATE) -> bytes:
    """The bot's standing in a chat has become ``status``."""
    change = {
        "chat": chat,
        "from": OLENA,
        "date": DATE,
        "old_chat_member": {"user": OURS, "status": "member"},
        "new_chat_member": {"user": OURS, "status": status, "until_date": 0},
    }
    return raw(my_chat_member=change)
