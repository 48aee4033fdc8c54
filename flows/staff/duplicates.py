"""Which request is the duplicate of another."""

from __future__ import annotations

import re
from typing import Final

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.form import Draft
from flows.life.requests import NotFoundError
from flows.messages import Choice, Message
from flows.staff import parse
from flows.staff.slots import OrderSlot, seen

SHOWN: Final = 4
_BEFORE_NUMBER: Final = re.compile(r"^\D*")


class DuplicateSlot(OrderSlot):
    """The number of the request that ends; those near by about the same are offered."""

    name = "duplicate"

    async def ask(self, ctx: Context, form: Form) -> Message:
        kept = await seen(ctx, form.draft["request"])
        near = await ctx.desk.neighbours(kept.service, kept.place, ctx.city.near_m)
        others = [one.request.number for one in near if one.request.number != kept.number]
        buttons = [Choice(f"№ {number}", answer(form, str(number)))
                   for number in others[:SHOWN] if await _known(ctx, number)]  # fmt: skip
        return Message(ctx.text("staff-ask-duplicate", number=str(kept.number)), rows([buttons]))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        found = parse.number(_BEFORE_NUMBER.sub("", args))
        if found is None:
            return None
        draft["duplicate"] = (await seen(ctx, found[0])).number
        return found[1]


async def _known(ctx: Context, number: int) -> bool:
    try:
        await seen(ctx, number)
    except NotFoundError:
        return False
    return True
