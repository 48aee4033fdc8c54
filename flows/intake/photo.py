"""Where a photo says that it was taken: proposed when the place is asked for, never taken silently.

The position lives in the draft alone, and ends with it.
"""

from __future__ import annotations

from typing import Final

from city.places import Inside, Outside
from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.events import Notice, Point, Text
from flows.form import Again, Draft, Slot
from flows.intake.place import PlaceSlot, take_address, take_point
from flows.intake.words import add_words
from flows.messages import Message, Style
from flows.words import district, yes_or_no

SHOT: Final = "shot"
"""In a draft: [latitude, longitude] of the first photo that tells them."""


class PhotoSlot(Slot):
    """``yes`` when the place of the photo is the place of the trouble, otherwise ``no``."""

    name = "photo"

    def applies(self, ctx: Context, draft: Draft) -> bool:
        if SHOT not in draft or not PlaceSlot().applies(ctx, draft):
            return False
        return self.name in draft or "place" not in draft

    async def ask(self, ctx: Context, form: Form) -> Message:
        lat, lon = form.draft[SHOT]
        yes = ctx.button("button-photo-yes", answer(form, "yes"), Style.PRIMARY)
        no = ctx.button("button-photo-no", answer(form, "no"))
        text = ctx.text("ask-photo", place=_described(ctx, lat, lon))
        return Message(text, rows([[yes], [no]]), point=(lat, lon))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        draft, body = form.draft, ctx.event.body
        value = value or yes_or_no(ctx)
        if value == "yes":
            take_point(ctx, draft, Point(*draft[SHOT]))
        elif value == "no":
            pass
        elif isinstance(body, Point):
            take_point(ctx, draft, body)
        elif isinstance(body, Text) and not value and ctx.city.place_in(body.text).is_useful:
            take_address(ctx, draft, body.text.strip())
        else:
            raise Again(await add_words(ctx, draft, "choose-below"))
        draft[self.name] = "yes" if value == "yes" else "no"

    def empty(self, draft: Draft) -> None:
        """Back to the question: what the yes filled, a yes fills again."""
        PlaceSlot().empty(draft)
        super().empty(draft)


def _described(ctx: Context, lat: float, lon: float) -> str:
    """«за 120 м від вул. Козацька, Саксаганський район», as far as the city's data know."""
    near = ctx.city.places.nearest_street(lat, lon)
    street = ctx.text("photo-near", street=near[0], metres=str(near[1])) if near else ""
    located = ctx.city.places.districts.locate(lat, lon)
    code = located.district.code if isinstance(located, Inside) else ""
    parts = (street, district(ctx, code))
    return ", ".join(part for part in parts if part) or ctx.text("place-point")


def noticed(ctx: Context, notice: Notice) -> Form | None:
    """Keep the position of a photo that has come, if it is in the city.

    Returns the form whose present question is the place, which is to be asked anew then.
    """
    if "lat" not in notice.data:
        return None
    lat, lon = float(notice.data["lat"]), float(notice.data["lon"])
    if isinstance(ctx.city.places.districts.locate(lat, lon), Outside):
        return None
    file = int(notice.data["attachment"])
    for form in ctx.conversation.forms:
        if file in form.draft.get("files", ()) and SHOT not in form.draft:
            form.draft[SHOT] = [lat, lon]
            return form
    return None
