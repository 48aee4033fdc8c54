"""«Про це вже відомо»: an outage that staff announced, told before a request is filed."""

from __future__ import annotations

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.form import Again, Draft, Slot
from flows.intake.words import add_words, service_of
from flows.messages import Message, Style
from flows.residents import outages
from flows.words import topic

THANKS, TELL, FILE = "thanks", "tell", "file"


class OutageSlot(Slot):
    """``thanks``, ``tell`` (when it ends), or ``file``: nothing ever stands in a request's way.

    Where words meant a danger to life nothing is explained away. What was found is kept as
    ``known``: what it was looked for by, and the outage, 0 for none.
    """

    name = "outage"

    async def learn(self, ctx: Context, form: Form) -> None:
        draft = form.draft
        service = service_of(ctx, draft)
        if service is None or not service.outage or draft.get("safe"):
            draft.pop("known", None)
            return
        by = [service.code, draft.get("district", "")]
        if draft.get("known", {}).get("by") != by:
            self.empty(draft)
            now = await ctx.desk.outages()
            found = (one.id for one in now if outages.explains(ctx, one, by[0], by[1]))
            draft["known"] = {"by": by, "id": next(found, 0)}

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return bool(draft.get("known", {}).get("id"))

    async def ask(self, ctx: Context, form: Form) -> Message:
        outage = await ctx.desk.outage(form.draft["known"]["id"])
        if outage is None:
            raise LookupError(form.draft["known"]["id"])
        text = outages.known(ctx, outage, topic(ctx, form.draft["topic"]))
        tell = ctx.button("button-outage-tell", answer(form, TELL), Style.PRIMARY)
        thanks = ctx.button("button-understood", answer(form, THANKS))
        anyway = ctx.button("button-file-anyway", answer(form, FILE))
        return Message(text, rows([[tell], [thanks], [anyway]]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        draft = form.draft
        if value not in {THANKS, TELL, FILE}:
            raise Again(await add_words(ctx, draft, "choose-below"))
        known = draft["known"]["id"]
        outage = await ctx.desk.outage(known)
        if outage is None or outage.ended_at is not None:
            draft["known"]["id"] = 0
            await ctx.say("outage-over-meanwhile")
            return
        await ctx.desk.consulted(draft["topic"])
        if value == TELL:
            await ctx.desk.wait_for(known, ctx.resident_id)
        draft[self.name] = value


def enough(draft: Draft) -> bool:
    """To know of it was enough: nothing is filed."""
    return draft.get("outage") in {THANKS, TELL}


async def finish(ctx: Context, form: Form) -> None:
    """What comes next, if anything."""
    await ctx.say("outage-will-tell" if form.draft["outage"] == TELL else "consultation-over")
