"""A complete intake becomes a request, and its receipt is told."""

from __future__ import annotations

from dataclasses import replace

from city import calendar
from flows.calls import telling
from flows.context import Context, rows
from flows.conversation import Form
from flows.domain import NewRequest, Place, Resident, ServiceRequest
from flows.form import Draft
from flows.intake import near, outage
from flows.intake.details import details_of
from flows.intake.place import PlaceSlot
from flows.intake.review import place_of
from flows.intake.words import description
from flows.life import requests, routing
from flows.life.terms import deadline_of
from flows.messages import Choice, Message
from flows.reading.phones import masked
from flows.residents import blocking, linking, places
from flows.words import department, due, moment


def finished_early(draft: Draft) -> bool:
    """The number to call was enough, or somebody has reported it already."""
    return _consulted(draft) or near.chosen(draft) or outage.enough(draft)


def _consulted(draft: Draft) -> bool:
    """«Дякую, зрозуміло» or «Завершити»."""
    return draft.get("insist") == "no" or draft.get("safe") == "end"


async def finish(ctx: Context, form: Form) -> None:
    """The form is complete: register, join a neighbour, or end the consultation."""
    if not (form.draft.get("by_phone") or _consulted(form.draft)):
        await blocking.admit(ctx)  # the draft may be older than the block
    if near.chosen(form.draft):
        await near.finish(ctx, form)
        return
    if outage.enough(form.draft):
        await outage.finish(ctx, form)
        return
    if _consulted(form.draft):
        await ctx.say("consultation-over", choices=[[ctx.button("button-new", "m:new")]])
        return
    number = form.draft["phone"]
    proved = bool(form.draft.get("verified")) and not form.draft.get("by_phone")
    joined = proved and await linking.proved(ctx, number)
    request = await requests.register(ctx, await _gathered(ctx, form))
    if form.draft.get("by_phone"):
        await telling.tell(ctx, request)
        await ctx.tell(receipt_for_caller(ctx, request))
        return
    await ctx.tell(await receipt(ctx, request))
    if joined:
        await ctx.say("phone-joined", phone=masked(number))


async def _gathered(ctx: Context, form: Form) -> NewRequest:
    draft = form.draft
    service = ctx.city.catalogue.service(draft["topic"])
    promised = deadline_of(ctx, service.code)
    resident = await ctx.desk.resident(ctx.resident_id)
    await ctx.desk.save_resident(_known_now(ctx, resident, draft))
    place = place_of(draft) if PlaceSlot().applies(ctx, draft) else Place()
    routed = await routing.decide(ctx, service.code, place.district)
    return NewRequest(
        key=f"{ctx.conversation.id}:{form.id}",
        resident=ctx.resident_id,
        service=service.code,
        text=description(draft),
        place=place,
        phone=draft["phone"],
        department=routed.department,
        due_at=promised.at,
        due_to_hour=promised.to_the_hour,
        urgent=service.is_emergency,
        attachments=tuple(draft.get("files", ())),
        details=details_of(ctx, draft),
        taken_by=ctx.staff.id if draft.get("by_phone") and ctx.staff else None,
    )


def _known_now(ctx: Context, resident: Resident, draft: Draft) -> Resident:
    sender = ctx.event.sender.name if ctx.event.sender else ""
    name = resident.name or (draft.get("caller_name", "") if draft.get("by_phone") else sender)
    return replace(
        resident,
        name=name,
        phone=draft["phone"],
        phone_verified=bool(draft.get("verified")),
        consented_at=resident.consented_at or ctx.now,
    )


async def receipt(ctx: Context, request: ServiceRequest) -> Message:
    """«Заявку № 1057 зареєстровано»: number, date, who does it, and what comes next."""
    number = str(request.number)
    lines = [
        ctx.text("registered", number=number),
        ctx.text(
            "registered-due-hour" if request.due_to_hour else "registered-due",
            due=due(ctx, request, year=True),
        ),
        ctx.text("registered-executor", executor=department(ctx, request.department)),
        when_seen(ctx, request),
        ctx.text("registered-next"),
    ]
    if link := ctx.desk.return_link(ctx.conversation):
        lines.append(ctx.text("registered-link", link=link))
    copy = Choice(ctx.text("button-copy-number"), copy=number)
    mine = ctx.button("button-my", "m:my")
    offers = await places.worth_keeping(ctx, request)
    keep = [ctx.button("button-keep-place", f"m:keep:{number}")] if offers else []
    text = "\n".join(line for line in lines if line)
    return Message(text, rows([[copy, mine], keep]), request=request.number)


def receipt_for_caller(ctx: Context, request: ServiceRequest) -> Message:
    """What the operator reads aloud: number, date, executor."""
    number = str(request.number)
    text = ctx.text(
        "called-registered",
        number=number,
        due=due(ctx, request, year=True),
        executor=department(ctx, request.department),
    )
    show = ctx.button("button-staff-show", f"r:{number}:show")
    return Message(text, rows([[show]]), request=request.number)


def when_seen(ctx: Context, request: ServiceRequest) -> str:
    """Outside working hours: when an operator will see it; an emergency is seen at once."""
    if calendar.is_working(ctx.city, ctx.now):
        return ""
    if request.urgent:
        return ctx.text("registered-on-duty")
    return ctx.text(
        "registered-closed-now", opening=moment(ctx, calendar.next_opening(ctx.city, ctx.now))
    )
