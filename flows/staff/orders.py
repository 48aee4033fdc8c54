"""A staff command of which everything is known, and what it may do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flows.context import Context
from flows.domain import ServiceRequest, Staff
from flows.form import Draft
from flows.life import requests
from flows.life.lifecycle import By, Verb, can_be_undone
from flows.life.requests import Word
from flows.messages import Message
from flows.telling import cards


@dataclass(frozen=True, slots=True)
class Order:
    """A command that is complete."""

    ctx: Context
    staff: Staff
    request: ServiceRequest
    draft: Draft

    @property
    def word(self) -> Word:
        held = self.draft.get("text", {})
        return Word(held.get("text", ""), tuple(held.get("files", ())))

    async def act(self, verb: Verb, word: Word | None = None, **fields: Any) -> ServiceRequest:
        said = self.word if word is None else word
        return await requests.act(self.ctx, self.request, verb, By.STAFF, said, **fields)

    async def confirm(self, key: str, request: ServiceRequest, **values: str) -> None:
        """Say what was done; where a card was tapped, it takes the card's place."""
        ctx = self.ctx
        lead = ctx.text(key, number=str(request.number), **values)
        card = await cards.short(ctx, self.staff, request, lead, replaces=ctx.edit)
        if can_be_undone(request.status) and request.version > self.request.version:
            card = undoable(ctx, card, request.number)
        await ctx.tell(card)


def undoable(ctx: Context, message: Message, number: int) -> Message:
    """With a button that takes back what was done to the request."""
    undo = ctx.button("button-staff-undo", cards.tap(number, "undo"))
    return replace(message, choices=(*message.choices, (undo,)))
