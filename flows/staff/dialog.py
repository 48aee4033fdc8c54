"""A staff command as a form: what was typed fills its slots, what is missing is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flows.context import Context
from flows.conversation import Form
from flows.life.requests import NotFoundError
from flows.messages import Message
from flows.staff import actions, blocks, correcting, duplicates, receivers, report, slots
from flows.staff.arguments import ArgumentSlot, Asking, Unclear, offer, rest_of

KIND: Final = "staff"

SPEC: Final = Asking(
    KIND,
    (
        slots.CommandSlot(),
        slots.RequestSlot(),
        blocks.WhomSlot(),
        slots.StatusSlot(),
        receivers.ExecutorSlot(),
        receivers.AuthoritySlot(),
        correcting.ServiceSlot(),
        correcting.AddressSlot(),
        correcting.DistrictSlot(),
        correcting.UrgencySlot(),
        duplicates.DuplicateSlot(),
        slots.DaySlot(),
        slots.UntilSlot(),
        blocks.TermSlot(),
        report.TextSlot(),
    ),
)


async def start(ctx: Context, command: str, args: str) -> Message | None:
    """Run the command if nothing is missing; otherwise open its form.

    Returned is a hint about the argument that was not understood. In a group nothing is
    asked: the hint is the answer.
    """
    form = Form(0, KIND, {"command": command})
    hint = await _fill(ctx, form, args)
    if SPEC.current(ctx, form.draft) is None:
        await finish(ctx, form)
        return None
    if ctx.conversation.group:
        return hint or Message(ctx.text("staff-usage", command=command))
    _give_way(ctx, form)
    ctx.conversation.open(KIND, form.draft)
    return hint or Message("")


def misspelt(ctx: Context, commands: Sequence[str], args: str) -> None:
    """Open a form that asks which of these commands was meant, with what was written after it."""
    ctx.conversation.open(KIND, {"meant": [*commands], "said": args})


def _give_way(ctx: Context, form: Form) -> None:
    """The same command given again begins anew."""
    command, about = form.draft["command"], {None, form.draft.get("request")}
    ctx.conversation.forms = [
        f
        for f in ctx.conversation.forms
        if f.kind != KIND
        or f.draft.get("command") != command
        or f.draft.get("request") not in about
    ]


async def _fill(ctx: Context, form: Form, args: str) -> Message | None:
    """Read slot after slot from the arguments, as far as they can be understood."""
    draft, rest = form.draft, args
    while True:
        slot = SPEC.current(ctx, draft)
        if slot is None:
            return None
        if isinstance(slot, report.TextSlot):
            await _fill_text(ctx, form, rest)
            return None
        if not rest or not isinstance(slot, ArgumentSlot):
            return None
        try:
            left = await slot.read(ctx, draft, rest)
        except NotFoundError as unknown:
            return Message(ctx.text("request-not-found", number=str(unknown.number)))
        except Unclear as unclear:
            return Message(ctx.text("staff-meant", names=offer(draft, unclear)))
        if left is None:
            return Message(ctx.text(slot.hint(rest)))
        rest = left


async def _fill_text(ctx: Context, form: Form, rest: str) -> None:
    files = await ctx.files()
    if rest or files:
        form.draft["text"] = {"text": rest, "files": files, "ready": bool(rest)}


async def read_on(ctx: Context, form: Form) -> str:
    """What an answer said beyond its question fills the next ones; a hint where it does not."""
    rest = rest_of(form.draft)
    hint = await _fill(ctx, form, rest) if rest else None
    return hint.text if hint else ""


async def finish(ctx: Context, form: Form) -> None:
    """Everything is known: do it."""
    if ctx.staff is None:
        await ctx.say("staff-no-longer")
        return
    await actions.run(ctx, ctx.staff, form.draft)
