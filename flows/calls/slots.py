"""Who calls: the first questions of an intake that an operator fills in."""

from __future__ import annotations

from typing import ClassVar

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.events import Text
from flows.form import Again, Draft, Slot
from flows.messages import Message
from flows.reading.phones import parse
from flows.words import name_in


class CallerSlot(Slot):
    """The caller's record, found or made by their number; all that follows is on their behalf."""

    name = "caller"
    drops: ClassVar[tuple[str, ...]] = ("phone", "verified", "caller_name")

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return bool(draft.get("by_phone"))

    async def ask(self, ctx: Context, form: Form) -> Message:
        del form
        return Message(ctx.text("ask-caller"), placeholder=ctx.text("hint-phone"))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        body = ctx.event.body
        words = value or (body.text if isinstance(body, Text) else "")
        number = parse(words, ctx.city.area_code)
        if number is None:
            raise Again("phone-wrong")
        await known_by(ctx, form.draft, number)


async def known_by(ctx: Context, draft: Draft, number: str) -> None:
    """Whose number (E.164) it is, in the draft and for the rest of the step."""
    caller = await ctx.desk.caller(number)
    ctx.behalf = caller.id
    draft |= {"caller": caller.id, "phone": number, "verified": caller.phone_verified}
    if caller.name:
        draft["caller_name"] = caller.name


class CallerNameSlot(Slot):
    """How the executor is to call them; may be skipped."""

    name = "caller_name"

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return bool(draft.get("by_phone"))

    async def ask(self, ctx: Context, form: Form) -> Message:
        skip = ctx.button("button-skip", answer(form, "skip"))
        return Message(ctx.text("ask-caller-name"), rows([[skip]]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        body = ctx.event.body
        name = name_in(body.text) if isinstance(body, Text) else ""
        if value != "skip" and not name:
            raise Again("choose-below")
        form.draft[self.name] = "" if value == "skip" else name
