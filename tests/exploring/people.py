"""Who takes part: two residents, one of them with two chats, staff of every role, a newcomer, and a work group."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.domain import Role
from flows.messages import Message

POST, WEB = "post", "web"


@dataclass(frozen=True)
class Told:
    """One message that reached somebody: its id in their channel, and what it was."""

    id: str
    message: Message


@dataclass(eq=False)
class Person:
    """Somebody, or the work group. ``mark`` stands in all that they write, and nowhere else."""

    name: str
    channel: str
    mark: str
    phone: str = ""
    role: Role | None = None
    department: str = ""
    group: bool = False
    told: list[Told] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    """Ids of their own messages, for editing."""
    blocked: bool = False
    code: str = ""
    """One by which this chat can be linked to another."""
    same_as: str = ""
    """Whose other chat this is, where one person has two."""

    @property
    def address(self) -> str:
        return f"-{self.mark}" if self.group else self.mark

    @property
    def resident(self) -> bool:
        return self.role is None and not self.group

    def is_same(self, other: Person) -> bool:
        """Whether both are one person's chats."""
        return other is self or other.name == self.same_as or other.same_as == self.name

    def buttons(self) -> list[tuple[Told, str, str]]:
        """Every button they were ever shown, the newest first: message, label, data."""
        return [
            (told, choice.label, choice.data)
            for told in reversed(self.told)
            for row in told.message.choices
            for choice in row
            if choice.data
        ]


def cast() -> dict[str, Person]:
    """Everybody, new. Residents' words and phones are told apart by their marks."""
    people = [
        Person("Олена", POST, "оленине", "+380671230001"),
        Person("Тарас", WEB, "тарасове", "+380501230002"),
        Person("Олена вдома", WEB, "домашнє", "+380671230007", same_as="Олена"),
        Person("Андрій", POST, "андрієве", "+380671230003", Role.EXECUTOR, "Міськсвітло"),
        Person("Галина", WEB, "галинине", "+380671230004", Role.COORDINATOR),
        Person("Оксана", POST, "оксанине", "+380671230005", Role.OPERATOR),
        Person("Богдан", POST, "богданове", "+380671230006", Role.ADMIN),
        Person("Група", POST, "гуртове", group=True),
    ]
    return {person.name: person for person in people}


SECRET = "потайне"
"""Stands in every note of staff; no resident may ever read it."""
