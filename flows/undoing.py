"""``/undo``: the last action is taken back while its news is still held, and nobody hears of it.

The table of ``flows.lifecycle`` says what can be taken back. News of it waits as a reminder, so a
restart loses nothing, and what the fields were before stands beside the history.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows import access, cards
from flows.context import Context
from flows.domain import Entry, Remark, Staff, Undoable
from flows.lifecycle import Verb
from flows.requests import restore
from flows.staff import parse
from flows.words import status


async def undo(ctx: Context, staff: Staff, args: str) -> None:
    """``/undo [1057]``: take back my last action, or my last one on that request."""
    found = parse.number(args)
    last = await ctx.desk.last_undoable(staff.id, found[0] if found else None)
    request = await ctx.desk.request(last.request) if last else None
    if last is None or request is None or not access.sees(staff, request):
        await ctx.say("undo-nothing")
        return
    refusal = _refusal(ctx, last, await ctx.desk.history(request.number))
    if refusal:
        await ctx.say(refusal, number=str(request.number))
        return
    back = await restore(ctx, request, last)
    lead = ctx.text("undone", number=str(back.number), status=status(ctx, back.status))
    await ctx.tell(await cards.short(ctx, staff, back, lead, replaces=ctx.edit))


def _refusal(ctx: Context, last: Undoable, history: Sequence[Entry]) -> str:
    """Why it cannot be taken back any more, as a key; empty when it can."""
    [done, *later] = [one for one in history if one.id >= last.entry]
    if any(one.verb == Remark.UNDO for one in later):
        return "undo-nothing"
    if ctx.now >= last.until:
        return f"undo-late-{done.verb}"
    changes = {*Verb, Remark.DEADLINE, Remark.RATING, Remark.HANDED, Remark.RELEASE}
    return "undo-changed-since" if any(one.verb in changes for one in later) else ""
