"""An intake that begins from a link or a QR code, with what the link says already filled."""

from __future__ import annotations

from flows import forms, intake
from flows.context import Context
from flows.form import Again, Draft
from flows.intake.place import take_address, take_point
from flows.intake.review import place_of
from flows.residents.deep_links import Target
from flows.words import place, topic


async def arrive(ctx: Context, target: Target) -> bool:
    """Begin with what the link brings; False when nothing of it means anything here.

    A request that is being written already goes on: a link must not mix two of them.
    """
    draft = _filled(ctx, target)
    if not draft:
        return False
    begun = next((f for f in ctx.conversation.forms if f.kind == intake.KIND), None)
    if begun is not None:
        ctx.conversation.bring_up(begun)
        await forms.ask(ctx, ctx.text("draft-is-here"))
        return True
    ctx.conversation.greeted = True
    form = await intake.start(ctx)
    form.draft.update(draft)
    await forms.ask(ctx, _lead(ctx, draft))
    return True


def _filled(ctx: Context, target: Target) -> Draft:
    """The slots that the link fills; what this city does not know is left to be asked."""
    draft: Draft = {}
    if ctx.city.catalogue.get(target.service) is not None:
        draft["topic"] = target.service
    try:
        if target.point is not None:
            take_point(ctx, draft, target.point)
        elif target.address:
            take_address(ctx, draft, target.address)
    except Again:
        pass  # outside the city, or no address: the place is asked for as ever
    return draft


def _lead(ctx: Context, draft: Draft) -> str:
    where = place(ctx, place_of(draft)) if draft.get("place") else ""
    what = topic(ctx, draft["topic"]) if draft.get("topic") else ""
    if what and where:
        return ctx.text("arrived-both", topic=what, place=where)
    return (
        ctx.text("arrived-place", place=where) if where else ctx.text("arrived-topic", topic=what)
    )
