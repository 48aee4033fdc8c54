"""Putting a request right: its topic, its place, whether it is urgent; the resident is told."""

from __future__ import annotations

from typing import Any, Final

from city import calendar
from city.lessons import Lesson
from flows.context import Context, answer, pairs, rows
from flows.conversation import Form
from flows.domain import OPEN, Place, Remark, ServiceRequest, Status
from flows.form import Draft
from flows.life import requests, routing
from flows.life.lifecycle import By, Hears, Verb
from flows.life.requests import Word
from flows.life.terms import deadline_of
from flows.messages import Choice, Message
from flows.reading.near import Near
from flows.staff import parse
from flows.staff.arguments import MANY, Unclear, guess, named
from flows.staff.orders import Order
from flows.staff.slots import OrderSlot, seen
from flows.words import department, status, topic

UNKNOWN: Final = "-"
"""The answer for a district that nobody knows."""


class ServiceSlot(OrderSlot):
    """The right topic: by its name, or in anybody's words."""

    name = "service"

    async def ask(self, ctx: Context, form: Form) -> Message:
        request = await seen(ctx, form.draft["request"])
        likely = [s.code for s in ctx.city.understand(request.text).services]
        group = ctx.city.catalogue.get(request.service)
        beside = ctx.city.catalogue.in_group(group.group) if group else ()
        codes = dict.fromkeys([*likely, *(s.code for s in beside)])
        codes.pop(request.service, None)
        buttons = [
            Choice(ctx.city.catalogue.service(code).label, answer(form, code)) for code in codes
        ]
        text = ctx.text("staff-ask-service", number=str(request.number))
        return Message(text, rows(pairs(buttons[:8])), request=request.number)

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        found = _service(ctx, args)
        if found is None:
            return None
        draft["service"] = found
        return ""


def _service(ctx: Context, args: str) -> str | None:
    services = ctx.city.catalogue.services
    names = [(name, s.code, s.label) for s in services for name in (s.code, s.name, s.label)]
    exact = parse.prefix(args, parse.table((name, code) for name, code, _ in names))
    if exact is not None:
        return exact[0]
    meant = ctx.city.understand(args)
    if meant.sure_of_topic:
        return meant.services[0].code
    if found := named(args, names):
        return found[0]
    if meant.services:
        labels = {code: label for _, code, label in names}
        raise Unclear([Near(labels[s.code], s.code, "") for s in meant.services[:MANY]])
    guess(args, names)
    return None


class AddressSlot(OrderSlot):
    """The right place in words, or only the district."""

    name = "address"
    drops = ("district",)

    async def ask(self, ctx: Context, form: Form) -> Message:
        return Message(ctx.text("staff-ask-address", number=str(form.draft["request"])))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        text = " ".join(args.split())
        if not any(char.isalnum() for char in text):
            return None
        found = ctx.city.place_in(text)
        alone = bool(found.district) and not found.is_useful
        draft["address"] = {
            "text": "" if alone else found.text if found.street else text[:LONGEST],
            "lat": found.lat,
            "lon": found.lon,
        }
        if found.district:
            draft["district"] = found.district
        return ""


LONGEST: Final = 200


class DistrictSlot(OrderSlot):
    """The district of a place that does not tell it."""

    name = "district"

    async def ask(self, ctx: Context, form: Form) -> Message:
        districts = ctx.city.places.districts.all
        buttons = [Choice(district.name, answer(form, district.code)) for district in districts]
        unknown = ctx.text("button-district-unknown")
        return Message(
            ctx.text("staff-ask-district"),
            rows([*pairs(buttons), [Choice(unknown, answer(form, UNKNOWN))]]),
        )

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        if args == UNKNOWN:
            draft["district"] = ""
            return ""
        known = ctx.city.places.districts.by_code.get(args)
        district = known or ctx.city.places.district_of_text(args)
        if district is None:
            return None
        draft["district"] = district.code
        return ""


