"""Places that a resident has named: «Дім», «Робота». Kept after filing, offered when asked."""

from __future__ import annotations

from typing import Final

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.domain import KnownPlace, Place, ServiceRequest
from flows.messages import Choice, Message, Style
from flows.words import is_number, shortened
from flows.words import place as one_line

MOST: Final = 5
"""Of one resident; more would be a list to search in, and not two or three buttons."""
LONGEST_NAME: Final = 24
"""Characters: a name is a button."""


async def worth_keeping(ctx: Context, request: ServiceRequest) -> bool:
    """Whether to offer it: a place, not kept yet, and room for it."""
    place = request.place
    if not place.text and place.lat is None:
        return False
    kept = await ctx.desk.places_of(ctx.resident_id)
    return len(kept) < MOST and all(not _same(one.place, place) for one in kept)


def _same(one: Place, other: Place) -> bool:
    return (one.text, one.lat, one.lon) == (other.text, other.lat, other.lon)


async def show(ctx: Context) -> None:
    """The kept places, and what can be done with each."""
    kept = await ctx.desk.places_of(ctx.resident_id)
    if not kept:
        await ctx.say("places-none", choices=[[ctx.button("button-new", "m:new", Style.PRIMARY)]])
        return
    lines = [ctx.text("place-line", name=one.name, place=one_line(ctx, one.place)) for one in kept]
    buttons = [_buttons(ctx, one) for one in kept]
    await ctx.tell(Message("\n".join([ctx.text("places-title"), *lines]), rows(buttons)))


def _buttons(ctx: Context, one: KnownPlace) -> list[Choice]:
    rename = ctx.text("button-place-rename", name=one.name)
    forget = ctx.text("button-place-forget", name=one.name)
    return [Choice(rename, f"m:spot:name:{one.id}"), Choice(forget, f"m:spot:drop:{one.id}")]


async def own(ctx: Context, place_id: int) -> KnownPlace | None:
    """The resident's own place of this id."""
    kept = await ctx.desk.places_of(ctx.resident_id)
    return next((one for one in kept if one.id == place_id), None)


def number_of(text: str) -> int:
    """The id in a button's data; 0, which is nobody's, for anything else."""
    return int(text) if is_number(text) else 0


async def offered(ctx: Context, form: Form) -> list[Choice]:
    """Buttons of the kept places that answer ``form``."""
    kept = await ctx.desk.places_of(ctx.resident_id)
    return [Choice(shortened(one.name, LONGEST_NAME), answer(form, f"k:{one.id}")) for one in kept]


async def chosen(ctx: Context, value: str) -> KnownPlace | None:
    """The kept place that a button of :func:`offered` meant."""
    kind, _, tail = value.partition(":")
    return await own(ctx, number_of(tail)) if kind == "k" else None
