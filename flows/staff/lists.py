"""Lists for staff: what waits, and what one holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flows.context import Context, rows
from flows.desk import Filter, Page
from flows.domain import OPEN, Role, ServiceRequest, Staff, Status
from flows.messages import Choice, Message
from flows.residents.my_requests import paging
from flows.staff import finding
from flows.words import district, due, plain, shortened, status, topic

PAGE: Final = 8
WAITING_FOR_STAFF: Final = frozenset({Status.REGISTERED, Status.ASSIGNED, Status.IN_PROGRESS})


async def queue(ctx: Context, staff: Staff, args: str, offset: int = 0) -> None:
    """``/queue [район] [тема] [прострочені]``: what waits for this role, urgent first."""
    waiting = Filter(
        statuses=WAITING_FOR_STAFF,
        department=staff.department if staff.role is Role.EXECUTOR else "",
    )
    wanted, unknown = _narrowed(ctx, waiting, args)
    page = await ctx.desk.queue(wanted, limit=PAGE, offset=offset)
    if words := " ".join(args.split()):
        title = ctx.text("queue-title-filtered", total=page.total, filter=words)
    else:
        title = ctx.text("queue-title", total=page.total)
    title += _not_understood(ctx, unknown)
    await _tell(ctx, title, page, f"m:queue:{fitting(args)}", offset, empty="queue-empty")


async def held(ctx: Context, staff: Staff, args: str, offset: int = 0) -> None:
    """``/my [район] [тема] [прострочені]``: what I hold, and what those hold for whom I stand in.

    The first deadline comes first.
    """
    stood_for = (await ctx.desk.roster()).stood_for(staff)
    holders = frozenset({staff.id, *(one.id for one in stood_for)})
    wanted, unknown = _narrowed(ctx, Filter(statuses=OPEN, holders=holders), args)
    page = await ctx.desk.queue(wanted, limit=PAGE, offset=offset)
    if words := " ".join(args.split()):
        title = ctx.text("held-title-filtered", total=page.total, filter=words)
    else:
        title = ctx.text("held-title", total=page.total)
    title += _not_understood(ctx, unknown)
    empty = "held-empty-filtered" if words else "held-empty"
    await _tell(ctx, title, page, f"m:held:{fitting(args)}", offset, empty=empty)


def _not_understood(ctx: Context, unknown: list[str]) -> str:
    return "\n" + ctx.text("queue-not-understood", words=", ".join(unknown)) if unknown else ""


def fitting(args: str) -> str:
    """Arguments as they fit into a button's data, whole words only."""
    kept = ""
    for word in args.replace(":", " ").split():
        if len(f"{kept} {word}".encode()) > _ROOM:
            break
        kept = f"{kept} {word}".strip()
    return kept


_ROOM: Final = 40
"""Bytes of a button's 64 that are left beside the command and the offset."""


def _narrowed(ctx: Context, wanted: Filter, args: str) -> tuple[Filter, list[str]]:
    """``wanted`` of a district, a topic, or overdue ones; and what was not understood."""
    late = tuple(plain(stem) for stem in ctx.text("queue-overdue-words").split(","))
    overdue = [word for word in args.split() if plain(word).startswith(late)]
    if overdue:
        wanted = replace(wanted, overdue_at=ctx.now)
    kept = " ".join(word for word in args.split() if word not in overdue)
    code, words = finding.district(ctx, kept)
    service, unknown = _topic(ctx, words)
    return replace(wanted, district=code, service_prefix=service), unknown


def _topic(ctx: Context, words: str) -> tuple[str, list[str]]:
    """The prefix of codes that ``words`` mean together, or else one of them; and the others."""
    if _service_prefix(ctx, words):
        return _service_prefix(ctx, words), []
    one, _ = finding.services(ctx, words) if words else ("", [])
    if one and ctx.city.catalogue.get(one) is not None:
        return one, []
    found, unknown = "", []
    for word in words.split():
        prefix = _service_prefix(ctx, word)
        found = prefix or found
        if not prefix:
            unknown.append(word)
    return found, unknown


def _service_prefix(ctx: Context, word: str) -> str:
    """A group or service by a distinctive part of its name, as a prefix of codes."""
    wanted = plain(word)
    if len(wanted) < len("дах"):
        return ""
    for group in ctx.city.catalogue.groups:
        if wanted in plain(group.name):
            return f"{group.services[0].code.split('.')[0]}."
    for service in ctx.city.catalogue.services:
        if wanted in plain(service.name) or wanted == plain(service.code):
            return service.code
    return ""


async def _tell(
    ctx: Context, title: str, page: Page, data: str, offset: int, *, empty: str
) -> None:
    if not page.rows:
        await ctx.tell(Message(ctx.text(empty), replaces=ctx.edit))
        return
    lines = [line(ctx, request) for request in page.rows]
    buttons = [Choice(f"№ {r.number}", f"r:{r.number}:show") for r in page.rows]
    quads = [buttons[i : i + 4] for i in range(0, len(buttons), 4)]
    nav = paging(ctx, data, offset, PAGE, page.total)
    await ctx.tell(Message("\n\n".join([title, *lines]), rows([*quads, nav]), replaces=ctx.edit))


def line(ctx: Context, request: ServiceRequest) -> str:
    """A request in a list: number, topic, status, deadline, place."""
    late = request.due_at < ctx.now and request.status in WAITING_FOR_STAFF
    marks = [ctx.text("mark-urgent")] if request.urgent else []
    marks += [ctx.text("mark-overdue")] if late else []
    many = request.affected
    marks += [ctx.text("mark-affected", count=many)] if many > 1 else []
    return ctx.text(
        "queue-line",
        number=str(request.number),
        marks="".join(f"{mark} " for mark in marks),
        topic=topic(ctx, request.service),
        status=status(ctx, request.status),
        due=due(ctx, request),
        place=", ".join(
            part
            for part in (shortened(request.place.text, 50), district(ctx, request.place.district))
            if part
        )
        or ctx.text("place-none"),
    )
