"""Giving a place a name: after a request about it, or another name later."""

from __future__ import annotations

from typing import Final

from flows.context import Context, answer, pairs, rows
from flows.conversation import Form
from flows.events import Text
from flows.form import Again, Draft, Slot, Spec
from flows.life import requests
from flows.messages import Choice, Message
from flows.residents.places import LONGEST_NAME, own, show
from flows.words import is_number, plain
from flows.words import place as one_line

KIND: Final = "place"
NAMES: Final = ("home", "work", "parents")
"""Names that are offered: keys of the texts."""


class NameSlot(Slot):
    """What a resident calls a place."""

    name = "name"

    async def ask(self, ctx: Context, form: Form) -> Message:
        kept = await ctx.desk.places_of(ctx.resident_id)
        known = {plain(one.name) for one in kept}
        names = [ctx.text(f"place-name-{key}") for key in NAMES]
        free = [(i, name) for i, name in enumerate(names) if plain(name) not in known]
        buttons = [Choice(name, answer(form, str(i))) for i, name in free]
        where = await _where(ctx, form.draft)
        return Message(ctx.text("ask-place-name", place=where), rows(pairs(buttons)))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        body = ctx.event.body
        if is_number(value) and int(value) < len(NAMES):
            form.draft["name"] = ctx.text(f"place-name-{NAMES[int(value)]}")
            return
        name = " ".join(body.text.split()) if isinstance(body, Text) and not value else ""
        if not plain(name) or len(name) > LONGEST_NAME:
            raise Again("place-name-wrong", most=str(LONGEST_NAME))
        form.draft["name"] = name


SPEC: Final = Spec(KIND, (NameSlot(),))


async def _where(ctx: Context, draft: Draft) -> str:
    if spot := draft.get("spot"):
        known = await own(ctx, spot)
        return one_line(ctx, known.place) if known else ""
    return one_line(ctx, (await requests.mine(ctx, draft["of"])).place)


async def finish(ctx: Context, form: Form) -> None:
    """Keep the place of a request under the name, or give a kept one that name."""
    name = form.draft["name"]
    if spot := form.draft.get("spot"):
        await ctx.desk.rename_place(ctx.resident_id, spot, name)
        await show(ctx)
        return
    request = await requests.mine(ctx, form.draft["of"])
    await ctx.desk.keep_place(ctx.resident_id, name, request.place)
    await ctx.say("place-kept", name=name, place=one_line(ctx, request.place))
