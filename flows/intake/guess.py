"""What the resident's own words already say: a danger, the topic, the place. Proposed, never taken."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from city.catalogue import PlaceNeed, Service
from city.understanding import Understanding
from flows.context import Context, answer, pairs, rows
from flows.conversation import Form
from flows.form import Again, Draft, Slot
from flows.intake.details import DRAFT_NAMES
from flows.intake.place import fill_found, fill_known, found_text, says_where
from flows.intake.words import add_words, description, service_of, understood
from flows.messages import Choice, Message, Style
from flows.residents import places
from flows.residents.dangers import warning
from flows.words import yes_or_no


class DangerSlot(Slot):
    """A threat to life: what to do and whom to call, before anything else."""

    name = "safe"

    def applies(self, ctx: Context, draft: Draft) -> bool:
        return understood(ctx, draft).danger is not None

    async def ask(self, ctx: Context, form: Form) -> Message:
        danger = understood(ctx, form.draft).danger
        if danger is None:
            raise LookupError(self.name)
        go_on = ctx.button("button-no-danger", answer(form, "go"))
        end = ctx.button("button-end", answer(form, "end"), Style.PRIMARY)
        return Message(warning(ctx, danger), rows([[go_on], [end]]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        if value not in {"go", "end"}:
            raise Again(await add_words(ctx, form.draft, "choose-below"))
        danger = understood(ctx, form.draft).danger
        if value == "end" and danger is not None and danger.service:
            await ctx.desk.consulted(danger.service)
        form.draft["safe"] = value


class GuessSlot(Slot):
    """«Зрозуміло: тема, адреса. Усе правильно?» when the words leave little doubt."""

    name = "guess"
    drops: ClassVar[tuple[str, ...]] = ("topic", "insist", "groups", *DRAFT_NAMES)

    def applies(self, ctx: Context, draft: Draft) -> bool:
        if "guess" in draft:
            return True
        return service_of(ctx, draft) is None and "group" not in draft and _sure(ctx, draft)

    async def ask(self, ctx: Context, form: Form) -> Message:
        found = understood(ctx, form.draft)
        service = ctx.city.catalogue.service(found.services[0].code)
        other_topic = ctx.button("button-other-topic", answer(form, "topic"))
        if _places_too(ctx, form.draft, found):
            where = found_text(ctx, found.place)
            text = ctx.text("ask-guess-place", topic=service.name, place=where)
            yes = ctx.button("button-guess-yes", answer(form, "yes"), Style.PRIMARY)
            other_place = ctx.button("button-other-place", answer(form, "place"))
            return Message(text, rows([[yes], [other_topic, other_place]]))
        if known := await _known(ctx, form, service):
            elsewhere = ctx.button("button-guess-elsewhere", answer(form, "yes"))
            text = ctx.text("ask-guess-where", topic=service.name)
            return Message(text, rows([*pairs(known), [elsewhere], [other_topic]]))
        text = ctx.text("ask-guess", topic=service.name)
        yes = ctx.button("button-guess-yes", answer(form, "yes"), Style.PRIMARY)
        return Message(text, rows([[yes], [other_topic]]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        value = value or {"yes": "yes", "no": "topic"}.get(yes_or_no(ctx), "")
        known = await places.chosen(ctx, value)
        if known is None and value not in {"yes", "topic", "place"}:
            raise Again(await add_words(ctx, form.draft, "choose-below"))
        found = understood(ctx, form.draft)
        placed = _places_too(ctx, form.draft, found)
        if value == "topic":
            form.draft["not"] = found.services[0].code
        else:
            form.draft["topic"] = found.services[0].code
        if known is not None:
            fill_known(form.draft, known)
        elif value != "place" and placed:
            fill_found(ctx, form.draft, found.place)
        form.draft["guess"] = value if known is None else "yes"

    def empty(self, draft: Draft) -> None:
        """Back to the question: what the yes filled, a yes fills again."""
        if draft.get("guess") in {"yes", "topic"}:
            for name in ("place", "house", "district", "candidates"):
                draft.pop(name, None)
        draft.pop("not", None)
        super().empty(draft)


def _sure(ctx: Context, draft: Draft) -> bool:
    if not description(draft):
        return False
    found = understood(ctx, draft)
    return found.sure_of_topic and ctx.city.catalogue.get(found.services[0].code) is not None


async def _known(ctx: Context, form: Form, service: Service) -> list[Choice]:
    """«Так, Дім»: the topic and a place of the resident's own with one tap."""
    if service.place is PlaceNeed.NONE or not service.is_ours or "place" in form.draft:
        return []
    kept = await places.offered(ctx, form)
    named = ((one, ctx.text("button-guess-known", name=one.label)) for one in kept)
    return [replace(one, label=label) for one, label in named]


def _places_too(ctx: Context, draft: Draft, found: Understanding) -> bool:
    """Whether the proposal names the place: said, of use, and not given on a map before."""
    return "place" not in draft and says_where(ctx, found.place, found.services[0].code)