class UrgencySlot(OrderSlot):
    """Urgent or not, in words or by button."""

    name = "urgency"

    async def ask(self, ctx: Context, form: Form) -> Message:
        buttons = [
            Choice(ctx.text(f"urgency-{key}"), answer(form, key)) for key in ("urgent", "normal")
        ]
        text = ctx.text("staff-ask-urgency", number=str(form.draft["request"]))
        return Message(text, rows([buttons]))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        names = [
            (word, key, ctx.text(f"urgency-{key}"))
            for key in ("urgent", "normal")
            for word in (key, *ctx.text(f"urgency-words-{key}").split(","))
        ]
        found = named(args, names)
        if found is None:
            guess(args, names)
            return None
        draft["urgency"] = found[0]
        return found[1]


async def correct_topic(order: Order) -> None:
    """Another topic: its deadline, its department, and a lesson for the next suggestion."""
    ctx, request, code = order.ctx, order.request, order.draft["service"]
    if await _over(order) or await _same(order, request.service == code):
        return
    service = ctx.city.catalogue.service(code)
    promised = deadline_of(ctx, code)
    was_emergency = (old := ctx.city.catalogue.get(request.service)) and old.is_emergency
    to = (await routing.decide(ctx, code, request.place.district)).department
    moves = to != request.department
    at_work = request.status in {Status.IN_PROGRESS, Status.WAITING}
    fields: dict[str, Any] = {
        "service": code,
        "urgent": service.is_emergency or (request.urgent and not was_emergency),
        "due_at": promised.at,
        "due_to_hour": promised.to_the_hour,
    }
    if moves and not at_work:
        fields |= {"department": to, "assignee": None}
    words = f"{topic(ctx, request.service)} → {service.name}"
    changed = await _correct(order, Remark.TOPIC, words, **fields)
    if moves and at_work:
        changed = await requests.act(
            ctx, changed, Verb.ASSIGN, By.STAFF, department=to, assignee=None
        )
    lesson = Lesson(code, request.service, ctx.city.reader.words_to_learn(request.text))
    await ctx.desk.teach(request.number, lesson)
    await order.confirm(
        "staff-topic-corrected", changed, topic=service.name, executor=department(ctx, to)
    )


async def correct_place(order: Order) -> None:
    """Another place, or only another district."""
    draft = order.draft
    if await _over(order):
        return
    where, old = draft["address"], order.request.place
    place = Place(where["text"], where["lat"], where["lon"], draft["district"])
    if not where["text"]:
        place = Place(old.text, old.lat, old.lon, draft["district"])
    if await _same(order, place == old):
        return
    changed = await _correct(order, Remark.PLACE, place.text, place=place)
    await order.confirm("staff-place-corrected", changed)


async def correct_priority(order: Order) -> None:
    """Urgent: within the hours of an emergency, and those on duty are told. Or not urgent."""
    ctx, request = order.ctx, order.request
    urgent = order.draft["urgency"] == "urgent"
    if await _over(order) or await _same(order, request.urgent == urgent):
        return
    promised = _emergency(ctx) if urgent else _current(ctx, request)
    changed = await _correct(
        order,
        Remark.PRIORITY,
        ctx.text(f"urgency-{order.draft['urgency']}"),
        urgent=urgent,
        due_at=promised.at,
        due_to_hour=promised.to_the_hour,
    )
    await order.confirm("staff-priority-corrected", changed)


def _emergency(ctx: Context) -> calendar.Deadline:
    return calendar.Deadline(ctx.now + ctx.city.periods.emergency, to_the_hour=True)


def _current(ctx: Context, request: ServiceRequest) -> calendar.Deadline:
    """By the class of the topic; of one that is always urgent, by the class of none."""
    promised = deadline_of(ctx, request.service)
    if promised.to_the_hour:
        return calendar.deadline(ctx.city, ctx.city.periods.without_class, ctx.now)
    return promised


async def _over(order: Order) -> bool:
    """Say so where the request has come to its end: nothing is put right any more."""
    if order.request.status in OPEN:
        return False
    ctx = order.ctx
    await ctx.say("not-possible-now", status=status(ctx, order.request.status))
    return True


async def _same(order: Order, same: bool) -> bool:  # noqa: FBT001 - the condition itself
    if same:
        await order.ctx.say("staff-corrected-already", number=str(order.request.number))
    return same


async def _correct(order: Order, what: Remark, words: str, **fields: Any) -> ServiceRequest:
    hears = (Hears.RESIDENT, Hears.FOLLOWERS, Hears.EXECUTOR)
    return await requests.correct(order.ctx, order.request, what, Word(words), hears, **fields)
