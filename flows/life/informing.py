"""Who is told of what happened to a request, at once or when it cannot be taken back any more."""

from __future__ import annotations

from typing import Final

from flows.context import Context
from flows.domain import Address, ServiceRequest
from flows.events import Notice
from flows.life import work_chats
from flows.life.hearing import staff_hearing
from flows.life.lifecycle import UNDOABLE, Hears, can_be_undone
from flows.life.terms import resident_address

RESIDENTS: Final = (Hears.RESIDENT, Hears.FOLLOWERS)


async def inform(
    ctx: Context,
    request: ServiceRequest,
    entry_id: int,
    hears: tuple[Hears, ...],
    *,
    held: bool = False,
) -> None:
    """Post the news of a history entry (0: the registration) to everybody in ``hears``.

    Who acted is not told what they did themselves; nobody hears the same entry twice. What is
    ``held`` comes to the resident only when it cannot be taken back any more.
    """
    data = {"entry": str(entry_id)}
    for key, to, notice in await _news(ctx, request, entry_id, hears):
        if held and ctx.city.periods.undo_hold:
            await ctx.desk.remind(key, ctx.now + ctx.city.periods.undo_hold, to, notice)
        else:
            await ctx.desk.post(key, to, notice)
    for member in await staff_hearing(ctx, request, hears):
        addresses = await ctx.desk.addresses(staff=member.id)
        if addresses:
            key = f"card:{request.number}:{entry_id}:{member.id}"
            await ctx.desk.post(key, addresses[0], Notice("card", request.number, data))
    if hears:
        await work_chats.tell(ctx, request, entry_id)


async def release_held(ctx: Context, request: ServiceRequest) -> None:
    """Something new happens: what is still held is told before it, in its order."""
    await _release_own(ctx, request)
    if request.affected > 1:
        for merge in await ctx.desk.undoable_merges(request.number):
            duplicate = await ctx.desk.request(merge.request)
            if duplicate is not None:
                await _let_go(ctx, duplicate, merge.entry)


async def _release_own(ctx: Context, request: ServiceRequest) -> None:
    if not can_be_undone(request.status):
        return
    history = await ctx.desk.history(request.number)
    last = next((entry for entry in reversed(history) if entry.verb in UNDOABLE), None)
    if last is not None and ctx.now < last.at + ctx.city.periods.undo_hold:
        await _let_go(ctx, request, last.id)


async def _let_go(ctx: Context, request: ServiceRequest, entry_id: int) -> None:
    """Tell now what was held."""
    for key, to, notice in await _news(ctx, request, entry_id, RESIDENTS):
        await ctx.desk.forget(key)
        await ctx.desk.post(key, to, notice)


async def forget_held(ctx: Context, request: ServiceRequest, entry_id: int) -> None:
    """It was taken back: residents never hear of it."""
    for key, _, _ in await _news(ctx, request, entry_id, RESIDENTS):
        await ctx.desk.forget(key)


async def _news(
    ctx: Context, request: ServiceRequest, entry_id: int, hears: tuple[Hears, ...]
) -> list[tuple[str, Address, Notice]]:
    """The news of a history entry for residents: its key, where it goes, and the notice."""
    out: list[tuple[str, Address, Notice]] = []
    number, data = request.number, {"entry": str(entry_id)}
    if Hears.RESIDENT in hears and (to := await resident_address(ctx, request)):
        out.append((f"news:{number}:{entry_id}", to, Notice("news", number, data)))
    if Hears.FOLLOWERS in hears and request.affected > 1:
        for follower in await ctx.desk.followers(number):
            key = f"followed:{number}:{entry_id}:{follower.resident}"
            addresses = await ctx.desk.addresses(resident=follower.resident)
            out += [(key, to, Notice("followed", number, data)) for to in addresses[:1]]
    return out
