"""Somebody with several chats: what was done in one is not asked in the others any more."""

from __future__ import annotations

from flows.context import Context
from flows.domain import ServiceRequest
from flows.events import Notice


async def settle_elsewhere(ctx: Context, request: ServiceRequest, entry_id: int) -> None:
    """Other chats of the resident may still ask what this has answered."""
    chats = await ctx.desk.addresses(resident=request.resident)
    # Two chats may have been used at the same moment: which comes first does not say where it was.
    here = ctx.conversation.id if ctx.conversation.resident == request.resident else 0
    known = here or (chats[0].conversation if chats else 0)  # the first one hears the news itself
    for to in (chat for chat in chats if chat.conversation != known):
        key = f"settle:{request.number}:{entry_id}:{to.conversation}"
        await ctx.desk.post(key, to, Notice("settle", request.number))
