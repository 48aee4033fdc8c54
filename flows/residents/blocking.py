"""Residents who may file nothing for a while: what is refused, how it is said, how they object.

Refused is what asks for work: a new request, and words added to one. Everything else goes on:
a danger is answered with the number to call, requests are read, news comes, questions of staff
and «Проблему вирішено?» are answered. Who takes a call may file for anybody.
"""

from __future__ import annotations

from typing import Final

from flows import access
from flows.context import Context
from flows.conversation import Form
from flows.desk.blocks import Block
from flows.events import Media, Notice, Text
from flows.form import Again, Slot, Spec
from flows.messages import Choice, Message, Style
from flows.reading.phones import masked
from flows.residents.dangers import warning
from flows.words import day, numbers, shortened

OBJECTION: Final = "objection"
FILING: Final = frozenset({"intake", "comment", "sort"})
"""Kinds of forms that end in something filed; a block takes them back."""


class BlockedError(Exception):
    """They may file nothing now."""

    def __init__(self, block: Block) -> None:
        super().__init__(block.resident)
        self.block = block


async def admit(ctx: Context) -> None:
    """Raises :class:`BlockedError` if the resident of this conversation may file nothing now."""
    resident = ctx.conversation.resident
    if resident is None or ctx.staff is not None:
        return
    block = await ctx.desk.block_of(resident)
    if block is not None:
        raise BlockedError(block)


async def explain(ctx: Context, block: Block) -> None:
    """Why this was not taken, until when, and how to object; a danger to life comes first."""
    body = ctx.event.body
    words = body.text if isinstance(body, Text) else body.caption if isinstance(body, Media) else ""
    if words and (danger := ctx.city.understand(words).danger) is not None:
        await ctx.tell(Message(warning(ctx, danger)))
    await _tell(ctx, "blocked", block)


async def _tell(ctx: Context, key: str, block: Block) -> None:
    text = ctx.text(
        key, until=day(ctx, block.until, year=True), reason=block.reason, phones=numbers(ctx.city)
    )
    if block.objection:
        said = ctx.text("objection-sent-before")
        if block.answer:
            said = ctx.text("objection-answered-before", answer=block.answer)
        await ctx.tell(Message(f"{text}\n\n{said}", ((ctx.button("button-my", "m:my"),),)))
        return
    await ctx.tell(
        Message(text, ((ctx.button("button-object", "m:object"), ctx.button("button-my", "m:my")),))
    )


async def told(ctx: Context, notice: Notice) -> None:
    """To each chat of somebody who was blocked; what they were about to file is taken back."""
    del notice
    block = await ctx.desk.block_of(ctx.conversation.resident or 0)
    if block is None:
        return
    talk = ctx.conversation
    talk.forms = [form for form in talk.forms if form.kind not in FILING]
    if talk.reachable:
        await _tell(ctx, "blocked-now", block)


async def lifted(ctx: Context, notice: Notice) -> None:
    """The term was ended early."""
    del notice
    if await ctx.desk.block_of(ctx.conversation.resident or 0) is None:
        await ctx.say("unblocked-now", choices=[[ctx.button("button-new", "m:new", Style.PRIMARY)]])


# -- an objection ------------------------------------------------------------------------------


class ObjectionSlot(Slot):
    """Why the block is wrong: one message, in words."""

    name = "objection"

    async def ask(self, ctx: Context, form: Form) -> Message:
        del form
        return Message(ctx.text("ask-objection"))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        body = ctx.event.body
        said = body.text if isinstance(body, Text) else ""
        said = body.caption if isinstance(body, Media) else said
        if value or not said.strip():
            raise Again("objection-in-words")
        form.draft["objection"] = said.strip()


OBJECTION_SPEC: Final = Spec(OBJECTION, (ObjectionSlot(),), quits="button-later")


async def may_object(ctx: Context) -> bool:
    """Open the question for an objection, if there is something to object to; once for a block."""
    block = await ctx.desk.block_of(ctx.conversation.resident or 0)
    if block is None:
        await ctx.say("not-blocked")
        return False
    if block.objection:
        await _tell(ctx, "blocked", block)
        return False
    talk = ctx.conversation
    talk.forms = [form for form in talk.forms if form.kind != OBJECTION]
    talk.open(OBJECTION)
    return True


