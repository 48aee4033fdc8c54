"""``/block`` and ``/unblock``: who floods or insults may file nothing for a while."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from city import calendar
from flows.context import Context, answer, pairs
from flows.conversation import Form
from flows.desk.blocks import Block
from flows.form import Draft
from flows.messages import Choice, Message
from flows.residents import blocking
from flows.staff import parse
from flows.staff.orders import Order
from flows.staff.slots import OrderSlot
from flows.words import day, shortened

LONGEST: Final = timedelta(days=92)
"""Three months: for longer somebody has to look at it again."""
_OFFERED: Final = (1, 3, 7, 30)
"""Days."""


class TermSlot(OrderSlot):
    """The last day of a block, as ISO: «3 дні», «тиждень», «до 5.12»."""

    name = "term"

    async def ask(self, ctx: Context, form: Form) -> Message:
        buttons = [
            Choice(
                ctx.text("term-days", count=days), answer(form, ctx.text("term-days", count=days))
            )
            for days in _OFFERED
        ]
        return Message(
            ctx.text("staff-ask-term", number=str(form.draft["request"])),
            tuple(map(tuple, pairs(buttons))),
        )

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        today = calendar.local_date(ctx.city, ctx.now)
        found = parse.term(args, today)
        if found is None or not today <= found[0] <= today + LONGEST:
            return None
        draft["term"] = found[0].isoformat()
        return found[1]


async def block(order: Order) -> None:
    """Until the end of a day, with a reason that they read."""
    ctx, number = order.ctx, order.request.number
    until = parse.end_of(date.fromisoformat(order.draft["term"]), ctx.city.timezone)
    one = Block(order.request.resident, number, order.word.text, until, order.staff.id)
    await blocking.begin(ctx, one)
    text = ctx.text(
        "staff-blocked",
        who=await blocking.described(ctx, one),
        until=day(ctx, until, year=True),
        reason=shortened(one.reason, 300),
    )
    await ctx.tell(Message(text, ((blocking.lift_button(ctx, one),),), request=number))


async def unblock(order: Order) -> None:
    """Before the term; named by any request of theirs, or by the one by which it was set."""
    ctx, request = order.ctx, order.request
    found = await ctx.desk.block_of(request.resident) or next(
        (one for one in await ctx.desk.blocks() if one.request == request.number), None
    )
    if found is None:
        await ctx.say("staff-not-blocked", number=str(request.number))
        return
    await blocking.lift(ctx, found)
    await ctx.say("staff-unblocked", who=await blocking.described(ctx, found))
