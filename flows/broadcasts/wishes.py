"""Residents turn announcements off and on."""

from __future__ import annotations

from flows.context import Context


async def announcements(ctx: Context, args: str) -> None:
    """``/announcements``: off, on, or with no word the other way round."""
    on = await ctx.desk.wants_announcements(ctx.resident_id)
    wants = {"off": False, "on": True}.get(args.strip().lower(), not on)
    await ctx.desk.want_announcements(ctx.resident_id, wants=wants)
    if wants:
        back = ctx.button("button-announcements-off", "m:announcements:off")
        await ctx.say("announcements-are-on", choices=[[back]])
    else:
        back = ctx.button("button-announcements-on", "m:announcements:on")
        await ctx.say("announcements-are-off", choices=[[back]])
