"""Known outages: who is told before filing, and who is told when one ends or lasts longer.

An outage ends by the word of staff. When its moment comes they are asked; if nobody answers it
ends by itself a little later, and those who waited are told just that and not «відновлено».
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from city import calendar
from flows.context import Context, rows
from flows.desk import Outage
from flows.domain import Address
from flows.events import Notice
from flows.messages import Choice, Lane, Message
from flows.words import district, hour, local, moment, tidy, topic

GRACE: Final = timedelta(minutes=30)
"""From the promised moment until an outage ends without anybody's word."""
FIRST: Final = "announced"
"""The word of a notice that tells of it for the first time."""
AT_ONCE: Final = 200
"""How many of those who wait are told in one step, so that nobody else has to wait for it."""


def explains(ctx: Context, outage: Outage, service: str, where: str) -> bool:
    """Whether trouble with the service in the district (empty: unknown) may be this outage."""
    here = not outage.districts or not where or where in outage.districts
    return here and service in outage.services and outage.until > ctx.now


def until(ctx: Context, outage: Outage) -> str:
    """«18:00» today, otherwise «25 листопада, 18:00»."""
    same_day = local(ctx, outage.until).date() == local(ctx, ctx.now).date()
    return hour(ctx, outage.until) if same_day else moment(ctx, outage.until)


def where(ctx: Context, outage: Outage) -> str:
    """The districts in one line, or the whole city."""
    named = ", ".join(district(ctx, code) for code in outage.districts)
    return named or ctx.text("outage-whole-city")


def what(ctx: Context, outage: Outage) -> str:
    """The topics in one line."""
    return ", ".join(topic(ctx, code) for code in outage.services)


def known(ctx: Context, outage: Outage, about: str) -> str:
    """As residents read it; ``about`` are the topics in one line."""
    text = ctx.text(
        "outage-known",
        what=about,
        where=where(ctx, outage),
        until=until(ctx, outage),
        words=outage.words,
    )
    return tidy(text)


def described(ctx: Context, outage: Outage) -> str:
    """Where, what and until when, for staff."""
    return ctx.text(
        "outage-line", where=where(ctx, outage), what=what(ctx, outage), until=until(ctx, outage)
    )


def buttons(ctx: Context, outage: Outage) -> list[Choice]:
    """For staff: end it, or let it last longer."""
    number = str(outage.id)
    return [
        ctx.button_with("button-outage-end", f"m:outage:end {number}", number=number),
        ctx.button_with("button-outage-more", f"m:outage:more {number}", number=number),
    ]


async def begin(ctx: Context, outage: Outage, asked_at: Address, **fields: object) -> Outage:
    """It is known from now on; whoever has a request that it explains is told.

    Where it was announced, ``asked_at``, is asked whether it is over. Raises ``ConflictError``.
    """
    begun = await ctx.desk.announce(outage, **fields)
    await watch(ctx, begun, asked_at)
    await _spread(ctx, begun, word=FIRST)
    return begun


async def watch(ctx: Context, outage: Outage, asked_at: Address) -> None:
    """Ask there when its moment comes, and end it a little later."""
    data = {"outage": str(outage.id)}
    for kind, at in (("outage-due", outage.until), ("outage-expiry", outage.until + GRACE)):
        await ctx.desk.remind(f"{kind}:{outage.id}", at, asked_at, Notice(kind, data=data))


async def end(ctx: Context, outage: Outage) -> Outage:
    """It is over: those who wait are told. Raises ``ConflictError``."""
    ended = await ctx.desk.change_outage(outage, ended_at=ctx.now)
    for kind in ("outage-due", "outage-expiry"):
        await ctx.desk.forget(f"{kind}:{outage.id}")
    await _spread(ctx, ended)
    return ended


async def prolong(ctx: Context, outage: Outage, **fields: object) -> Outage:
    """It lasts longer: those who wait are told the new moment. Raises ``ConflictError``."""
    longer = await ctx.desk.change_outage(outage, **fields)
    await watch(ctx, longer, ctx.here)
    await _spread(ctx, longer)
    return longer


