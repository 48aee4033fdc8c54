"""What people write and send to the bot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .formatting import found_entities
from .view import View
from .world import Chat, Json, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .groups import Group
    from .service import Service

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
PHONE = "380671520000"
"""As the service gives it for a Ukrainian number: without a plus."""
PLACE = (47.9105, 33.3918)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00 a photo of a pit in the road \xff\xd9"


@dataclass
class Device:
    """What a person's telephone gives when a keyboard's button asks for it."""

    phone: str = PHONE
    location: tuple[float, float] = PLACE
    copied: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)


class Writer(View):
    """Somebody who writes into a chat."""

    def __init__(self, service: Service, user: Json, chat: Chat, device: Device) -> None:
        super().__init__(service, chat)
        self.user = user
        self.device = device
        self.private_chat = chat

    @property
    def id(self) -> int:
        """User id, and the id of the private chat."""
        return int(self.user["id"])

    # Writing

    async def posts(self, content: Json, *, group: Group | None = None, **media: Any) -> Message:
        """Puts a message of any content into the chat and tells the bot."""
        chat = group.place if group else self.private_chat
        assert group or not chat.closed, "the bot is blocked: unblock it before writing"
        chat.started = True
        if group and group.topic_id and "message_thread_id" not in content:
            content = content | {"message_thread_id": group.topic_id, "is_topic_message": True}
        (group or self).acted()
        self.acted()
        message = chat.post(self.user, content, **media)
        if group is None or group.hears(message):
            self._service.push("message", message.json())
        return message

    async def says(self, text: str) -> Message:
        """A text."""
        return await self.posts(_text(text))

    async def starts(self, payload: str = "") -> Message:
        """Presses START, with the payload of a deep link."""
        assert not payload or PAYLOAD.fullmatch(payload), "1-64 of A-Z a-z 0-9 _ -"
        return await self.says(f"/start {payload}".strip())

    async def says_in(self, group: Group, text: str) -> Message:
        """A text in a group."""
        return await self.posts(_text(text), group=group)

    async def replies_to(self, message: Message, text: str, group: Group | None = None) -> Message:
        """A reply to a message."""
        content = _text(text) | {"reply_to_message": message.quoted()}
        thread = message.raw.get("message_thread_id")
        if thread:
            content |= {"message_thread_id": thread, "is_topic_message": True}
        return await self.posts(content, group=group)

    async def edits(self, message: Message | int, text: str) -> None:
        """Changes an own message (text or caption)."""
        found = message if isinstance(message, Message) else self.private_chat.messages[message]
        assert found.raw["from"] == self.user, "only own messages can be edited"
        self.acted()
        key = "caption" if found.media else "text"
        found.raw |= {key: text, "edit_date": int(self._service.clock())}
        self._service.world.changed(found)
        self._service.push("edited_message", found.json())

    async def reacts(self, message: Message, emoji: str) -> None:
        """A reaction; reaches the bot only where it asked for reactions."""
        body = {
            "chat": message.chat.json(),
            "message_id": message.id,
            "user": self.user,
            "date": int(self._service.clock()),
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": emoji}],
        }
        self._service.push("message_reaction", body)

    # Files

    async def _sends(
        self,
        kind: str,
        data: bytes | int,
        caption: str = "",
        *,
        name: str = "",
        mime: str = "",
        **more: Any,
    ) -> Message:
        group = more.pop("group", None)
        file = self._service.files.add(kind, data, name, mime)
        content = self._service.files.described(file) | more
        if caption:
            content |= {"caption": caption}
        return await self.posts(content, group=group, media=file)

    async def sends_photo(
        self, data: bytes | int = JPEG, caption: str = "", **more: Any
    ) -> Message:
        """A photo: bytes or a size. Here and below: ``name``, ``mime``, ``group`` if wanted."""
        return await self._sends("photo", data, caption, **more)

    async def sends_video(
        self, data: bytes | int = 2048, caption: str = "", **more: Any
    ) -> Message:
        """A video."""
        return await self._sends("video", data, caption, **more)

    async def sends_voice(self, data: bytes | int = 1024, **more: Any) -> Message:
        """A voice message."""
        return await self._sends("voice", data, **more)

    async def sends_document(
        self,
        data: bytes | int,
        name: str = "document.pdf",
        mime: str = "application/pdf",
        **more: Any,
    ) -> Message:
        """A file."""
        return await self._sends("document", data, name=name, mime=mime, **more)

    async def sends_sticker(self, data: bytes | int = 512) -> Message:
        """A sticker."""
        return await self._sends("sticker", data)

    async def sends_video_note(self, data: bytes | int = 1024) -> Message:
        """A round video."""
        return await self._sends("video_note", data)

    async def sends_animation(self, data: bytes | int = 1024, **more: Any) -> Message:
        """A moving picture."""
        return await self._sends("animation", data, **more)

    async def sends_audio(self, data: bytes | int = 1024, **more: Any) -> Message:
        """Music."""
        return await self._sends("audio", data, **more)

    async def sends_album(self, photos: Sequence[bytes | int], caption: str = "") -> list[Message]:
        """Photos at once: separate updates, one ``media_group_id``, the caption on the first."""
        album = {"media_group_id": self._service.album_id()}
        words = [caption, *[""] * (len(photos) - 1)]
        pairs = zip(photos, words, strict=True)
        return [await self._sends("photo", data, text, **album) for data, text in pairs]

    # Place and phone

    async def shares_location(self, lat: float, lon: float) -> Message:
        """A point."""
        return await self.posts({"location": {"latitude": lat, "longitude": lon}})

    async def sends_live_location(self, lat: float, lon: float, period: int = 900) -> Message:
        """A point that moves."""
        return await self.posts(
            {"location": {"latitude": lat, "longitude": lon, "live_period": period}}
        )

    async def moves(self, live: Message, lat: float, lon: float) -> None:
        """The live location goes on: an edited message."""
        live.raw["location"] |= {"latitude": lat, "longitude": lon}
        live.raw["edit_date"] = int(self._service.clock())
        self._service.push("edited_message", live.json())

    async def sends_venue(self, lat: float, lon: float, title: str, address: str) -> Message:
        """A place picked on the map that has a name."""
        point = {"latitude": lat, "longitude": lon}
        venue = {"location": point, "title": title, "address": address}
        return await self.posts({"location": point, "venue": venue})

    async def shares_contact(self, phone: str = "") -> Message:
        """Own contact."""
        return await self._shares(self, phone or self.device.phone)

    async def shares_contact_of(self, other: Writer | None, phone: str = "") -> Message:
        """Somebody else's contact; None: somebody without Telegram, so without a user id."""
        return await self._shares(other, phone or (other.device.phone if other else PHONE))

    async def _shares(self, owner: Writer | None, phone: str) -> Message:
        contact: Json = {"phone_number": phone, "first_name": "Знайомий"}
        if owner:
            contact |= {"first_name": owner.user["first_name"], "user_id": owner.id}
        return await self.posts({"contact": contact})


def _text(text: str) -> Json:
    entities = found_entities(text)
    return {"text": text} | ({"entities": entities} if entities else {})
