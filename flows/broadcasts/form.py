"""``/broadcast``: to whom, and what; then it is counted beside the engine and shown once more."""

from __future__ import annotations

from typing import ClassVar, Final

from flows.context import Context, answer, pairs, rows
from flows.conversation import Form
from flows.desk.announcement import Audience, Broadcast, NewBroadcast
from flows.domain import Staff
from flows.events import Text
from flows.form import Again, Draft, Slot, Spec, WordsSlot
from flows.messages import Choice, Message
from flows.words import district, plain

KIND: Final = "broadcast"
LONGEST: Final = 900
"""Characters: with a photo the caption still holds them, and nobody reads more."""


class AudienceSlot(Slot):
    """``all``, ``district:CODE`` or ``topic:PREFIX``."""

    name = "audience"

    async def ask(self, ctx: Context, form: Form) -> Message:
        buttons = [Choice(name, answer(form, value)) for value, name in named(ctx).items()]
        return Message(ctx.text("ask-broadcast-audience"), rows(pairs(buttons)))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        body = ctx.event.body
        found = value or (understood(ctx, body.text) if isinstance(body, Text) else "")
        if found not in named(ctx):
            raise Again("broadcast-audience-not-understood")
        form.draft["audience"] = found


class AnnouncementSlot(WordsSlot):
    """The words, with photos where they help."""

    name = "announcement"
    files_alone: ClassVar[bool] = False

    def wording(self, ctx: Context, draft: Draft) -> str:
        return ctx.text("ask-broadcast-text", audience=named(ctx)[draft["audience"]])

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        await super().take(ctx, form, value)
        words = form.draft[self.name]["text"]
        if len(words) > LONGEST:
            form.draft.pop(self.name)
            raise Again("broadcast-too-long", most=LONGEST, length=len(words))


SPEC: Final = Spec(KIND, (AudienceSlot(), AnnouncementSlot()), cancel="broadcast-cancelled")


def named(ctx: Context) -> dict[str, str]:
    """All audiences with what they are called."""
    out = {Audience.ALL.value: ctx.text("broadcast-all")}
    for code in ctx.city.places.districts.by_code:
        out[f"{Audience.DISTRICT}:{code}"] = district(ctx, code)
    for group in ctx.city.catalogue.groups:
        prefix = f"{group.services[0].code.split('.')[0]}."
        out[f"{Audience.TOPIC}:{prefix}"] = group.name
    return out


def understood(ctx: Context, words: str) -> str:
    """The audience that somebody typed, by any distinctive part of its name."""
    if found := ctx.city.places.districts.by_name(words):
        return f"{Audience.DISTRICT}:{found.code}"
    wanted = plain(words)
    near = [value for value, name in named(ctx).items() if wanted and wanted in plain(name)]
    return near[0] if len(near) == 1 else ""


def begin(ctx: Context, args: str) -> None:
    """Open the form anew, with the audience filled where it was typed."""
    ctx.conversation.forms = [f for f in ctx.conversation.forms if f.kind != KIND]
    draft: Draft = {"audience": found} if args and (found := understood(ctx, args)) else {}
    ctx.conversation.open(KIND, draft)


async def finish(ctx: Context, form: Form) -> None:
    """Stored as a draft; the preview comes with the number of receivers."""
    if ctx.staff is None:
        await ctx.say("staff-no-longer")
        return
    kind, _, value = form.draft["audience"].partition(":")
    held = form.draft["announcement"]
    made = await ctx.desk.new_broadcast(
        NewBroadcast(
            key=f"{ctx.conversation.id}:{form.id}",
            author=ctx.staff.id,
            audience=Audience(kind),
            value=value,
            text=held["text"],
            media=tuple(held["files"]),
        )
    )
    await count(ctx, ctx.staff, made)
    await ctx.say("broadcast-counting")


async def count(ctx: Context, staff: Staff, known: Broadcast) -> None:
    """Let the receivers be counted; the same event orders it once."""
    key = f"broadcast:{known.id}:{ctx.event.channel}:{ctx.event.id}"
    arguments = {"broadcast": str(known.id)}
    await ctx.desk.order(key, "broadcast", ctx.here, arguments, staff=staff.id)


def audience_name(ctx: Context, known: Broadcast) -> str:
    """«Саксаганський район»; a topic that the catalogue has lost by its code."""
    value = known.audience.value + (f":{known.value}" if known.value else "")
    return named(ctx).get(value, known.value)