async def _spread(ctx: Context, outage: Outage, after: int = 0, *, word: str = "") -> None:
    data = _data(outage, word) | {"after": str(after)}
    key = f"outage-spread:{outage.id}:{outage.version}:{after}"
    await ctx.desk.post(key, ctx.here, Notice("outage-spread", data=data))


def _data(outage: Outage, word: str) -> dict[str, str]:
    data = {"outage": str(outage.id), "version": str(outage.version)}
    return data | {"word": word} if word else data


async def _meant(ctx: Context, notice: Notice) -> Outage | None:
    """The outage of a notice; None where it has changed since, and a newer notice is on its way."""
    outage = await ctx.desk.outage(int(notice.data["outage"]))
    version = notice.data.get("version")
    if outage is None or (version and version != str(outage.version)):
        return None
    return outage


async def spread(ctx: Context, notice: Notice) -> None:
    """Tell the next of those who wait, and leave the others to the next step."""
    outage = await _meant(ctx, notice)
    if outage is None:
        return
    after, word = int(notice.data["after"]), notice.data.get("word", "")
    waiting = await ctx.desk.waiting_for(outage.id, after=after, limit=AT_ONCE)
    for resident in waiting:
        addresses = await ctx.desk.addresses(resident=resident)
        if addresses:
            key = f"outage-told:{outage.id}:{outage.version}:{resident}"
            told_of = Notice("outage-told", data=_data(outage, word))
            await ctx.desk.post(key, addresses[0], told_of)
    if len(waiting) == AT_ONCE:
        await _spread(ctx, outage, waiting[-1], word=word)


async def told(ctx: Context, notice: Notice) -> None:
    """Tell one who waited; at night without a sound, or in the morning."""
    outage = await _meant(ctx, notice)
    if outage is None or not ctx.conversation.reachable:
        return
    morning = calendar.quiet_until(ctx.city, ctx.now)
    if morning is not None and not ctx.desk.manners(ctx.conversation).silent:
        key = f"morning:outage:{outage.id}:{outage.version}:{ctx.conversation.id}"
        await ctx.desk.remind(key, morning, ctx.here, notice)
        return
    text = _news(ctx, outage, first=notice.data.get("word") == FIRST)
    again = [ctx.button("button-new", "m:new")] if outage.ended_at is not None else []
    message = Message(text, rows([again]))
    await ctx.tell(replace(message, silent=morning is not None), lane=Lane.NEWS)


def _news(ctx: Context, outage: Outage, *, first: bool) -> str:
    """What who waits is told now."""
    about = what(ctx, outage)
    if outage.ended_at is None and first:
        return f"{known(ctx, outage, about)}\n{ctx.text('outage-yours')}"
    key = "outage-longer"
    if outage.ended_at is not None:
        alone = outage.ended_at >= outage.until + GRACE
        key = "outage-expired" if alone else "outage-ended"
    text = ctx.text(
        key, what=about, where=where(ctx, outage), until=until(ctx, outage), words=outage.words
    )
    return tidy(text)


async def due(ctx: Context, notice: Notice) -> None:
    """Its moment has come: is it over? Asked where it was announced."""
    outage = await _meant(ctx, notice)
    if outage is None or outage.ended_at is not None or outage.until > ctx.now:
        return
    if ctx.staff is not None or ctx.conversation.group:
        text = ctx.text("staff-outage-due", outage=described(ctx, outage))
        await ctx.tell(Message(text, rows([buttons(ctx, outage)])), lane=Lane.NEWS)


async def expire(ctx: Context, notice: Notice) -> None:
    """Nobody said anything: it ends by itself."""
    outage = await _meant(ctx, notice)
    if outage is None or outage.ended_at is not None or outage.until + GRACE > ctx.now:
        return
    await end(ctx, outage)
    if ctx.staff is not None or ctx.conversation.group:
        text = ctx.text("staff-outage-expired", outage=described(ctx, outage))
        await ctx.tell(Message(text), lane=Lane.NEWS)
