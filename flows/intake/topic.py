"""Which topic: suggestions first, then groups and services; never chosen silently."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from city.catalogue import Service
from flows.context import Context, answer, pairs, rows
from flows.conversation import Form
from flows.form import Again, Draft, Slot
from flows.intake.details import DRAFT_NAMES
from flows.intake.words import add_words, service_of, understood
from flows.messages import Choice, Message, Style
from flows.words import plain, tidy


class GroupSlot(Slot):
    """Up to three suggestions, or the groups of topics; skipped when a suggestion was taken."""

    name = "group"
    drops: ClassVar[tuple[str, ...]] = ("topic", "insist", "groups", *DRAFT_NAMES)

    def applies(self, ctx: Context, draft: Draft) -> bool:
        return service_of(ctx, draft) is None or "group" in draft

    def filled(self, draft: Draft) -> bool:
        return bool(draft.get("group"))

    async def ask(self, ctx: Context, form: Form) -> Message:
        suggested = suggestions(ctx, form.draft)
        if suggested and not form.draft.get("groups"):
            choices = [[Choice(s.label, answer(form, f"s:{s.code}"))] for s in suggested]
            more = ctx.button("button-more-topics", answer(form, "more"))
            return Message(ctx.text("ask-group"), rows([*choices, [more]]))
        groups = ctx.city.catalogue.groups
        buttons = [Choice(g.label, answer(form, f"g:{g.code}")) for g in groups]
        return Message(ctx.text("ask-group"), rows(pairs(buttons)))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        kind, _, code = value.partition(":")
        if kind == "more":
            form.draft["groups"] = True
        elif kind == "s" and ctx.city.catalogue.get(code) is not None:
            form.draft["topic"] = code
        elif kind == "g" and (services := ctx.city.catalogue.in_group(code)):
            form.draft["group"] = code
            if len(services) == 1:
                form.draft["topic"] = services[0].code
        else:
            raise Again(await add_words(ctx, form.draft, "choose-below"))


class TopicSlot(Slot):
    """The service: a code of the city's catalogue."""

    name = "topic"
    drops: ClassVar[tuple[str, ...]] = ("insist", *DRAFT_NAMES)

    def applies(self, ctx: Context, draft: Draft) -> bool:
        """Not where the proposal was confirmed: *Назад* leads to the proposal then."""
        del ctx
        return bool(draft.get("guess", "topic") == "topic")

    def filled(self, draft: Draft) -> bool:
        return bool(draft.get("topic"))

    async def ask(self, ctx: Context, form: Form) -> Message:
        services = ctx.city.catalogue.in_group(form.draft["group"])
        buttons = [[Choice(s.label, answer(form, s.code))] for s in services]
        return Message(ctx.text("ask-topic"), rows(buttons))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        service = ctx.city.catalogue.get(value)
        if service is None:
            raise Again(await add_words(ctx, form.draft, "choose-below"))
        form.draft["topic"] = service.code


class CompetenceSlot(Slot):
    """Not the city's to mend: whom to call, and a request all the same for who wishes."""

    name = "insist"

    def applies(self, ctx: Context, draft: Draft) -> bool:
        service = service_of(ctx, draft)
        return service is not None and not service.is_ours

    async def ask(self, ctx: Context, form: Form) -> Message:
        service = service_of(ctx, form.draft)
        body = ctx.city.authority_of(service) if service else None
        if body is None:
            raise LookupError(form.draft["topic"])
        phones = "\n".join(f"{p.number} {p.note}".strip() for p in body.phones)
        text = ctx.text(
            "not-ours", body=body.name, phones=phones, hours=body.hours, advice=body.advice
        )
        thanks = ctx.button("button-understood", answer(form, "no"), Style.PRIMARY)
        insist = ctx.button("button-file-anyway", answer(form, "yes"))
        return Message(tidy(text), rows([[thanks], [insist]]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        if value not in {"yes", "no"}:
            raise Again(await add_words(ctx, form.draft, "choose-below"))
        await ctx.desk.consulted(form.draft["topic"])
        form.draft["insist"] = value


def suggestions(ctx: Context, draft: Draft) -> list[Service]:
    """The services that the words may mean, without the one that was proposed and refused."""
    found = [ctx.city.catalogue.get(s.code) for s in understood(ctx, draft).services]
    return [s for s in found if s is not None and s.code != draft.get("not")]


def named(services: Iterable[Service], text: str) -> Service | None:
    """The service that somebody typed by its name or label."""
    wanted = plain(text)
    return next((s for s in services if wanted in {plain(s.name), plain(s.label)}), None)
