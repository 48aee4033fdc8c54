"""Too much came at once from one conversation, and its last events were not taken in."""

from __future__ import annotations

from flows.context import Context
from flows.events import Notice
from flows.words import numbers


async def told(ctx: Context, notice: Notice) -> None:
    """Say so kindly, with the numbers for what cannot wait; in a group only where staff work."""
    del notice
    talk = ctx.conversation
    chats = await ctx.desk.work_chats() if talk.group else ()
    if not talk.group or any(chat.to.conversation == talk.id for chat in chats):
        await ctx.say("too-much-at-once", phones=numbers(ctx.city))
