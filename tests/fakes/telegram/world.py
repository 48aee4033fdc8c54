"""Chats and the messages in them, as the service keeps them."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .errors import ApiError, bad, forbidden

if TYPE_CHECKING:
    from .media import StoredFile
    from .timing import Clock, Signal

Json = dict[str, Any]


@dataclass(eq=False)
class Message:
    """One message as it is shown now.

    Attributes:
        raw: its fields in the Bot API's form, without ``chat`` and ``reply_markup``.
        markup: its keyboard of whatever kind, as sent.
        revision: grows over the whole service with every change of any message.
    """

    chat: Chat
    raw: Json
    from_bot: bool
    markup: Json | None = None
    media: StoredFile | None = None
    revision: int = 0
    deleted: bool = False
    edited: int = 0
    reactions: list[Json] = field(default_factory=list)

    @property
    def id(self) -> int:
        """Its number within the chat."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """Text or caption; empty when there is neither."""
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        """Formatting of the text or caption."""
        key = "entities" if "entities" in self.raw else "caption_entities"
        return [dict(entity) for entity in self.raw.get(key, [])]

    @property
    def buttons(self) -> list[list[Json]]:
        """Rows of inline buttons."""
        rows: list[list[Json]] = self.markup.get("inline_keyboard", []) if self.markup else []
        return list(rows)

    @property
    def labels(self) -> list[str]:
        """What is written on the inline buttons, row after row."""
        return [button["text"] for row in self.buttons for button in row]

    @property
    def content(self) -> bytes:
        """The bytes of its file."""
        assert self.media, "the message has no file"
        return self.media.content

    def json(self) -> Json:
        """The Bot API's Message."""
        result = {**copy.deepcopy(self.raw), "chat": self.chat.json()}
        if self.buttons:
            result["reply_markup"] = copy.deepcopy(self.markup)
        return result

    def quoted(self) -> Json:
        """The Message as it stands inside a reply to it."""
        return {key: value for key, value in self.json().items() if key != "reply_to_message"}

    def inaccessible(self) -> Json:
        """What a tap on a deleted message carries."""
        return {"chat": self.chat.json(), "message_id": self.id, "date": 0}


@dataclass(eq=False)
class Chat:
    """A private chat or a group.

    Attributes:
        started: whether the person of a private chat has ever written.
        bot_manages_topics: whether it has the right can_manage_topics.
        closed: why the bot cannot write here (the words of a 403), None when it can.
        keyboard: the reply keyboard that is on show.
        actions: what sendChatAction has shown, in order.
    """

    world: World
    id: int
    info: Json
    members: set[int] = field(default_factory=set)
    messages: dict[int, Message] = field(default_factory=dict)
    started: bool = True
    closed: str | None = None
    bot_is_admin: bool = False
    bot_manages_topics: bool = False
    migrated_to: int | None = None
    topics: set[int] = field(default_factory=set)
    keyboard: Json | None = None
    menu_button: Json | None = None
    actions: list[str] = field(default_factory=list)
    last_id: int = 0

    @property
    def private(self) -> bool:
        """Whether it is a chat with one person."""
        return bool(self.info["type"] == "private")

    def json(self) -> Json:
        """The Bot API's Chat."""
        return {"id": self.id, **self.info}

    def shown(self) -> list[Message]:
        """Messages that were not deleted, in order."""
        return [message for message in self.messages.values() if not message.deleted]

    def post(self, sender: Json, content: Json, *, media: StoredFile | None = None) -> Message:
        """Puts a message into the chat."""
        self.last_id += 1
        raw = {
            "message_id": self.last_id,
            "from": sender,
            "date": int(self.world.clock()),
            **content,
        }
        message = Message(self, raw, from_bot=bool(sender["is_bot"]), media=media)
        self.messages[self.last_id] = message
        self.world.changed(message)
        return message

    def find(self, message_id: int) -> Message | None:
        """The message unless it was deleted."""
        found = self.messages.get(message_id)
        return None if found is None or found.deleted else found


@dataclass
class World:
    """Everybody and every chat."""

    clock: Clock
    signal: Signal
    bot: Json
    users: dict[int, Json] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    revision: int = 0

    def changed(self, message: Message | None = None) -> None:
        """Something that a person sees has changed."""
        self.revision += 1
        if message:
            message.revision = self.revision
        self.signal.notify()

    def known(self, chat_id: int | str) -> Chat:
        """The chat that the bot may at least know of.

        Raises:
            ApiError: 400 chat not found; 400 with the new id after a migration.
        """
        chat = self.chats.get(int(chat_id)) if str(chat_id).lstrip("-").isdecimal() else None
        if chat is None:
            raise bad("chat not found")
        if chat.migrated_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        if not chat.started:
            raise self._stranger(chat)
        return chat

    def _stranger(self, chat: Chat) -> ApiError:
        met = any(chat.id in other.members for other in self.chats.values() if not other.private)
        if met:
            return forbidden("bot can't initiate conversation with a user")
        return bad("chat not found")

    def open(self, chat_id: int | str) -> Chat:
        """The chat that the bot may write to.

        Raises:
            ApiError: as ``known``; 403 where the bot was blocked or put out.
        """
        chat = self.known(chat_id)
        if chat.closed:
            raise forbidden(chat.closed)
        return chat
