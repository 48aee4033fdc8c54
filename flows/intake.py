"""Filing a request: what happened → topic → place → phone → check and send."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from city import calendar
from flows import requests
from flows.context import Context, answer, ask_contact, rows
from flows.conversation import Form
from flows.domain import NewRequest, Place, Resident, ServiceRequest
from flows.events import Contact, Notice, Text
from flows.form import Again, Draft, Slot, Spec
from flows.intake_guess import DangerSlot, GuessSlot
from flows.intake_place import DistrictSlot, HouseSlot, PlaceSlot
from flows.intake_topic import CompetenceSlot, GroupSlot, TopicSlot
from flows.intake_words import WhatSlot, add_words, description, service_of
from flows.messages import Choice, Message, Style
from flows.phones import looks_like_phone, masked, parse
from flows.terms import deadline_of
from flows.words import department, due, moment, place, shortened, topic, yes_or_no

KIND: Final = "intake"
REVIEW_WORDS: Final = 700
"""Characters of the description shown in the review; all of it is kept."""


class PhoneSlot(Slot):
    """The number in E.164; ``verified`` only where the channel proves whose it is."""

    name = "phone"
    drops: ClassVar[tuple[str, ...]] = ("verified",)

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
            _take_contact(ctx, draft, body)
        elif isinstance(body, Text) and (number := parse(body.text, ctx.city.area_code)):
            draft["phone"], draft["verified"] = (
                number,
                number == resident.phone and (resident.phone_verified),
            )
        elif isinstance(body, Text) and looks_like_phone(body.text):
            raise Again("phone-wrong")
        else:
            raise Again(await add_words(ctx, draft, "phone-not-understood"))


def _take_contact(ctx: Context, draft: Draft, contact: Contact) -> None:
    if not contact.own:
        raise Again("phone-not-yours")
    number = parse(contact.phone, ctx.city.area_code) or parse(
        f"+{contact.phone.lstrip('+')}", ctx.city.area_code
    )
    if number is None:
        raise Again("phone-wrong")
    draft["phone"], draft["verified"] = number, True


class ConfirmSlot(Slot):
    """The review. Everything can still be changed; nothing is sent before the word."""

    name = "confirmed"
    EDITS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("said", "button-edit-what"),
        ("group", "button-edit-topic"),
        ("place", "button-edit-place"),
        ("phone", "button-edit-phone"),
    )

    async def ask(self, ctx: Context, form: Form) -> Message:
        draft = form.draft
        places = PlaceSlot().applies(ctx, draft)
        edits = [
            ctx.button(label, answer(form, f"edit:{name}"))
            for name, label in self.EDITS
            if name != "place" or places
        ]
        send = ctx.button("button-send", answer(form, "yes"), Style.SUCCESS)
        text = ctx.text(
            "review",
            what=shortened_lines(description(draft)),
            files=len(draft.get("files", ())),
            topic=topic(ctx, draft["topic"]),
            place=place(ctx, place_of(draft)) if places else ctx.text("place-none"),
            phone=masked(draft["phone"]),
        )
        return Message(text, rows([[send], edits[:2], edits[2:]]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        if value == "yes" or (not value and yes_or_no(ctx) == "yes"):
            form.draft["confirmed"] = True
        elif value.startswith("edit:"):
            change(form.draft, value.removeprefix("edit:"))
        else:
            raise Again(await add_words(ctx, form.draft, "choose-below"))


def change(draft: Draft, name: str) -> None:
    """*Змінити*: empty one part, so that it is the next question."""
    if name == "phone":
        draft["other_phone"] = True
    if name == "said":
        # Photos stay: it is the words that somebody wants to put differently.
        draft.pop("said", None)
        draft.pop("safe", None)
    elif name in {"group", "place", "phone"}:
        SPEC.slot(name).empty(draft)
    if name == "group":
        draft["guess"] = "topic"


def shortened_lines(text: str) -> str:
    """The description for the review, cut where it is very long."""
    return text if len(text) <= REVIEW_WORDS else f"{text[:REVIEW_WORDS].rstrip()}…"


def place_of(draft: Draft) -> Place:
    """The place that the draft holds, the house number after its street."""
    held = draft.get("place") or {}
    text = ", ".join(part for part in (held.get("text", ""), draft.get("house", "")) if part)
    return Place(text, held.get("lat"), held.get("lon"), draft.get("district", ""))


SPEC: Final = Spec(
    KIND,
    (
        WhatSlot(),
        DangerSlot(),
        GuessSlot(),
        GroupSlot(),
        TopicSlot(),
        CompetenceSlot(),
        PlaceSlot(),
        HouseSlot(),
        DistrictSlot(),
        PhoneSlot(),
        ConfirmSlot(),
    ),
    cancel="intake-cancelled",
)


async def start(ctx: Context) -> Form:
    """Open an intake and set its one recall and its end."""
    form = ctx.conversation.open(KIND)
    periods = ctx.city.periods
    for kind, after in (
        ("draft-recall", periods.draft_reminder),
        ("draft-drop", periods.draft_drop),
    ):
        notice = Notice(kind, data={"form": str(form.id)})
        key = f"{kind}:{ctx.conversation.id}:{form.id}"
        await ctx.desk.remind(key, ctx.now + after, ctx.here, notice)
    return form


async def ended(ctx: Context, form: Form) -> None:
    """An intake that is over needs no recall."""
    for kind in ("draft-recall", "draft-drop"):
        await ctx.desk.forget(f"{kind}:{ctx.conversation.id}:{form.id}")


def finished_early(draft: Draft) -> bool:
    """«Дякую, зрозуміло» or «Завершити»: the number to call was enough."""
    return draft.get("insist") == "no" or draft.get("safe") == "end"


async def finish(ctx: Context, form: Form) -> None:
    """The form is complete: register, or end the consultation."""
    await ended(ctx, form)
    if finished_early(form.draft):
        await ctx.say("consultation-over", choices=[[ctx.button("button-new", "m:new")]])
        return
    request = await requests.register(ctx, await _gathered(ctx, form))
    await ctx.tell(await receipt(ctx, request))


async def _gathered(ctx: Context, form: Form) -> NewRequest:
    draft = form.draft
    service = ctx.city.catalogue.service(draft["topic"])
    promised = deadline_of(ctx, service.code)
    resident = await ctx.desk.resident(ctx.resident_id)
    await ctx.desk.save_resident(_known_now(ctx, resident, draft))
    return NewRequest(
        key=f"{ctx.conversation.id}:{form.id}",
        resident=ctx.resident_id,
        service=service.code,
        text=description(draft),
        place=place_of(draft) if PlaceSlot().applies(ctx, draft) else Place(),
        phone=draft["phone"],
        department=service.department or "",
        due_at=promised.at,
        due_to_hour=promised.to_the_hour,
        urgent=service.is_emergency,
        attachments=tuple(draft.get("files", ())),
    )


def _known_now(ctx: Context, resident: Resident, draft: Draft) -> Resident:
    name = resident.name or (ctx.event.sender.name if ctx.event.sender else "")
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
    text = "\n".join(line for line in lines if line)
    return Message(text, rows([[copy, mine]]), request=request.number)


def when_seen(ctx: Context, request: ServiceRequest) -> str:
    """Outside working hours: when an operator will see it; an emergency is seen at once."""
    if calendar.is_working(ctx.city, ctx.now):
        return ""
    if request.urgent:
        return ctx.text("registered-on-duty")
    return ctx.text(
        "registered-closed-now", opening=moment(ctx, calendar.next_opening(ctx.city, ctx.now))
    )


def recall(ctx: Context, draft: Draft) -> str:
    """How a forgotten draft is called back to mind."""
    words = description(draft)
    service = service_of(ctx, draft)
    about = shortened(words) if words else (service.name if service else "")
    return ctx.text("draft-recall", about=about) if about else ctx.text("draft-recall-empty")
