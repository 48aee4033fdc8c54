"""How work beside the engine ended: told in the conversation that had ordered it."""

from __future__ import annotations

from flows.context import Context
from flows.events import Notice


async def ended(ctx: Context, notice: Notice) -> None:
    """The result, or an apology. Rights are looked at anew: some time has gone by."""
    job = await ctx.desk.job(int(notice.data["job"]))
    if job is None or not ctx.conversation.reachable:
        return
    if job.staff is not None:
        member = await ctx.desk.staff(job.staff)
        if member is None or not member.active:
            await ctx.say("staff-no-longer")
            return
    if job.result is None:
        await ctx.say("job-failed")
    else:
        await ctx.tell(job.result)
