"""Residents who file requests one after the other: what they send, as their messenger sends it."""

from __future__ import annotations

import json
import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias
from uuid import UUID

from city import City
from handlers.channel import Envelope
from handlers.telegram.envelope import envelope as telegram_envelope
from handlers.web import inbound

Offers: TypeAlias = Sequence[Sequence[str]]
"""Labels of the buttons that stand in a chat, with what they mean."""

LAP: Final = 7
"""Steps from the first word to the number."""

STREETS: Final = (
    "вул. Володимира Великого",
    "проспект Миру",
    "вул. Січеславська",
    "вул. Героїв АТО",
)
COMPLAINTS: Final = (
    "Третій день не горять ліхтарі, увечері страшно йти додому з дитиною",
    "Сміттєві баки переповнені, вже тиждень ніхто не вивозить сміття",
    "На дорозі велика яма, уже двоє пробили колесо",
    "У дворі зламана лавка і гойдалка, діти можуть поранитися",
)


class Resident(ABC):
    """Somebody who takes the whole way again and again; each lap has its own topic."""

    def __init__(self, number: int, city: City) -> None:
        self.number = number
        self._city = city
        self._random = random.Random(number)
        self._step = 0
        self._sent = 0
        self.laps = 0

    @property
    @abstractmethod
    def key(self) -> tuple[str, str]:
        """Channel and address of their conversation."""

    @abstractmethod
    def raw(self, offers: Offers) -> Any:
        """The next thing that they do, as it reaches the program."""

    @abstractmethod
    def envelope(self, raw: Any) -> Envelope:
        """What the channel makes of it before it is stored: this is part of a step."""

    def _next(self, offers: Offers) -> tuple[str, str]:
        """A way of acting (text, phone or a button's label) and what is said."""
        step, self._step = self._step, (self._step + 1) % LAP
        self._sent += 1
        if step == LAP - 1:
            self.laps += 1
        known = next((label for label, _ in offers if label.startswith("+380")), "")
        district = self._city.places.districts.all[self.number % 7]
        return (
            ("text", "/new"),
            ("text", self._complaint()),
            ("label", "Так"),
            # Nobody has reported the same from this house: the way has no turning.
            ("text", f"{self._random.choice(STREETS)}, {self.number * 100 + self.laps % 100 + 1}"),
            ("label", district.name),
            ("label", known) if known else ("phone", f"+38067{self.number:07}"),
            ("label", "Надіслати"),
        )[step]

    def _complaint(self) -> str:
        """Words in small and capital letters: nobody has written, or the bot read, just this."""
        words = self._random.choice(COMPLAINTS).split()
        return " ".join(self._random.choice((str, str.upper))(word) for word in words)


class OnTelegram(Resident):
    """Raw updates with the fields that Telegram sends."""

    @property
    def key(self) -> tuple[str, str]:
        return "telegram", str(700_000_000 + self.number)

    def raw(self, offers: Offers) -> bytes:
        kind, said = self._next(offers)
        update: dict[str, Any] = {"update_id": self.number * 100_000 + self._sent}
        if kind == "label":
            update["callback_query"] = self._tap(said, offers)
        else:
            update["message"] = self._message(kind, said)
        return json.dumps(update).encode()

    def envelope(self, raw: bytes) -> Envelope:
        return telegram_envelope(raw)

    def _message(self, kind: str, said: str) -> dict[str, Any]:
        message = {**self._head(2 * self._sent), "from": self._user()}
        if kind == "phone":
            own = {"phone_number": said, "first_name": "Олена", "user_id": int(self.key[1])}
            return message | {"contact": own}
        command = [{"type": "bot_command", "offset": 0, "length": len(said)}]
        return message | {"text": said} | ({"entities": command} if said[0] == "/" else {})

    def _tap(self, label: str, offers: Offers) -> dict[str, Any]:
        buttons = [[{"text": shown, "callback_data": data}] for shown, data in offers[-12:]]
        bot = {"id": 1_520_000_001, "is_bot": True, "first_name": "1520", "username": "k1520_bot"}
        return {
            "id": str(self.number * 100_000 + self._sent),
            "from": self._user(),
            "message": {
                **self._head(2 * self._sent - 1),
                "from": bot,
                "text": "Оберіть, будь ласка, або напишіть своїми словами",
                "reply_markup": {"inline_keyboard": buttons},
            },
            "chat_instance": "-1520152015201520152",
            "data": _data(label, offers),
        }

    def _user(self) -> dict[str, Any]:
        named = {"first_name": "Олена", "last_name": "Тестова", "language_code": "uk"}
        return {"id": int(self.key[1]), "is_bot": False, **named}

    def _head(self, message: int) -> dict[str, Any]:
        chat = {"id": int(self.key[1]), "first_name": "Олена", "type": "private"}
        return {"message_id": message, "date": 1_795_000_000 + self._sent, "chat": chat}


class InTheWebChat(Resident):
    """What the page posts."""

    @property
    def key(self) -> tuple[str, str]:
        return "web", f"w{self.number:021}"

    def raw(self, offers: Offers) -> bytes:
        kind, said = self._next(offers)
        event = {"id": str(UUID(int=self.number * 100_000 + self._sent))}
        if kind == "label":
            event |= {"kind": "tap", "data": _data(said, offers), "label": said, "message": "1"}
        elif kind == "phone":
            event |= {"kind": "contact", "data": said}
        else:
            event |= {"kind": "text", "text": said}
        return json.dumps(event).encode()

    def envelope(self, raw: bytes) -> Envelope:
        event = inbound.validate(inbound.read_json(raw))
        return inbound.envelope(self.key[1], event, datetime.now(UTC))


def _data(label: str, offers: Offers) -> str:
    for shown, data in reversed(offers):
        if shown == label:
            return data
    raise LookupError(f"nobody was offered «{label}»")


def crowd(count: int, city: City) -> list[Resident]:
    """So many residents; every third one is in the web chat."""
    return [
        InTheWebChat(number, city) if number % 3 == 0 else OnTelegram(number, city)
        for number in range(count)
    ]
