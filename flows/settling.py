"""Somebody with several chats: what was done in one is not asked in the others any more."""

from __future__ import annotations

from flows.context import Context
from flows.domain import ServiceRequest
from flows.events import Notice


async def settle_elsewhere(ctx: Context, request: ServiceRequest, entry_id: int) -> None:
    """Other chats of the resident may still ask what this has answered."""
    for to in (await ctx.desk.addresses(resident=request.resident))[1:]:
        key = f"settle:{request.number}:{entry_id}:{to.conversation}"
        await ctx.desk.post(key, to, Notice("settle", request.number))
