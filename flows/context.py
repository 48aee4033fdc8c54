"""One step of one conversation: the event, the Desk, the texts, and short ways to speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from city import City
from flows.conversation import Conversation, Form
from flows.desk import Desk
from flows.domain import Address, Staff
from flows.events import Event, Media
from flows.messages import Ask, Choice, Lane, Message, Style
from flows.reading import phones
from locales import Texts, texts

Rows: TypeAlias = Sequence[Sequence[Choice]]


@dataclass(slots=True)
class Context:
    """What every part of the conversation gets. Lives for one step."""

    event: Event
    conversation: Conversation
    desk: Desk
    texts: Texts
    staff: Staff | None = None
    edit: str = ""
    """The message that an answer may take the place of, when a list or card was tapped."""
    asked: int = 0
    """The form whose question was put last in this step."""
    behalf: int = 0
    """The resident for whom an operator fills in the present form."""
    _files: list[int] | None = field(default=None)

    @property
    def now(self) -> datetime:
        return self.desk.now

    @property
    def city(self) -> City:
        return self.desk.city

    @property
    def here(self) -> Address:
        """This conversation as an address for notices and reminders."""
        talk = self.conversation
        return Address(talk.id, talk.channel, talk.address)

    @property
    def resident_id(self) -> int:
        """The resident of this conversation, or the caller. Private conversations have one."""
        if self.behalf:
            return self.behalf
        if self.conversation.resident is None:
            msg = "a group has no resident"
            raise LookupError(msg)
        return self.conversation.resident

    def text(self, key: str, **values: str | int) -> str:
        return self.texts.get(key, **values)

    def button(self, key: str, data: str, style: Style = Style.NORMAL) -> Choice:
        return Choice(self.text(key), data, style)

    def button_with(self, key: str, data: str, **values: str | int) -> Choice:
        """A button whose label holds values."""
        return Choice(self.text(key, **values), data)

    async def files(self) -> list[int]:
        """Attachments of this event, remembered for fetching the first time they are asked for."""
        if self._files is None:
            body = self.event.body
            items = body.items if isinstance(body, Media) else ()
            self._files = [await self.desk.attach(self.conversation.id, ref) for ref in items]
        return self._files

    async def say(self, key: str, *, choices: Rows = (), **values: str | int) -> None:
        """Answer with a text of the locales."""
        await self.tell(Message(self.text(key, **values), rows(choices)))

    async def tell(
        self, message: Message, *, lane: Lane = Lane.ANSWER, question: bool = False
    ) -> None:
        """Answer with a message and remember what its labels mean."""
        if self.conversation.group:
            message = self._for_a_group(message)
        self.conversation.remember(message.offers())
        await self.desk.tell(self.conversation, message, lane=lane, question=question)

    def _for_a_group(self, message: Message) -> Message:
        """In the topic where it was asked, and without anybody's telephone."""
        known = [*self.city.phones]
        known += [p for body in self.city.departments.values() for p in body.phones]
        known += [p for body in self.city.authorities.values() for p in body.phones]
        area = self.city.area_code
        public = {number for phone in known if (number := phones.parse(phone.number, area))}
        return replace(
            message,
            text=phones.hidden(message.text, area, public),
            thread=message.thread or self.event.thread,
        )


def rows(choices: Rows) -> tuple[tuple[Choice, ...], ...]:
    """Rows of buttons without the empty ones."""
    return tuple(tuple(row) for row in choices if row)


def pairs(buttons: list[Choice]) -> list[list[Choice]]:
    """Two buttons a row."""
    return [buttons[i : i + 2] for i in range(0, len(buttons), 2)]


def ask_location(text: str, choices: Rows, label: str, placeholder: str = "") -> Message:
    """A question that a point on the map answers, or words."""
    return Message(text, rows(choices), ask=Ask.LOCATION, ask_label=label, placeholder=placeholder)


def ask_contact(text: str, choices: Rows, label: str, placeholder: str = "") -> Message:
    """A question that the sender's own contact answers, or a typed number."""
    return Message(text, rows(choices), ask=Ask.CONTACT, ask_label=label, placeholder=placeholder)


def answer(form: Form, value: str) -> str:
    """The data of a button that answers the present question of ``form``."""
    return f"q:{form.id}:{form.revision}:{value}"


async def begin(event: Event, conversation: Conversation, desk: Desk) -> Context:
    """The context of a step. Rights are read anew each time: a removal works at once."""
    staff = None
    if conversation.group and event.sender is not None:
        staff = await desk.staff_of(event.channel, event.sender.address)
    elif conversation.staff is not None:
        staff = await desk.staff(conversation.staff)
    if staff is not None and not staff.active:
        staff = None
    return Context(event, conversation, desk, texts(conversation.language), staff)
