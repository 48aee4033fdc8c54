"""How work beside the engine ended: told in the conversation that had ordered it."""

from __future__ import annotations

from flows.context import Context
from flows.events import Notice
from flows.messages import Message


def spot(key: str) -> str:
    """Where in the chat a job is spoken of while it lasts."""
    return f"job:{key}"


async def going_on(ctx: Context, notice: Notice) -> None:
    """How far it is, in one message that changes; where none can change, said once."""
    job = await ctx.desk.job(int(notice.data["job"]))
    first = notice.data["at"] == "1"
    if job is None or not ctx.conversation.reachable:
        return
    if first or ctx.desk.manners(ctx.conversation).edits:
        text = ctx.text("job-progress", share=notice.data["share"])
        await ctx.tell(Message(text, spot=spot(job.key)))


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
