"""Groups that the bot is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .people import Person, membership
from .view import View
from .world import Chat, Json, Message

if TYPE_CHECKING:
    from .service import Service

SUPERGROUP = -1_000_000_000_000
"""Ids of supergroups begin below it."""


class Group(View):
    """A group and how it looks to its members."""

    def __init__(self, service: Service, chat: Chat, topic_id: int | None = None) -> None:
        super().__init__(service, chat)
        self.topic_id = topic_id

    @classmethod
    def new(
        cls,
        service: Service,
        number: int,
        title: str,
        members: list[Person],
        *,
        forum: bool,
        admin: bool,
    ) -> Group:
        """A new group; a forum is a supergroup from the first day."""
        info: Json = {"type": "group", "title": title}
        if forum:
            number += SUPERGROUP
            info = {"type": "supergroup", "title": title, "is_forum": True}
        ids = {member.id for member in members}
        chat = Chat(service.world, number, info, members=ids, bot_is_admin=admin)
        service.world.chats[number] = chat
        return cls(service, chat)

    @property
    def id(self) -> int:
        """The id of the chat; another one after ``migrates``."""
        return self._chat.id

    @property
    def place(self) -> Chat:
        """The chat itself."""
        return self._chat

    def hears(self, message: Message) -> bool:
        """Whether the bot gets a message of the group: its privacy mode."""
        name = f"@{self._service.username}".lower()
        words = message.text.split()
        if self._chat.closed:
            return False
        if self._chat.bot_is_admin or not self._service.privacy:
            return True
        if words and words[0].startswith("/"):
            return "@" not in words[0] or words[0].lower().endswith(name)
        quoted = message.raw.get("reply_to_message", {}).get("from", {})
        return quoted.get("id") == self._service.me["id"] or name in message.text.lower()

    async def topic(self, person: Person, name: str) -> Group:
        """Opens a topic of a forum; what is said in the answer is said in that topic."""
        assert self._chat.info.get("is_forum"), "not a forum"
        created = {"name": name, "icon_color": 7322096}
        message = self._chat.post(person.user, {"forum_topic_created": created})
        message.raw |= {"message_thread_id": message.id, "is_topic_message": True}
        self._chat.topics.add(message.id)
        self._service.push("message", message.json())
        return Group(self._service, self._chat, message.id)

    async def migrates(self, person: Person) -> None:
        """Becomes a supergroup with another id."""
        old = self._chat
        new_id = SUPERGROUP + old.id
        info = old.info | {"type": "supergroup"}
        world = self._service.world
        new = Chat(world, new_id, info, members=set(old.members), bot_is_admin=old.bot_is_admin)
        world.chats[new_id] = new
        for chat, content in (
            (old, {"migrate_to_chat_id": new_id}),
            (new, {"migrate_from_chat_id": old.id}),
        ):
            self._service.push("message", chat.post(person.user, content).json())
        old.migrated_to = new_id
        self._chat = new

    async def removes_bot(self, person: Person) -> None:
        """Puts the bot out."""
        self._changes(person, "member", "kicked")
        kind = "supergroup" if self._chat.info["type"] == "supergroup" else "group"
        self._chat.closed = f"bot was kicked from the {kind} chat"

    async def adds_bot(self, person: Person) -> None:
        """Lets the bot in again, or tells it for the first time that it is in."""
        self._chat.closed = None
        self._changes(person, "left", "member")

    def _changes(self, person: Person, old: str, new: str) -> None:
        body = {
            "chat": self._chat.json(),
            "from": person.user,
            "date": int(self._service.clock()),
            "old_chat_member": membership(self._service.me, old),
            "new_chat_member": membership(self._service.me, new),
        }
        self._service.push("my_chat_member", body)
