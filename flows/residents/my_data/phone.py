"""Another number to call back, or none."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flows.context import Context, answer, ask_contact
from flows.conversation import Form
from flows.events import Contact, Text
from flows.form import Again, Slot, Spec
from flows.intake.phone import take_contact
from flows.messages import Message
from flows.reading.phones import looks_like_phone, masked, parse, spaced
from flows.residents import linking

KIND: Final = "phone"


class OwnPhoneSlot(Slot):
    """The number in E.164, or nothing when it is to be forgotten."""

    name = "phone"

    async def ask(self, ctx: Context, form: Form) -> Message:
        resident = await ctx.desk.resident(ctx.resident_id)
        forget = [ctx.button("button-phone-forget", answer(form, "forget"))]
        choices = [forget] if resident.phone else []
        label, hint = ctx.text("button-phone"), ctx.text("hint-phone")
        return ask_contact(ctx.text("ask-own-phone"), choices, label, hint)

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        body, draft = ctx.event.body, form.draft
        if value == "forget":
            draft["phone"] = ""
        elif isinstance(body, Contact):
            take_contact(ctx, draft, body)
        elif isinstance(body, Text) and (number := parse(body.text, ctx.city.area_code)):
            draft["phone"] = number
        elif isinstance(body, Text) and looks_like_phone(body.text):
            raise Again("phone-wrong")
        else:
            raise Again("phone-not-understood")


SPEC: Final = Spec(KIND, (OwnPhoneSlot(),))


async def finish(ctx: Context, form: Form) -> None:
    """Remember it for the next request; those that were filed keep their own."""
    phone, joined = form.draft["phone"], False
    if phone and form.draft.get("verified"):
        joined = await linking.proved(ctx, phone)
    else:
        resident = await ctx.desk.resident(ctx.resident_id)
        await ctx.desk.save_resident(replace(resident, phone=phone, phone_verified=False))
    button = [[ctx.button("button-data", "m:data")]]
    if joined:
        await ctx.say("phone-joined", phone=masked(phone), choices=button)
    elif phone:
        await ctx.say("own-phone-saved", phone=spaced(phone), choices=button)
    else:
        await ctx.say("own-phone-forgotten", choices=button)
