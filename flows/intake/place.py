"""Where it is: a point on the map or an address, the house, and the district."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar, Final

from city.addresses import FoundPlace
from city.catalogue import PlaceNeed
from city.map_links import is_only_link
from city.places import Border, Inside, Outside
from flows.context import Context, answer, ask_location, pairs, rows
from flows.conversation import Form
from flows.domain import KnownPlace
from flows.events import Point, Text
from flows.form import Again, Draft, Slot
from flows.intake.details import asks_entrance
from flows.intake.words import add_words, service_of, understood
from flows.messages import Choice, Message
from flows.residents import places
from flows.words import has_words, shortened

LONGEST_ADDRESS: Final = 300
_DIGIT: Final = re.compile(r"[0-9]")
UNKNOWN: Final = "unknown"
LONGEST_BUTTON: Final = 60


class PlaceSlot(Slot):
    """``{"text", "lat", "lon"}``; empty when the topic can do without and it was skipped."""

    name = "place"
    drops: ClassVar[tuple[str, ...]] = ("house", "district", "candidates")

    def applies(self, ctx: Context, draft: Draft) -> bool:
        service = service_of(ctx, draft)
        return service is not None and service.place is not PlaceNeed.NONE

    async def ask(self, ctx: Context, form: Form) -> Message:
        service = service_of(ctx, form.draft)
        optional = service is not None and service.place is PlaceNeed.OPTIONAL
        skip = [ctx.button("button-no-place", answer(form, "skip"))] if optional else []
        said = [Choice(where, answer(form, "said"))] if (where := _said(ctx, form.draft)) else []
        known = await places.offered(ctx, form)
        return ask_location(
            ctx.text("ask-place"),
            [said, *pairs(known), skip],
            ctx.text("button-location"),
            ctx.text("hint-place"),
        )

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        if value == "skip":
            form.draft["place"] = {}
            form.draft["district"] = ""
            return
        body = ctx.event.body
        if (known := await places.chosen(ctx, value)) is not None:
            fill_known(form.draft, known)
        elif value == "said" and _said(ctx, form.draft):
            fill_found(ctx, form.draft, understood(ctx, form.draft).place)
        elif isinstance(body, Point):
            take_point(ctx, form.draft, body)
        elif isinstance(body, Text) and not value:
            take_address(ctx, form.draft, body.text.strip())
        else:
            raise Again(await add_words(ctx, form.draft, "place-not-understood"))


def _said(ctx: Context, draft: Draft) -> str:
    """The place that the description names, for a button; nothing once it was refused."""
    found = understood(ctx, draft).place
    if draft.get("guess") == "place" or not says_where(ctx, found, draft.get("topic", "")):
        return ""
    return shortened(found_text(ctx, found), LONGEST_BUTTON)


def says_where(ctx: Context, found: FoundPlace, service: str) -> bool:
    """Whether a place found in words is worth proposing for a request about the service."""
    topic = ctx.city.catalogue.get(service)
    if topic is None or topic.place is PlaceNeed.NONE or not found.is_useful:
        return False
    if found.lat is None or found.lon is None:
        return True
    return not isinstance(ctx.city.places.districts.locate(found.lat, found.lon), Outside)


def found_text(ctx: Context, found: FoundPlace) -> str:
    """The found place in one line."""
    return found.text or ctx.text("place-point")


def fill_found(ctx: Context, draft: Draft, found: FoundPlace) -> None:
    """Fill the place from one that was found in words, and confirmed."""
    if asks_entrance(ctx, draft):
        found = replace(found, entrance="")
    if found.lat is not None and found.lon is not None:
        take_point(ctx, draft, Point(found.lat, found.lon, found.text))
        return
    draft["place"] = {"text": found.text[:LONGEST_ADDRESS]}
    if found.district:
        draft["district"] = found.district


def fill_known(draft: Draft, known: KnownPlace) -> None:
    """Fill the place from one that the resident has named; nothing about it is asked again."""
    where = known.place
    point = {"lat": where.lat, "lon": where.lon} if where.lat is not None else {}
    draft["place"] = {"text": where.text} | point
    draft["district"] = where.district
    draft["house"] = ""


def take_point(ctx: Context, draft: Draft, point: Point) -> None:
    """Fill the place from a point; the district too where the map is certain of it."""
    located = ctx.city.places.districts.locate(point.lat, point.lon)
    if isinstance(located, Outside):
        raise Again("place-outside", city=ctx.city.name.genitive)
    for name in ("house", "district", "candidates"):
        draft.pop(name, None)
    draft["place"] = {"text": point.title[:LONGEST_ADDRESS], "lat": point.lat, "lon": point.lon}
    if isinstance(located, Inside):
        draft["district"] = located.district.code
    elif isinstance(located, Border):
        draft["candidates"] = [district.code for district in located.candidates]


def take_address(ctx: Context, draft: Draft, text: str) -> None:
    """Fill the place from an address in words; raises :class:`Again` for what is none."""
    if not has_words(text) or len(text) > LONGEST_ADDRESS:
        raise Again("place-too-long" if len(text) > LONGEST_ADDRESS else "place-not-understood")
    if is_only_link(text):
        raise Again("place-short-link")
    found = ctx.city.place_in(text)
    if found.lat is not None and found.lon is not None:
        take_point(ctx, draft, Point(found.lat, found.lon, found.text))
        return
    written = " ".join(text.split())
    if found.former:
        written = ctx.text("place-renamed", written=written, street=found.street)
    draft["place"] = {"text": written}
    if found.district:
        draft["district"] = found.district


class HouseSlot(Slot):
    """Asked once, where an address has no number: a house or a landmark, or nothing."""

    name = "house"

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        place = draft.get("place") or {}
        text = place.get("text", "")
        return bool(text) and "lat" not in place and not _DIGIT.search(text)

    async def ask(self, ctx: Context, form: Form) -> Message:
        skip = [ctx.button("button-no-house", answer(form, "skip"))]
        return Message(ctx.text("ask-house", street=form.draft["place"]["text"]), rows([skip]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        body = ctx.event.body
        if value == "skip":
            form.draft["house"] = ""
        elif isinstance(body, Point):
            take_point(ctx, form.draft, body)
        elif isinstance(body, Text) and not value and 0 < len(body.text.strip()) <= LONGEST_ADDRESS:
            form.draft["house"] = " ".join(body.text.split())
        else:
            raise Again(await add_words(ctx, form.draft, "place-not-understood"))


class DistrictSlot(Slot):
    """A code of the city's, or empty for «не знаю»: asked, never guessed."""

    name = "district"

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return bool(draft.get("place"))

    async def ask(self, ctx: Context, form: Form) -> Message:
        districts = ctx.city.places.districts
        near = form.draft.get("candidates")
        shown = [districts.by_code[code] for code in near] if near else list(districts.all)
        buttons = [Choice(d.name, answer(form, d.code)) for d in shown]
        pairs = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
        unknown = [ctx.button("button-district-unknown", answer(form, UNKNOWN))]
        key = "ask-district-border" if near else "ask-district"
        return Message(ctx.text(key), rows([*pairs, unknown]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        districts = ctx.city.places.districts
        body = ctx.event.body
        if value == UNKNOWN:
            form.draft["district"] = ""
        elif value in districts.by_code:
            form.draft["district"] = value
        elif isinstance(body, Point):
            take_point(ctx, form.draft, body)
        elif isinstance(body, Text) and (named := districts.by_name(body.text)) is not None:
            form.draft["district"] = named.code
        else:
            raise Again(await add_words(ctx, form.draft, "choose-below"))
