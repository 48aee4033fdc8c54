"""Taking consent back, and erasing everything: asked twice, said plainly, done at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.domain import Resident
from flows.form import Again, Draft, Slot, Spec
from flows.messages import Message, Style
from flows.residents import following
from flows.words import yes_or_no

ERASE: Final = "erase"
WITHDRAW: Final = "withdraw"
AT_ONCE: Final = 50
"""Open requests read at a time."""


class OpenSlot(Slot):
    """What becomes of open requests: withdrawn at once, or kept until they end."""

    name = "open"

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return bool(draft.get("total"))

    async def ask(self, ctx: Context, form: Form) -> Message:
        keep = ctx.button("button-erase-keep", answer(form, "keep"))
        stop = ctx.button("button-erase-stop", answer(form, "stop"), Style.DANGER)
        days = ctx.city.periods.objection.days
        text = ctx.text("ask-erase-open", total=form.draft["total"], objection=days)
        return Message(text, rows([[keep], [stop]]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        if value not in {"keep", "stop"}:
            raise Again("choose-below")
        form.draft["open"] = value


class SureSlot(Slot):
    """The last word before it is done."""

    name = "sure"

    def __init__(self, question: str, yes: str) -> None:
        self._question = question
        self._yes = yes

    async def ask(self, ctx: Context, form: Form) -> Message:
        yes = ctx.button(self._yes, answer(form, "yes"), Style.DANGER)
        return Message(ctx.text(self._question), rows([[yes]]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        if value != "yes" and (value or yes_or_no(ctx) != "yes"):
            raise Again("choose-below")
        form.draft[self.name] = True


ERASE_SPEC: Final = Spec(
    ERASE,
    (OpenSlot(), SureSlot("ask-erase", "button-erase-yes")),
    cancel="erase-cancelled",
)
WITHDRAW_SPEC: Final = Spec(
    WITHDRAW, (SureSlot("ask-withdraw", "button-withdraw-yes"),), cancel="erase-cancelled"
)


def _unknown(resident: Resident) -> Resident:
    return replace(resident, name="", phone="", phone_verified=False, consented_at=None)


async def withdraw(ctx: Context, form: Form) -> None:
    """No consent, no number, no name; requests that were filed are finished."""
    del form
    resident = await ctx.desk.resident(ctx.resident_id)
    await ctx.desk.save_resident(_unknown(resident))
    _forget_conversation(ctx)
    await ctx.say("withdrawn", choices=[[ctx.button("button-data", "m:data")]])


async def erase(ctx: Context, form: Form) -> None:
    """Everything goes; open requests as they were told."""
    keep = form.draft.get("open") == "keep"
    if not keep:
        await _stop_all(ctx)
    resident = await ctx.desk.resident(ctx.resident_id)
    await ctx.desk.save_resident(_unknown(resident))
    await ctx.desk.erase(resident.id, keep_open=keep)
    _forget_conversation(ctx)
    await ctx.say(
        "erased-but-open" if keep else "erased", choices=[[ctx.button("button-new", "m:new")]]
    )


async def _stop_all(ctx: Context) -> None:
    while True:
        page = await ctx.desk.requests_of(ctx.resident_id, limit=AT_ONCE, only_open=True)
        for request in page.rows:
            await following.withdraw(ctx, request, forget=True)
        if page.total <= len(page.rows):
            return


def _forget_conversation(ctx: Context) -> None:
    """Drafts hold words and numbers; labels of buttons may."""
    ctx.conversation.forms = []
    ctx.conversation.offers = []
