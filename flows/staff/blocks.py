"""``/block`` and ``/unblock``: who floods or insults may file nothing for a while."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from city import calendar
from flows.context import Context, answer, pairs, rows
from flows.conversation import Form
from flows.desk.blocks import Block
from flows.form import Draft
from flows.messages import Choice, Message
from flows.residents import blocking
from flows.staff import parse
from flows.staff.arguments import rest_of
from flows.staff.orders import Order
from flows.staff.slots import OrderSlot
from flows.words import day, shortened

LONGEST: Final = timedelta(days=92)
"""Three months: for longer somebody has to look at it again."""
_OFFERED: Final = (1, 3, 7, 30)
"""Days."""


class WhomSlot(OrderSlot):
    """Whom of those who wrote about a request: a button for each, nothing where it is clear."""

    name = "whom"

    def applies(self, ctx: Context, draft: Draft) -> bool:
        return super().applies(ctx, draft) and len(draft.get("people", ())) > 1

    async def ask(self, ctx: Context, form: Form) -> Message:
        people = form.draft["people"][:_PEOPLE_SHOWN]
        buttons = [[Choice(label, answer(form, f"{_PERSON}{one}"))] for one, label in people]
        number = str(form.draft["request"])
        return Message(ctx.text("staff-ask-whom-of-them", number=number), rows(buttons))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        del ctx
        key, _, rest = args.partition(" ")
        for one, _ in draft["people"]:
            if key == f"{_PERSON}{one}":
                draft["whom"] = one
                return rest or rest_of(draft)
        draft.setdefault("rest", args)  # what was typed after the number waits for the person
        return None


_PERSON: Final = "p"
_PEOPLE_SHOWN: Final = 20


def _whom(order: Order) -> int:
    people = order.draft.get("people", ())
    known: int = order.draft.get("whom") or (people[0][0] if people else order.request.resident)
    return known


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
    one = Block(_whom(order), number, order.word.text, until, order.staff.id)
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
    ctx = order.ctx
    found = await ctx.desk.block_of(_whom(order))
    if found is None:
        await ctx.say("staff-not-blocked", number=str(order.request.number))
        return
    await blocking.lift(ctx, found)
    await ctx.say("staff-unblocked", who=await blocking.described(ctx, found))


async def uphold(order: Order) -> None:
    """An objection was read, and the block stays: they hear why, and until when."""
    ctx, number = order.ctx, str(order.request.number)
    found = await ctx.desk.block_of(_whom(order))
    if found is None:
        await ctx.say("staff-not-blocked", number=number)
    elif not found.objection:
        await ctx.say("staff-nothing-objected", number=number)
    elif found.answer:
        await ctx.say("staff-upheld-before", answer=shortened(found.answer, 300))
    else:
        await blocking.uphold(ctx, found, order.word.text)
        until = day(ctx, found.until, year=True)
        who = await blocking.described(ctx, found)
        await ctx.say("staff-upheld", who=who, until=until, answer=shortened(order.word.text, 300))
