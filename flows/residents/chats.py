"""What a person's chats tell each other: what was settled, missed, or linked elsewhere."""

from __future__ import annotations

from flows.context import Context
from flows.desk.linking import Whose
from flows.events import Notice
from flows.messages import Lane
from flows.residents import linking
from flows.telling import cards, news


async def missed(ctx: Context, notice: Notice) -> None:
    """News did not reach another chat of theirs: here is how the request stands."""
    request = await ctx.desk.request(notice.request) if notice.request else None
    if request is None or request.resident != ctx.conversation.resident:
        return
    if not await news.waits(ctx, request, notice):
        await ctx.tell(await cards.own(ctx, request), lane=Lane.NEWS)


async def settle(ctx: Context, notice: Notice) -> None:
    """What was done in another chat of theirs: questions that are answered ask no more here."""
    await linking.drop_alien_forms(ctx)
    request = await ctx.desk.request(notice.request) if notice.request else None
    if request is not None:
        news.settle_forms(ctx, request)


async def linked(ctx: Context, notice: Notice) -> None:
    """Another chat is the same person's now: said everywhere, since it might not be."""
    staff = notice.data["whose"] == Whose.STAFF
    key = "linked-elsewhere-staff" if staff else "linked-elsewhere"
    await ctx.say(key, channel=linking.channel(ctx, notice.data["channel"]))
