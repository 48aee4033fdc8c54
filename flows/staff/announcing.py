"""The last look at an outage before it is announced, and a second person's word where many hear."""

from __future__ import annotations

from typing import Final

from flows.context import Context, rows
from flows.desk import Outage
from flows.domain import Staff
from flows.events import Notice
from flows.messages import Choice, Message, Style
from flows.residents import outages
from flows.staff import second_person

COMMAND: Final = "outage"
VERBS: Final = ("announce", "drop")
"""What can be said of an outage that is not announced yet."""


def _tap(verb: str, outage: Outage) -> str:
    return f"m:{COMMAND}:{verb} {outage.id}"


async def preview(ctx: Context, outage: Outage) -> None:
    """As residents will read it, with how many hear of it now."""
    total = await ctx.desk.outage_reach(outage)
    many = second_person.needed(ctx.city, total)
    key = "button-second-person" if many else "button-outage-announce"
    announce = ctx.button(key, _tap("announce", outage), Style.PRIMARY)
    drop = ctx.button("button-cancel", _tap("drop", outage))
    text = ctx.text("outage-preview", text=_wording(ctx, outage), total=total)
    await ctx.tell(Message(text, rows([[announce], [drop]])))


def _wording(ctx: Context, outage: Outage) -> str:
    return outages.known(ctx, outage, outages.what(ctx, outage))


async def decided(ctx: Context, verb: str, outage: Outage) -> None:
    """The author's word, or that of the second person."""
    if ctx.staff is None:
        return
    if verb == "drop":
        await _drop(ctx, ctx.staff, outage)
    elif outage.until <= ctx.now:
        await ctx.say("outage-too-late")
    elif outage.asked is not None:
        await _agree(ctx, ctx.staff, outage)
    elif ctx.staff.id != outage.staff:
        await ctx.say("outage-not-yours")
    else:
        await _announce(ctx, ctx.staff, outage)


async def _announce(ctx: Context, staff: Staff, outage: Outage) -> None:
    """At once, or after a second person; counted anew, since requests come in all the time."""
    total = await ctx.desk.outage_reach(outage)
    if not second_person.needed(ctx.city, total):
        await say(ctx, "outage-announced", await outages.begin(ctx, outage, ctx.here))
        return
    others = await second_person.others(ctx, staff, COMMAND, total)
    if others:
        asked = await ctx.desk.change_outage(outage, asked=total)
        notice = Notice("outage-approve", data={"outage": str(asked.id)})
        await second_person.ask(ctx, others, asked.id, notice, total)


async def ask_approval(ctx: Context, notice: Notice) -> None:
    """The second person sees what residents would read, and how many."""
    outage = await ctx.desk.outage(int(notice.data["outage"]))
    if outage is None or outage.asked is None or _decided(outage) or ctx.staff is None:
        return
    author = await ctx.desk.staff(outage.staff)
    yes = ctx.button("button-outage-approve", _tap("announce", outage), Style.SUCCESS)
    no = ctx.button("button-second-person-decline", _tap("drop", outage))
    text = ctx.text(
        "outage-approve",
        name=author.name if author else "",
        total=outage.asked,
        text=_wording(ctx, outage),
    )
    await ctx.tell(Message(text, rows([[yes], [no]])))


def _decided(outage: Outage) -> bool:
    return outage.announced_at is not None or outage.ended_at is not None


async def _agree(ctx: Context, staff: Staff, outage: Outage) -> None:
    if await second_person.same(ctx, staff, outage.staff):
        return
    to = await second_person.author(ctx, outage.staff)
    known = await outages.begin(ctx, outage, to, approver_id=staff.id)
    await say(ctx, "outage-announced", known)
    await _tell_author(ctx, outage)


async def _drop(ctx: Context, staff: Staff, outage: Outage) -> None:
    """Not announced after all: by its author, or by the second person, of which the author hears."""
    own = staff.id == outage.staff
    if not own and outage.asked is None:
        await ctx.say("outage-not-yours")
        return
    await ctx.desk.change_outage(outage, ended_at=ctx.now)
    await ctx.say("outage-dropped" if own else "outage-declined")
    if not own:
        await _tell_author(ctx, outage)


async def _tell_author(ctx: Context, outage: Outage) -> None:
    notice = Notice("outage-decided", data={"outage": str(outage.id)})
    to = await second_person.author(ctx, outage.staff)
    await ctx.desk.post(f"outage-decided:{outage.id}", to, notice)


async def tell_decision(ctx: Context, notice: Notice) -> None:
    """The author hears what the second person said."""
    outage = await ctx.desk.outage(int(notice.data["outage"]))
    if outage is None or ctx.staff is None:
        return
    if outage.going_on:
        await say(ctx, "outage-announced", outage)
    elif outage.announced_at is None:
        await ctx.say("outage-declined-to-author", outage=outages.described(ctx, outage))


async def say(ctx: Context, key: str, outage: Outage) -> None:
    """A word about an outage that is going on, with what can be done about it."""
    buttons: list[Choice] = outages.buttons(ctx, outage)
    text = ctx.text(key, outage=outages.described(ctx, outage))
    await ctx.tell(Message(text, rows([buttons])))
