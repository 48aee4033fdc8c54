"""A staff command of which everything is known, and what it may do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flows import cards, requests
from flows.context import Context
from flows.domain import ServiceRequest, Staff
from flows.form import Draft
from flows.lifecycle import By, Verb, can_be_undone
from flows.requests import Word


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

    async def act(self, verb: Verb, word: Word | None = None, **fields: object) -> ServiceRequest:
        said = self.word if word is None else word
        return await requests.act(self.ctx, self.request, verb, By.STAFF, said, **fields)

    async def confirm(self, key: str, request: ServiceRequest, **values: str) -> None:
        """Say what was done; where a card was tapped, it takes the card's place."""
        ctx = self.ctx
        lead = ctx.text(key, number=str(request.number), **values)
        card = await cards.short(ctx, self.staff, request, lead, replaces=ctx.edit)
        if can_be_undone(request.status) and request.version > self.request.version:
            undo = ctx.button("button-staff-undo", cards.tap(request.number, "undo"))
            card = replace(card, choices=(*card.choices, (undo,)))
        await ctx.tell(card)
