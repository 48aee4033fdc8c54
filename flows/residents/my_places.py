"""What a resident does with their places: keep one, rename it, let it go."""

from __future__ import annotations

from typing import Any

from flows import forms
from flows.context import Context
from flows.life import requests
from flows.residents import naming
from flows.residents.places import MOST, number_of, own, show, worth_keeping


async def keep(ctx: Context, number: str) -> None:
    """[Запам’ятати це місце] under the receipt: under which name?"""
    request = await requests.mine(ctx, number_of(number))
    kept = await ctx.desk.places_of(ctx.resident_id)
    if not await worth_keeping(ctx, request):
        full = len(kept) >= MOST
        await ctx.say(
            "places-full" if full else "place-kept-already",
            choices=[[ctx.button("button-data-places", "m:places")]],
        )
        return
    await _open(ctx, {"of": request.number})


async def tapped(ctx: Context, args: str) -> None:
    """[Перейменувати] or [Прибрати]. A place that is gone, or somebody else's, changes nothing."""
    verb, _, tail = args.partition(":")
    one = await own(ctx, number_of(tail))
    if one is not None and verb == "name":
        await _open(ctx, {"spot": one.id})
        return
    if one is not None and verb == "drop":
        await ctx.desk.forget_place(ctx.resident_id, one.id)
        await ctx.say("place-forgotten", name=one.name)
    await show(ctx)


async def _open(ctx: Context, draft: dict[str, Any]) -> None:
    """One such form at a time."""
    ctx.conversation.forms = [form for form in ctx.conversation.forms if form.kind != naming.KIND]
    ctx.conversation.open(naming.KIND, draft)
    await forms.ask(ctx)
