"""«Схоже, про це вже повідомили»: the same trouble near by, to be joined or told apart."""

from __future__ import annotations

from typing import Any, Final

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.desk import Neighbour
from flows.domain import ServiceRequest
from flows.form import Again, Draft, Slot
from flows.intake.review import place_of
from flows.intake.words import add_words, description, service_of
from flows.life.requests import Word
from flows.messages import Choice, Message, Style
from flows.residents import adding, following
from flows.words import due, is_number, status, topic, yes_or_no

SHOWN: Final = 3
OTHER: Final = "other"
_STEP: Final = 10
"""Metres to which a distance is rounded: nobody measures it closer."""


class NearSlot(Slot):
    """``other``, or the number of the request that is joined, or added to where it is their own.

    Of another's request nothing is told but topic, distance, status and date; of a sensitive
    topic nothing at all. What was found is kept as ``near``: what it was looked for by, and
    [number, metres, own] for each.
    """

    name = "same"

    async def learn(self, ctx: Context, form: Form) -> None:
        draft = form.draft
        service = service_of(ctx, draft)
        if service is None or service.sensitive or not draft.get("place"):
            draft.pop("near", None)
            return
        where = place_of(draft)
        by = [service.code, where.text, where.lat, where.lon]
        if draft.get("near", {}).get("by") != by:
            self.empty(draft)
            near = await ctx.desk.neighbours(service.code, where, ctx.city.near_m)
            draft["near"] = {"by": by, "found": await _chosen(ctx, near)}

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return bool(_found(draft))

    async def ask(self, ctx: Context, form: Form) -> Message:
        found = _found(form.draft)
        many = len(found) > 1
        lines, buttons = [], []
        for place, (number, metres, own) in enumerate(found):
            request = await ctx.desk.request(number)
            if request is None:
                continue
            mark = f"{place + 1}. " if many else ""
            lines.append(f"{mark}{_line(ctx, request, metres, own=own)}")
            buttons.append([Choice(_label(ctx, place, number, many=many, own=own),
                                   answer(form, str(place)), Style.PRIMARY)])  # fmt: skip
        title = ctx.text("near-own" if all(own for *_, own in found) else "near-others")
        other = [ctx.button("button-near-other", answer(form, OTHER))]
        return Message("\n".join([title, *lines]), rows([*buttons, other]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        draft = form.draft
        found = _found(draft)
        value = value or {"no": OTHER, "yes": "0" if len(found) == 1 else ""}.get(
            yes_or_no(ctx), ""
        )
        if value == OTHER:
            draft[self.name] = OTHER
            return
        if not (is_number(value) and int(value) < len(found)):
            raise Again(await add_words(ctx, draft, "choose-below"))
        number, _, own = found[int(value)]
        request = await ctx.desk.request(number)
        if request is None or following.is_over(request):
            del found[int(value)]
            await ctx.say("near-over")
            return
        draft[self.name] = {"number": number, "own": own}


def _found(draft: Draft) -> list[Any]:
    found: list[Any] = draft.get("near", {}).get("found", [])
    return found


async def _chosen(ctx: Context, near: list[Neighbour]) -> list[Any]:
    """Their own first: to that they add, whatever else is near."""
    out = []
    for one in near:
        number = one.request.number
        own = one.request.resident == ctx.resident_id
        own = own or await ctx.desk.follower(number, ctx.resident_id) is not None
        out.append([number, one.metres, own])
    return sorted(out, key=lambda one: not one[2])[:SHOWN]


def _line(ctx: Context, request: ServiceRequest, metres: float | None, *, own: bool) -> str:
    line = ctx.text(
        "near-line",
        topic=topic(ctx, request.service),
        where=_where(ctx, metres),
        status=status(ctx, request.status),
        due=due(ctx, request),
    )
    return ctx.text("near-own-line", number=str(request.number), line=line) if own else line


def _where(ctx: Context, metres: float | None) -> str:
    if metres is None:
        return ctx.text("near-same-house")
    away = round(metres / _STEP) * _STEP
    return ctx.text("near-metres", metres=str(away)) if away else ctx.text("near-here")


def _label(ctx: Context, place: int, number: int, *, many: bool, own: bool) -> str:
    if own:
        return ctx.text("button-add-to", number=str(number))
    return ctx.text("button-join-nth", n=place + 1) if many else ctx.text("button-join")


def chosen(draft: Draft) -> bool:
    """Whether the report goes to a request that exists."""
    return isinstance(draft.get("same"), dict)


async def finish(ctx: Context, form: Form) -> None:
    """What was written goes to the request that was chosen."""
    draft = form.draft
    request = await ctx.desk.request(draft["same"]["number"])
    if request is None:
        raise LookupError(draft["same"]["number"])
    word = Word(description(draft), tuple(draft.get("files", ())))
    if draft["same"]["own"]:
        await adding.add(ctx, request, word)
    else:
        await following.join(ctx, request, word, place_of(draft))
