"""Who uses Viber, and what stands in their chats with the bot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from . import keyboards

Json = dict[str, Any]


@dataclass
class Message:
    """One message; ``token`` is empty for the person's own and for the welcome."""

    token: int
    body: Json
    from_bot: bool
    content: bytes = b""

    @property
    def text(self) -> str:
        return str(self.body.get("text", ""))

    @property
    def buttons(self) -> list[Json]:
        found: list[Json] = self.body.get("keyboard", {}).get("Buttons", [])
        return found

    @property
    def labels(self) -> list[str]:
        return [keyboards.label(button) for button in self.buttons]


@dataclass
class Account:
    """Somebody as the service knows them: ``id`` is only for this bot."""

    id: str
    name: str
    phone: str
    language: str = "uk"
    api_version: int = 10
    devices: int = 1
    subscribed: bool = False
    chat: list[Message] = field(default_factory=list)
    unanswered: list[float] = field(default_factory=list)
    """When the bot wrote since the person's last message."""

    def user(self) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            "avatar": "https://media-direct.cdn.viber.com/pg_download?id=1",
            "language": self.language,
            "country": "UA",
            "api_version": self.api_version,
        }

    def last_of_bot(self) -> Message | None:
        return next((m for m in reversed(self.chat) if m.from_bot), None)


@dataclass
class Seen:
    """One call that was answered: for tests that look at what was asked of the service."""

    method: str
    body: Json
    status: int
    detail: str = ""
