"""``/stats``: ordered here, counted beside the engine."""

from __future__ import annotations

from flows import access, jobs
from flows.context import Context
from flows.domain import Role, Staff
from flows.messages import Message
from flows.reports.period import Period, parse_period
from flows.reports.words import buttons, period_words


async def stats(ctx: Context, staff: Staff, args: str) -> None:
    """``/stats [період]``: the figures of a period, of the city or of one's own department."""
    period = parse_period(ctx, args)
    if period is None:
        text = ctx.text("period-not-understood", command="stats", words=args)
        await ctx.tell(Message(text, (buttons(ctx.texts),)))
        return
    await order(ctx, staff, "stats", period)


async def export(ctx: Context, staff: Staff, args: str) -> None:
    """``/export [період]``: the requests of a period as a spreadsheet."""
    period = await for_a_file(ctx, "export", args)
    if period is not None:
        await order(ctx, staff, "export", period)


async def for_a_file(ctx: Context, command: str, args: str) -> Period | None:
    """The period that a file is wanted of; None after saying why there will be none.

    What people wrote, and their telephones, are not for a group.
    """
    if ctx.conversation.group:
        await ctx.say("export-private", command=command)
        return None
    period = parse_period(ctx, args)
    if period is None:
        await ctx.say("period-not-understood", command=command, words=args)
    return period


def may_publish(staff: Staff) -> bool:
    """Whether they may decide what is published."""
    return access.may(staff, "opendata")


async def order(ctx: Context, staff: Staff, kind: str, period: Period) -> None:
    """Let something be made of a period, and say so; the same event orders it once."""
    key = f"{kind}:{ctx.event.channel}:{ctx.event.id}"
    await ctx.desk.order(key, kind, ctx.here, {"period": str(period)}, staff=staff.id)
    said = ctx.text(f"ordered-{kind}", period=period_words(ctx.texts, period))
    await ctx.tell(Message(said, spot=jobs.spot(key)))


def scope(staff: Staff) -> str:
    """The department whose figures they see; empty for the whole city."""
    return staff.department if staff.role is Role.EXECUTOR else ""
