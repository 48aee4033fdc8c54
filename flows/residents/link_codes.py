"""``/link``: a one-time code from one chat, typed in another, makes both one person's.

The code gives whoever types it what the other chat may see, so it is short-lived, single, and
confirmed: nobody becomes one with a stranger because of a link that they were sent.
"""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Final

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.desk.linking import LinkCode, Whose
from flows.events import Text
from flows.form import Again, Draft, Slot, Spec
from flows.messages import Ask, Message, Style
from flows.residents import linking
from flows.staff.invitations import SHORT, dashed, hash_code, looks_like_code, new_code
from flows.words import yes_or_no

KIND: Final = "link"
HAVE: Final = "code"
"""The argument that stands for «I have a code»."""
VALID: Final = timedelta(minutes=15)
TRIES: Final = 5
"""Wrong codes of one chat within :data:`TRIES_COUNT_FOR`, after which it has to wait."""
TRIES_COUNT_FOR: Final = timedelta(hours=1)


async def offer(ctx: Context) -> None:
    """A new code of this chat, and what to do with it."""
    code = new_code(SHORT)
    whose = Whose.STAFF if ctx.staff else Whose.RESIDENT
    await ctx.desk.offer_link(hash_code(code), whose, ctx.now + VALID)
    minutes = int(VALID.total_seconds()) // 60
    text = ctx.text(f"link-code-{whose.value}", code=dashed(code), minutes=minutes)
    message = Message(text, rows([[ctx.button("button-have-code", f"m:link:{HAVE}")]]))
    if ctx.staff is None and ctx.desk.manners(ctx.conversation).proves_phone:
        resident = await ctx.desk.resident(ctx.resident_id)
        if not resident.phone_verified:
            hint = ctx.text("link-by-phone")
            message = Message(
                f"{text}\n\n{hint}", message.choices, Ask.CONTACT, ctx.text("button-phone")
            )
    await ctx.tell(message)


def open_form(ctx: Context) -> Form:
    """The form for a code from elsewhere; one that is open begins anew."""
    ctx.conversation.forms = [f for f in ctx.conversation.forms if f.kind != KIND]
    return ctx.conversation.open(KIND)


class CodeSlot(Slot):
    """``code``: the hash of one that can be used here and now."""

    name = "code"

    async def ask(self, ctx: Context, form: Form) -> Message:
        del form
        return Message(ctx.text("ask-link-code"))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        body = ctx.event.body
        if value or not isinstance(body, Text):
            raise Again("link-code-what")
        await read(ctx, form.draft, body.text.strip().removeprefix("/link"))


async def read(ctx: Context, draft: Draft, typed: str) -> None:
    """Fill the draft with a code. Raises :class:`Again` when it cannot be used, and why."""
    if not looks_like_code(typed, SHORT):
        raise Again("link-code-what")
    if await ctx.desk.wrong_codes(ctx.now - TRIES_COUNT_FOR) >= TRIES:
        raise Again("link-code-too-often")
    found = await ctx.desk.link_code(hash_code(typed))
    if found is None:
        await ctx.desk.wrong_code()
        raise Again("link-code-refused")
    if why := await _not_here(ctx, found):
        raise Again(why)
    draft |= {
        "code": hash_code(typed),
        "whose": found.whose.value,
        "channel": found.made_in.channel,
    }


async def _not_here(ctx: Context, code: LinkCode) -> str:
    """Why a good code changes nothing in this chat; empty when it does."""
    if code.made_in.conversation == ctx.conversation.id:
        return "link-code-same-chat"
    if code.whose is Whose.STAFF:
        owner = await ctx.desk.staff(code.staff) if code.staff else None
        if owner is None or not owner.active:
            return "link-code-refused"
        if ctx.staff is not None:
            return "link-already" if ctx.staff.id == owner.id else "link-staff-other"
    elif code.resident == ctx.conversation.resident:
        return "link-already"
    return ""


class SureSlot(Slot):
    """``sure``: what will be seen where has been read, and agreed to."""

    name = "sure"
    drops: ClassVar[tuple[str, ...]] = ("code",)

    async def ask(self, ctx: Context, form: Form) -> Message:
        text = ctx.text(
            f"ask-link-{form.draft['whose']}", channel=linking.channel(ctx, form.draft["channel"])
        )
        yes = ctx.button("button-link-yes", answer(form, "yes"), Style.PRIMARY)
        return Message(text, rows([[yes]]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        if "yes" not in {value, "" if value else yes_or_no(ctx)}:
            raise Again("choose-below")
        form.draft["sure"] = True


SPEC: Final = Spec(KIND, (CodeSlot(), SureSlot()), cancel="link-cancelled")


async def finish(ctx: Context, form: Form) -> None:
    """Make both chats one person's, if the code is still good."""
    code = form.draft["code"]
    found = await ctx.desk.link_code(code)
    if found is None or await _not_here(ctx, found) or not await ctx.desk.use_link(code):
        await ctx.say("link-code-refused")
        return
    if found.whose is Whose.STAFF:
        await _staff(ctx, found)
        return
    await linking.join(ctx, await ctx.desk.resident(found.resident))
    await ctx.say("linked", choices=[[ctx.button("button-my", "m:my")]])


async def _staff(ctx: Context, code: LinkCode) -> None:
    chats = await ctx.desk.addresses(staff=code.staff or 0)
    ctx.conversation.staff = code.staff
    ctx.staff = await ctx.desk.staff(code.staff or 0)
    await linking.announce(ctx, chats, Whose.STAFF)
    await ctx.say("linked-staff")
