"""A request on one card: for the resident who filed it, and for staff."""

from __future__ import annotations

from typing import Final

from flows.context import Context, pairs, rows
from flows.domain import OPEN, Entry, Remark, ServiceRequest, Staff, Status
from flows.life import stories
from flows.life.lifecycle import By, Verb
from flows.messages import Choice, Message, Style
from flows.reading.phones import masked
from flows.residents import closing, following
from flows.residents.adding import may_appeal
from flows.staff.slots import possible
from flows.words import department, details, due, moment, place, shortened, status, tidy, topic

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
        details=details(ctx.city, request.details),
        due=ctx.text("card-due", due=until) if until else "",
        executor=department(ctx, request.department),
        what=request.text,
    )
    if request.affected > 1:
        text = f"{text}\n{ctx.text('card-others', count=request.affected - 1)}"
    story = stories.of_filer(await ctx.desk.history(number), request.resident)
    return await _told_story(ctx, request, text, story, own_buttons(ctx, request))


async def joined(ctx: Context, request: ServiceRequest) -> Message:
    """The card for one who joined: where it stands, nothing of the one who filed it."""
    number, resident = request.number, ctx.resident_id
    follower = await ctx.desk.follower(number, resident)
    open_now = request.status in OPEN
    text = ctx.text(
        "card-joined",
        number=str(number),
        topic=topic(ctx, request.service),
        status=status(ctx, request.status),
        place=place(ctx, follower.place) if follower else "",
        due=ctx.text("card-due", due=due(ctx, request, year=True)) if open_now else "",
        executor=department(ctx, request.department),
    )
    history = await ctx.desk.history(number)
    story = stories.of_follower(history, resident)
    buttons = []
    if following.may_dissent(ctx, request, history):
        buttons.append([ctx.button("button-not-resolved", tap(number, "dissent"), Style.DANGER)])
    comment = [ctx.button("button-comment", tap(number, "comment"))] if open_now else []
    buttons.append([*comment, ctx.button("button-leave", tap(number, "leave"))])
    return await _told_story(ctx, request, text, story, buttons)


async def _told_story(
    ctx: Context,
    request: ServiceRequest,
    text: str,
    story: list[Entry],
    buttons: list[list[Choice]],
) -> Message:
    """A resident's card: what they may read of the history, with its files and no others."""
    lines = [await line(ctx, entry, staff=False) for entry in story[-HISTORY_SHOWN:]]
    theirs = {file for entry in story for file in entry.attachments}
    files = [f.id for f in await ctx.desk.files_of(request.number) if f.id in theirs]
    return Message(
        "\n".join([tidy(text), "", ctx.text("card-history"), *lines]),
        rows(buttons),
        media=tuple(files),
        request=request.number,
    )


def own_buttons(ctx: Context, request: ServiceRequest) -> list[list[Choice]]:
    """What the resident can do with it now."""
    number, open_now = request.number, request.status in OPEN
    buttons = []
    if request.status is Status.DONE:
        buttons.append([ctx.button("button-resolved", tap(number, "yes"), Style.SUCCESS)])
    if closing.may_object(ctx, request):
        buttons.append([ctx.button("button-not-resolved", tap(number, "no"), Style.DANGER)])
    if request.merged_into is not None:
        kept = request.merged_into
        label = ctx.text("button-request", number=str(kept))
        buttons.append([Choice(label, tap(kept, "card"))])
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
        details=details(ctx.city, request.details),
        due=due(ctx, request),
        what=shortened(request.text, 300),
        executor=await _executor(ctx, request),
    )
    text = tidy(f"{lead}\n{urgent}\n{body}\n{_affected(ctx, request)}")
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
        details=details(ctx.city, request.details),
        due=due(ctx, request, year=True),
        created=moment(ctx, request.created_at),
        executor=await _executor(ctx, request),
        phone=masked(request.phone) if request.phone else ctx.text("phone-none"),
        reworks=request.reworks,
        what=request.text,
    )
    urgent = ctx.text("card-urgent") if request.urgent else ""
    told = await _told(ctx, number)
    lines = [await line(ctx, e, staff=True) for e in await ctx.desk.history(number)]
    files = tuple(f.id for f in await ctx.desk.files_of(number))
    where = request.place
    point = (where.lat, where.lon) if where.lat is not None and where.lon is not None else None
    many = _affected(ctx, request)
    text = tidy(
        "\n".join([urgent, text, many, told, ctx.text("card-history"), *lines[-HISTORY_SHOWN:]])
    )
    buttons = rows(staff_buttons(ctx, staff, request, whole=True))
    return [Message(text, buttons, media=files, point=point, request=number)]


def _affected(ctx: Context, request: ServiceRequest) -> str:
    """How many people have the same trouble, where it is more than one."""
    return ctx.text("card-affected", count=request.affected) if request.affected > 1 else ""


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


BY_TELEPHONE: Final = frozenset(
    {
        Verb.REGISTER,
        Verb.ANSWER,
        Verb.CONFIRM,
        Verb.OBJECT,
        Verb.CANCEL,
        Remark.COMMENT,
        Remark.RATING,
    }
)
"""A resident's own acts: where staff have written them down, they came by telephone."""


async def line(ctx: Context, entry: Entry, *, staff: bool) -> str:
    """One line of history. Names of staff are never shown to a resident."""
    key = f"history-{entry.verb.replace('_', '-')}"
    what = ctx.text(key)
    if entry.by == By.STAFF and entry.verb in BY_TELEPHONE:
        what = ctx.text("history-by-telephone", what=what)
    who = ""
    if staff and entry.by == By.STAFF and entry.actor is not None:
        member = await ctx.desk.staff(entry.actor)
        who = f" ({member.name})" if member else ""
    words = f": «{shortened(entry.text, 300)}»" if entry.text else ""
    files = ctx.text("history-files", count=len(entry.attachments)) if entry.attachments else ""
    return f"{moment(ctx, entry.at)} — {what}{who}{words}{files}"
