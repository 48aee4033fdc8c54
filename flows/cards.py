"""A request on one card: for the resident who filed it, and for staff."""

from __future__ import annotations

from typing import Final

from flows import closing
from flows.adding import may_appeal
from flows.context import Context, pairs, rows
from flows.domain import OPEN, Entry, Remark, ServiceRequest, Staff, Status
from flows.lifecycle import By
from flows.messages import Choice, Message, Style
from flows.phones import masked
from flows.staff.slots import possible
from flows.words import department, due, moment, place, shortened, status, tidy, topic

HISTORY_SHOWN: Final = 12
STYLES: Final = {"take": Style.PRIMARY, "done": Style.SUCCESS, "reject": Style.DANGER}


def tap(number: int, verb: str) -> str:
    """The data of a button that does something to a request."""
    return f"r:{number}:{verb}"


async def own(ctx: Context, request: ServiceRequest) -> Message:
    """The resident's card: where it stands, its history, and what they can do."""
    number = request.number
    until = due(ctx, request, year=True) if request.status in OPEN else ""
    text = ctx.text(
        "card",
        number=str(number),
        topic=topic(ctx, request.service),
        status=status(ctx, request.status),
        place=place(ctx, request.place),
        due=ctx.text("card-due", due=until) if until else "",
        executor=department(ctx, request.department),
        what=request.text,
    )
    lines = [await _line(ctx, e, staff=False) for e in await ctx.desk.history(number)]
    story = [line for line in lines if line][-HISTORY_SHOWN:]
    buttons = own_buttons(ctx, request)
    files = [f.id for f in await ctx.desk.files_of(number)]
    return Message(
        "\n".join([tidy(text), "", ctx.text("card-history"), *story]),
        rows(buttons),
        media=tuple(files),
        request=number,
    )


def own_buttons(ctx: Context, request: ServiceRequest) -> list[list[Choice]]:
    """What the resident can do with it now."""
    number, open_now = request.number, request.status in OPEN
    buttons = []
    if request.status is Status.DONE:
        buttons.append([ctx.button("button-resolved", tap(number, "yes"), Style.SUCCESS)])
    if closing.may_object(ctx, request):
        buttons.append([ctx.button("button-not-resolved", tap(number, "no"), Style.DANGER)])
    if may_appeal(request):
        buttons.append([ctx.button("button-appeal", tap(number, "appeal"))])
    if open_now:
        buttons.append(
            [
                ctx.button("button-comment", tap(number, "comment")),
                ctx.button("button-cancel-request", tap(number, "cancel")),
            ]
        )
    return buttons


async def short(
    ctx: Context, staff: Staff, request: ServiceRequest, lead: str, *, replaces: str = ""
) -> Message:
    """The card in a few lines under ``lead``, with the buttons that this role may press."""
    urgent = ctx.text("card-urgent") if request.urgent else ""
    body = ctx.text(
        "staff-card-short",
        number=str(request.number),
        topic=topic(ctx, request.service),
        status=status(ctx, request.status),
        place=place(ctx, request.place),
        due=due(ctx, request),
        what=shortened(request.text, 300),
        executor=await _executor(ctx, request),
    )
    text = tidy(f"{lead}\n{urgent}\n{body}")
    return Message(
        text, rows(staff_buttons(ctx, staff, request)), request=request.number, replaces=replaces
    )


async def full(ctx: Context, staff: Staff, request: ServiceRequest) -> list[Message]:
    """Everything that staff may see of a request: card, history, files and the point."""
    number = request.number
    text = ctx.text(
        "staff-card",
        number=str(number),
        topic=topic(ctx, request.service),
        status=status(ctx, request.status),
        place=place(ctx, request.place),
        due=due(ctx, request, year=True),
        created=moment(ctx, request.created_at),
        executor=await _executor(ctx, request),
        phone=masked(request.phone) if request.phone else ctx.text("phone-none"),
        reworks=request.reworks,
        what=request.text,
    )
    urgent = ctx.text("card-urgent") if request.urgent else ""
    told = await _told(ctx, number)
    lines = [await _line(ctx, e, staff=True) for e in await ctx.desk.history(number)]
    files = tuple(f.id for f in await ctx.desk.files_of(number))
    where = request.place
    point = (where.lat, where.lon) if where.lat is not None and where.lon is not None else None
    text = tidy("\n".join([urgent, text, told, ctx.text("card-history"), *lines[-HISTORY_SHOWN:]]))
    buttons = rows(staff_buttons(ctx, staff, request, whole=True))
    return [Message(text, buttons, media=files, point=point, request=number)]


async def _told(ctx: Context, number: int) -> str:
    """What became of the latest message to the resident, where their messenger tells."""
    receipt = await ctx.desk.receipt(number)
    if receipt is None:
        return ""
    for key in ("seen", "failed", "delivered"):
        at = getattr(receipt, f"{key}_at")
        if at is not None:
            return ctx.text(f"staff-receipt-{key}", at=moment(ctx, at))
    return ""


def staff_buttons(
    ctx: Context, staff: Staff, request: ServiceRequest, *, whole: bool = False
) -> list[list[Choice]]:
    """Buttons of the verbs that are legal now, then the rest of the desk."""
    number = request.number
    names = possible(request, staff)
    if request.status in OPEN:
        names = [*names, "reply"]
    if whole:
        names = [*names, *(["deadline"] if request.status in OPEN else []), "note", "phone", "why"]
    else:
        names = [*(n for n in names if n in _FIRST), "show"]
    buttons = [
        ctx.button(f"button-staff-{n}", tap(number, n), STYLES.get(n, Style.NORMAL)) for n in names
    ]
    return pairs(buttons)


_FIRST: Final = {"take", "ask", "done", "assign", "reply", "reject"}


async def _executor(ctx: Context, request: ServiceRequest) -> str:
    name = department(ctx, request.department)
    holder = await ctx.desk.staff(request.assignee) if request.assignee else None
    return f"{name} ({holder.name})" if holder else name


async def _line(ctx: Context, entry: Entry, *, staff: bool) -> str:
    """One line of history. Notes and names of staff are never shown to a resident."""
    if not staff and entry.verb in {Remark.NOTE, Remark.UNREACHABLE}:
        return ""
    key = f"history-{entry.verb.replace('_', '-')}"
    what = ctx.text(key)
    who = ""
    if staff and entry.by == By.STAFF and entry.actor is not None:
        member = await ctx.desk.staff(entry.actor)
        who = f" ({member.name})" if member else ""
    words = f": «{shortened(entry.text, 300)}»" if entry.text else ""
    files = ctx.text("history-files", count=len(entry.attachments)) if entry.attachments else ""
    return f"{moment(ctx, entry.at)} — {what}{who}{words}{files}"
