"""A message that its author changed: the draft follows; a filed request gets a comment."""

from __future__ import annotations

from flows import forms, intake
from flows.context import Context
from flows.events import Edited


async def edited(ctx: Context, body: Edited) -> None:
    """Put the new words in the place of the old ones, where they are still a draft."""
    for form in ctx.conversation.forms:
        if form.kind != intake.KIND:
            continue
        for line in form.draft.get("said", ()):
            if body.message and line[0] == body.message:
                line[1] = body.text
                await forms.ask(ctx, ctx.text("edit-taken"))
                return
    await ctx.say("edit-too-late")