async def finish_objection(ctx: Context, form: Form) -> None:
    """The objection goes to those who can lift the block."""
    resident = ctx.conversation.resident or 0
    block = await ctx.desk.block_of(resident)
    if block is None:
        await ctx.say("not-blocked")
        return
    if not block.objection:
        await ctx.desk.object_to_block(resident, form.draft["objection"])
        await _call_supervisors(ctx, block)
    await ctx.say("objection-sent", until=day(ctx, block.until, year=True))


async def _call_supervisors(ctx: Context, block: Block) -> None:
    for member in await ctx.desk.supervisors():
        addresses = await ctx.desk.addresses(staff=member.id)
        if addresses:
            key = f"objected:{ctx.event.channel}:{ctx.event.id}:{member.id}"
            data = {"resident": str(block.resident)}
            await ctx.desk.post(key, addresses[0], Notice("objected", data=data))


async def objected(ctx: Context, notice: Notice) -> None:
    """A coordinator reads the objection, with a button to lift the block."""
    block = await ctx.desk.block_of(int(notice.data["resident"]))
    if block is None or ctx.staff is None or not access.may(ctx.staff, "unblock"):
        return
    text = ctx.text(
        "staff-objection",
        who=await described(ctx, block),
        until=day(ctx, block.until, year=True),
        reason=shortened(block.reason, 300),
        words=block.objection,
    )
    show = ctx.button("button-staff-show", f"r:{block.request}:show")
    keep = ctx.button("button-uphold", f"r:{block.request}:uphold")
    await ctx.tell(Message(text, ((lift_button(ctx, block),), (keep, show)), request=block.request))


def lift_button(ctx: Context, block: Block) -> Choice:
    """[Зняти обмеження], with the number by which it was set."""
    return ctx.button_with(
        "button-unblock", f"r:{block.request}:unblock", number=str(block.request)
    )


async def described(ctx: Context, block: Block) -> str:
    """«Олена, +380 ** *** ** 67, заявка № 1057»; in a group the request alone."""
    resident = await ctx.desk.resident(block.resident)
    if ctx.conversation.group:
        return ctx.text("by-request", number=str(block.request))
    phone = masked(resident.phone) if resident.phone else ""
    number = ctx.text("by-request", number=str(block.request))
    return ", ".join(part for part in (resident.name, phone, number) if part)


async def begin(ctx: Context, block: Block) -> None:
    """Let it hold, and tell every chat of theirs."""
    await ctx.desk.set_block(block)
    for to in await ctx.desk.addresses(resident=block.resident):
        key = f"blocked:{ctx.event.channel}:{ctx.event.id}:{to.conversation}"
        await ctx.desk.post(key, to, Notice("blocked"))


async def uphold(ctx: Context, block: Block, answer: str) -> None:
    """Let it stay after their objection, and tell them why."""
    await ctx.desk.answer_objection(block.resident, answer)
    for to in (await ctx.desk.addresses(resident=block.resident))[:1]:
        key = f"upheld:{ctx.event.channel}:{ctx.event.id}:{to.conversation}"
        await ctx.desk.post(key, to, Notice("upheld"))


async def upheld(ctx: Context, notice: Notice) -> None:
    """Their objection was read, and until when the block lasts nevertheless."""
    del notice
    block = await ctx.desk.block_of(ctx.conversation.resident or 0)
    if block is None or not block.answer:
        return
    until = day(ctx, block.until, year=True)
    await ctx.say("block-upheld", until=until, answer=block.answer, phones=numbers(ctx.city))


async def lift(ctx: Context, block: Block) -> None:
    """End it before its term, and tell them."""
    await ctx.desk.lift_block(block.resident)
    for to in (await ctx.desk.addresses(resident=block.resident))[:1]:
        key = f"unblocked:{ctx.event.channel}:{ctx.event.id}:{to.conversation}"
        await ctx.desk.post(key, to, Notice("unblocked"))
