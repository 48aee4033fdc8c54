"""``/outage``: announcing a known outage, letting it last longer, and ending it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from flows import access
from flows.context import Context, answer, pairs, rows
from flows.conversation import Form
from flows.form import Draft
from flows.messages import Choice, Message
from flows.residents import outages
from flows.staff import announcing, outage_words, parse
from flows.staff.arguments import ArgumentSlot, Asking, rest_of
from flows.words import plain

KIND: Final = "outage"
MOST: Final = 20
"""Outages in one list."""
VERBS: Final = ("end", "more", *announcing.VERBS)


class AreaSlot(ArgumentSlot):
    """District codes; none of them is the whole city. An outage that lasts longer has its own."""

    name = "area"

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return "longer" not in draft

    async def ask(self, ctx: Context, form: Form) -> Message:
        whole = [ctx.button("button-whole-city", answer(form, outage_words.WHOLE_CITY))]
        districts = ctx.city.places.districts.all
        each = pairs([Choice(d.name, answer(form, d.name)) for d in districts])
        return Message(ctx.text("staff-ask-area"), rows([whole, *each]))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        codes, rest = outage_words.areas(ctx, args)
        if args == outage_words.WHOLE_CITY:
            codes, rest = [], ""
        if codes is None:
            return None
        draft["area"] = codes
        return rest


class AffectedSlot(ArgumentSlot):
    """A group or service of the catalogue that an outage can explain."""

    name = "affected"

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return "longer" not in draft

    async def ask(self, ctx: Context, form: Form) -> Message:
        known = outage_words.topics(ctx)
        names: dict[str, Choice] = {}
        for key, (name, _) in known.items():
            names.setdefault(plain(name), Choice(name, answer(form, key)))
        return Message(ctx.text("staff-ask-affected"), rows([[one] for one in names.values()]))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        found = outage_words.topic(ctx, args)
        if found is None:
            return None
        draft["affected"] = found[0]
        return found[1]


class MomentSlot(ArgumentSlot):
    """Until when, in ISO; what stands after it is why."""

    name = "moment"

    async def ask(self, ctx: Context, form: Form) -> Message:
        del form
        return Message(ctx.text("staff-ask-moment"))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        found = outage_words.moment(ctx, args)
        if found is None:
            return None
        draft["moment"] = found[0].isoformat()
        if found[1]:
            draft["words"] = found[1]
        return ""


SPEC: Final = Asking(KIND, (AreaSlot(), AffectedSlot(), MomentSlot()))


async def start(ctx: Context, args: str) -> Form | None:
    """The list, a change, or a new outage; returned is the form of what is still to be asked."""
    words = args.strip()
    first, _, rest = words.partition(" ")
    verb = next((v for v in VERBS if plain(first) in _verbs(ctx, v)), "")
    if not words:
        await _list(ctx)
        return None
    if verb == "announce" and parse.number(rest) is None:
        words = rest  # «оголосити Саксаганський вода до 18:00»
    elif verb:
        return await _change(ctx, verb, rest)
    return await _begin(ctx, await _read(ctx, words))


def _verbs(ctx: Context, verb: str) -> set[str]:
    return {verb, *(plain(word) for word in ctx.text(f"outage-{verb}-words").split(","))}


async def _read(ctx: Context, words: str) -> Draft:
    """What the arguments say, in any order before «до»; what is missing is asked."""
    draft: Draft = {}
    head, tail = outage_words.split(words)
    codes, rest = outage_words.areas(ctx, head)
    if codes is not None:
        draft["area"] = codes
    if found := outage_words.topic(ctx, rest):
        draft["affected"], rest = found
    if not tail or await MomentSlot().read(ctx, draft, tail) is None:
        rest = f"{rest} {tail}".strip()
    said = " ".join(part for part in (rest, draft.get("words", "")) if part)
    if said:
        draft["words"] = said
    return draft


async def _begin(ctx: Context, draft: Draft) -> Form | None:
    form = Form(0, KIND, draft)
    if SPEC.current(ctx, draft) is None:
        await finish(ctx, form)
        return None
    if ctx.conversation.group:
        await ctx.say("outage-usage")
        return None
    others = [f for f in ctx.conversation.forms if f.kind != KIND]
    ctx.conversation.forms = others
    return ctx.conversation.open(KIND, draft)


async def _change(ctx: Context, verb: str, rest: str) -> Form | None:
    found = parse.number(rest)
    known = await ctx.desk.outage(found[0]) if found else None
    draft = verb in announcing.VERBS
    if known is None or found is None or known.ended_at is not None or known.going_on is draft:
        await ctx.say("outage-no-such")
        await _list(ctx)
        return None
    if draft:
        await announcing.decided(ctx, verb, known)
        return None
    if verb == "end":
        ended = await outages.end(ctx, known)
        await ctx.say("outage-ended-by-you", outage=outages.described(ctx, ended))
        return None
    longer: Draft = {"longer": known.id}
    if found[1]:
        await MomentSlot().read(ctx, longer, found[1])
    return await _begin(ctx, longer)


async def read_on(ctx: Context, form: Form) -> str:
    """What an answer said beyond its question fills the next ones."""
    rest = rest_of(form.draft)
    while rest:
        slot = SPEC.current(ctx, form.draft)
        left = await slot.read(ctx, form.draft, rest) if isinstance(slot, ArgumentSlot) else None
        if left is None:
            said = " ".join(part for part in (form.draft.get("words", ""), rest) if part)
            form.draft["words"] = said
            break
        rest = left
    return ""


async def finish(ctx: Context, form: Form) -> None:
    """Everything is known: it is looked at before it is announced, or lasts longer."""
    if not access.may(ctx.staff, "outage") or ctx.staff is None:
        await ctx.say("staff-no-longer")
        return
    draft = form.draft
    until = datetime.fromisoformat(draft["moment"])
    if "longer" in draft:
        await _longer(ctx, draft, until)
        return
    codes = outage_words.topics(ctx)[draft["affected"]][1]
    made = await ctx.desk.draft_outage(
        codes, tuple(draft["area"]), until, draft.get("words", ""), ctx.staff.id
    )
    await announcing.preview(ctx, made)


async def _longer(ctx: Context, draft: Draft, until: datetime) -> None:
    known = await ctx.desk.outage(draft["longer"])
    if known is None or not known.going_on:
        await ctx.say("outage-no-such")
        return
    words = draft.get("words", known.words)
    longer = await outages.prolong(ctx, known, until=until, words=words)
    await announcing.say(ctx, "outage-prolonged", longer)


async def _list(ctx: Context) -> None:
    going_on = (await ctx.desk.outages())[:MOST]
    lines = [f"{one.id}. {outages.described(ctx, one)}" for one in going_on]
    title = ctx.text("outage-list" if lines else "outage-none")
    text = "\n".join([title, *lines, ctx.text("outage-usage")])
    await ctx.tell(Message(text, rows([outages.buttons(ctx, one) for one in going_on])))
