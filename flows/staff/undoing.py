"""``/undo``: the last action is taken back while its news is still held, and nobody hears of it.

The table of ``flows.life.lifecycle`` says what can be taken back. News of it waits as a reminder, so a
restart loses nothing, and what the fields were before stands beside the history.
"""

from __future__ import annotations

from flows import access
from flows.context import Context
from flows.domain import Remark, Staff, Undoable
from flows.life import merging, requests
from flows.staff import parse
from flows.telling import cards
from flows.words import status


async def undo(ctx: Context, staff: Staff, args: str) -> None:
    """``/undo [1057]``: take back my last action, or my last one on that request."""
    found = parse.number(args)
    last = await ctx.desk.last_undoable(staff.id, found[0] if found else None)
    request = await ctx.desk.request(last.request) if last else None
    if last is None or request is None or not access.sees(staff, request):
        await ctx.say("undo-nothing")
        return
    refusal = await _refusal(ctx, last)
    if refusal:
        await ctx.say(refusal, number=str(request.number))
        return
    back = await requests.restore(ctx, request, last)
    await merging.part(ctx, last)
    lead = ctx.text("undone", number=str(back.number), status=status(ctx, back.status))
    await ctx.tell(await cards.short(ctx, staff, back, lead, replaces=ctx.edit))


async def _refusal(ctx: Context, last: Undoable) -> str:
    """Why it cannot be taken back any more, as a key; empty when it can."""
    history = await ctx.desk.history(last.request)
    [done, *later] = [one for one in history if one.id >= last.entry]
    if any(one.verb == Remark.UNDO for one in later):
        return "undo-nothing"
    if ctx.now >= last.until:
        return f"undo-late-{done.verb}"
    changed = any(one.verb in requests.CHANGES for one in later)
    return "undo-changed-since" if changed or await merging.moved_on(ctx, last) else ""
