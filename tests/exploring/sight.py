"""What is open in somebody's chat now: the form, its question, and the buttons under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flows import forms
from flows.context import Context
from flows.conversation import Conversation, Form
from flows.desk import Desk
from flows.events import Event, Unsupported
from flows.form import Slot
from flows.messages import Message
from flows.residents import adding
from locales import texts

if TYPE_CHECKING:
    from datetime import datetime

    from city import City


@dataclass(frozen=True)
class _Glance:
    """As much of the Desk as a slot needs to say whether it applies."""

    now: datetime
    city: City


def context(talk: Conversation, now: datetime, city: City) -> Context:
    event = Event("", talk.channel, talk.address, now, Unsupported(""))
    return Context(event, talk, cast("Desk", _Glance(now, city)), texts("uk"))


def current(form: Form, talk: Conversation, now: datetime, city: City) -> Slot | None:
    """The slot whose question is open."""
    return forms.KINDS[form.kind].spec.current(context(talk, now, city), form.draft)


def values(form: Form, message: Message) -> list[str]:
    """What the buttons under ``message`` answer to the present question of ``form``."""
    start = f"q:{form.id}:{form.revision}:"
    return [
        choice.data.removeprefix(start)
        for row in message.choices
        for choice in row
        if choice.data.startswith(start)
    ]


def question(form: Form, told: Sequence[Message]) -> Message | None:
    """The newest message that asks what ``form`` asks now."""
    for message in reversed(told):
        if values(form, message):
            return message
        if form.kind == adding.ANSWER and form.draft["question"] in message.text:
            return message
    return None
