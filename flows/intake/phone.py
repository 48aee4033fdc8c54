"""The number to call back, and why it is asked for."""

from __future__ import annotations

from typing import ClassVar

from flows.context import Context, answer, ask_contact, rows
from flows.conversation import Form
from flows.events import Contact, Text
from flows.form import Again, Draft, Slot
from flows.intake.words import add_words
from flows.messages import Choice, Message, Style
from flows.reading.phones import looks_like_phone, masked, of_contact, parse
from flows.words import yes_or_no


class PhoneSlot(Slot):
    """The number in E.164; ``verified`` only where the channel proves whose it is."""

    name = "phone"
    drops: ClassVar[tuple[str, ...]] = ("verified",)

    def applies(self, ctx: Context, draft: Draft) -> bool:
        """A caller's number is the first thing that was asked."""
        del ctx
        return not draft.get("by_phone")

    async def ask(self, ctx: Context, form: Form) -> Message:
        resident = await ctx.desk.resident(ctx.resident_id)
        if resident.phone and not form.draft.get("other_phone"):
            label = ctx.text("button-known-phone", phone=masked(resident.phone))
            known = Choice(label, answer(form, "known"), Style.PRIMARY)
            other = ctx.button("button-other-phone", answer(form, "other"))
            return Message(ctx.text("ask-known-phone"), rows([[known], [other]]))
        first = resident.consented_at is None
        more = [ctx.button("button-privacy", answer(form, "privacy"))] if first else []
        text = ctx.text("ask-phone-first" if first else "ask-phone")
        return ask_contact(text, [more], ctx.text("button-phone"), ctx.text("hint-phone"))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        resident = await ctx.desk.resident(ctx.resident_id)
        draft, body = form.draft, ctx.event.body
        agreed = not (value or draft.get("other_phone")) and yes_or_no(ctx) == "yes"
        if resident.phone and (value == "known" or agreed):
            draft["phone"], draft["verified"] = resident.phone, resident.phone_verified
        elif value == "other":
            draft["other_phone"] = True
            raise Again
        elif value == "privacy":
            raise Again("privacy")
        elif isinstance(body, Contact):
            take_contact(ctx, draft, body)
        elif isinstance(body, Text) and (number := parse(body.text, ctx.city.area_code)):
            draft["phone"], draft["verified"] = (
                number,
                number == resident.phone and (resident.phone_verified),
            )
        elif isinstance(body, Text) and looks_like_phone(body.text):
            raise Again("phone-wrong")
        else:
            raise Again(await add_words(ctx, draft, "phone-not-understood"))


def take_contact(ctx: Context, draft: Draft, contact: Contact) -> None:
    """The sender's own number. Raises :class:`Again` for somebody else's, or for none."""
    if not contact.own:
        raise Again("phone-not-yours")
    number = of_contact(contact.phone, ctx.city.area_code)
    if number is None:
        raise Again("phone-wrong")
    draft["phone"], draft["verified"] = number, True
