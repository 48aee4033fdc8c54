"""Whoever telephoned and has a messenger finds the request there too."""

from __future__ import annotations

from flows.context import Context
from flows.domain import ServiceRequest
from flows.events import Notice
from flows.life.terms import resident_address
from flows.messages import Lane, Message
from flows.telling import news
from flows.words import due


async def tell(ctx: Context, request: ServiceRequest) -> None:
    """Let the caller's own chat know of the request."""
    to = await resident_address(ctx, request)
    if to is not None:
        await ctx.desk.post(f"called:{request.number}", to, Notice("called", request.number))


async def told(ctx: Context, notice: Notice) -> None:
    """«За вашим дзвінком зареєстровано № 1057»."""
    request = await ctx.desk.request(notice.request or 0)
    if request is None or request.resident != ctx.conversation.resident:
        return
    if not ctx.conversation.reachable or await news.waits(ctx, request, notice):
        return
    text = ctx.text("called", number=str(request.number), due=due(ctx, request, year=True))
    message = Message(text, request=request.number, silent=news.quiet(ctx, request))
    await ctx.tell(message, lane=Lane.NEWS)
