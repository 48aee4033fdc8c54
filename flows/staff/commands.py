"""Staff commands and buttons, from the work group or in private."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from flows import access, forms
from flows.broadcasts import form as announcing
from flows.calls import commands as calls
from flows.context import Context
from flows.domain import Staff
from flows.form import Draft, said
from flows.reports import commands as reporting
from flows.reports import review
from flows.staff import (
    absences,
    actions,
    audit,
    chats,
    departments,
    dialog,
    duty,
    joining,
    lists,
    outages,
    parse,
    people,
    routes,
    search,
    templates,
    trail,
    undoing,
)
from flows.staff.slots import NEEDS, seen
from flows.telling import digest


async def give(ctx: Context, staff: Staff, command: str, args: str) -> None:
    """One command with whatever was typed after it."""
    if not access.may(staff, command):
        await _refuse(ctx, staff, command)
    elif command in NEEDS:
        await _order(ctx, command, args)
    else:
        async with trail.noted(ctx, staff, command):
            await OTHERS[command](ctx, staff, args)


async def _refuse(ctx: Context, staff: Staff, command: str) -> None:
    await trail.note(ctx, staff, command, done=False)
    await ctx.say("staff-not-allowed", role=ctx.text(f"role-{staff.role.value}"))


async def opendata(ctx: Context, staff: Staff, args: str) -> None:
    """``/opendata [період]``: first the words are looked over, then the file is made."""
    period = await reporting.for_a_file(ctx, "opendata", args)
    if period is None:
        return
    draft = review.begun(ctx, period)
    if await review.turn(ctx, draft):
        ctx.conversation.forms = [f for f in ctx.conversation.forms if f.kind != review.KIND]
        ctx.conversation.open(review.KIND, draft)
        await forms.ask(ctx)
    else:
        await reporting.order(ctx, staff, "opendata", period)


async def _broadcast(ctx: Context, staff: Staff, args: str) -> None:
    del staff
    if ctx.conversation.group:
        await ctx.say("join-private")
        return
    announcing.begin(ctx, args)
    await forms.ask(ctx)


async def _outage(ctx: Context, staff: Staff, args: str) -> None:
    del staff
    if await outages.start(ctx, args) is not None:
        await forms.ask(ctx)


OTHERS: Final[dict[str, Callable[[Context, Staff, str], Awaitable[None]]]] = {
    "queue": lists.queue,
    "my": lists.held,
    "find": search.find,
    "invite": joining.invite,
    "staff": people.staff_command,
    "remove": people.remove,
    "duty": duty.duty,
    "away": absences.away,
    "digest": digest.switch,
    "stats": reporting.stats,
    "export": reporting.export,
    "opendata": opendata,
    "call": calls.call,
    "undo": undoing.undo,
    "templates": templates.templates,
    "route": routes.route,
    "broadcast": _broadcast,
    "audit": audit.audit,
    "chat": chats.chat,
    "department": departments.department,
    "outage": _outage,
}
"""Commands that are about no single request."""

BUTTONS: Final = frozenset({*NEEDS, "undo"})
"""Commands that stand as buttons on a card."""


async def _order(ctx: Context, command: str, args: str) -> None:
    missing = await dialog.start(ctx, command, args)
    if missing is None:
        return
    if ctx.conversation.group:
        await ctx.tell(missing)
        return
    await forms.ask(ctx, missing.text)


async def tapped(ctx: Context, staff: Staff, number: int, verb: str) -> None:
    """A button of a card: the command with its number."""
    if verb in NEEDS and access.may(staff, verb):
        if ctx.conversation.group and len(NEEDS[verb]) > 1:
            await ctx.say("staff-reply-with-text", command=verb, number=str(number))
            return
        await _order(ctx, verb, str(number))
    elif verb in BUTTONS:
        await give(ctx, staff, verb, str(number))
    elif verb in NEEDS:
        await _refuse(ctx, staff, verb)
    else:
        await ctx.say("stale-button")


async def replied(ctx: Context, staff: Staff, number: int) -> None:
    """A reply to a card, or to a resident's message: it goes to the resident."""
    text, files, _ = await said(ctx)
    request = await seen(ctx, number)
    if not text and not files:
        await ctx.say("staff-reply-empty")
        return
    draft: Draft = {
        "command": "reply",
        "request": request.number,
        "text": {"text": text, "files": files, "ready": True},
    }
    await actions.run(ctx, staff, draft)


async def wrote(ctx: Context, staff: Staff) -> bool:
    """A number alone opens the card. Tells whether the text was understood."""
    text, _, _ = await said(ctx)
    found = parse.number(text)
    if found is None or found[1]:
        return False
    await give(ctx, staff, "show", text)
    return True
