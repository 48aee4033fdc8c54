"""A messenger was silent for so long that it may have thrown away what people wrote."""

from __future__ import annotations

from datetime import datetime

from flows import words
from flows.context import Context
from flows.events import Notice


async def told(ctx: Context, notice: Notice) -> None:
    """For an administrator: from when until when, what may be lost, and what to tell people."""
    if ctx.staff is None:
        return
    since, lost, until = (
        words.moment(ctx, datetime.fromisoformat(notice.data[name]))
        for name in ("since", "lost", "until")
    )
    ask = ctx.text("silence-announcement", since=since, lost=lost)
    await ctx.say("silence-told", since=since, lost=lost, until=until, announcement=ask)
