"""What becomes of a draft by itself: recalled once, dropped later; its files come or are refused."""

from __future__ import annotations

from datetime import timedelta

from flows import forms, intake
from flows.context import Context
from flows.conversation import Form
from flows.events import Notice
from flows.intake import photo
from flows.intake.words import description
from flows.messages import Message
from flows.words import shortened


async def recall(ctx: Context, notice: Notice) -> None:
    """A draft is recalled once, an hour after the last word about it."""
    form = ctx.conversation.form(int(notice.data["form"]))
    if form is None or form.kind != intake.KIND or not ctx.conversation.reachable:
        return
    if await _written_since(ctx, notice, form, ctx.city.periods.draft_reminder):
        return
    if forms.top(ctx) is form:
        await forms.ask(ctx, intake.recall(ctx, form.draft))


async def drop(ctx: Context, notice: Notice) -> None:
    """A draft that nobody has touched for days is let go, and its owner is told."""
    form = ctx.conversation.form(int(notice.data["form"]))
    if form is None or form.kind != intake.KIND:
        return
    if await _written_since(ctx, notice, form, ctx.city.periods.draft_drop):
        return
    ctx.conversation.forms.remove(form)
    if ctx.conversation.reachable:
        again = ctx.button("button-new", "m:new")
        await ctx.say("draft-dropped", about=shortened(description(form.draft)), choices=[[again]])


async def _written_since(ctx: Context, notice: Notice, form: Form, after: timedelta) -> bool:
    """Whether the last word is younger than ``after``: then the notice comes again in its time."""
    last = ctx.conversation.last_inbound_at
    if last is None or ctx.now - last >= after:
        return False
    key = f"{notice.kind}:{ctx.conversation.id}:{form.id}"
    await ctx.desk.remind(key, last + after, ctx.here, notice)
    return True


async def fetched(ctx: Context, notice: Notice) -> None:
    """A file was refused: say why, kindly. A stored one may tell where it was taken."""
    if notice.data.get("state") != "refused":
        await _photo_came(ctx, notice)
        return
    _drop_file(ctx, int(notice.data["attachment"]))
    key = f"file-{notice.data.get('reason', '')}"
    reason = ctx.text(key if key in ctx.texts else "file-broken")
    attachment = await ctx.desk.attachments([int(notice.data["attachment"])])
    name = attachment[0].name if attachment and attachment[0].name else ""
    about = ctx.text("file-refused-named", name=name) if name else ctx.text("file-refused")
    await ctx.tell(Message(f"{about} {reason}"))


async def _photo_came(ctx: Context, notice: Notice) -> None:
    """Where the place is being asked for, the photo's own is proposed instead."""
    asked = forms.top(ctx)
    slot = intake.SPEC.current(ctx, asked.draft) if asked and asked.kind == intake.KIND else None
    form = photo.noticed(ctx, notice)
    if form is not None and form is asked and slot is not None and slot.name == "place":
        form.revision += 1
        await forms.ask(ctx)


def _drop_file(ctx: Context, attachment: int) -> None:
    """A refused file is no part of what is being written."""
    for form in ctx.conversation.forms:
        parts = [part for part in form.draft.values() if isinstance(part, dict)]
        for held in (form.draft, *parts):
            if attachment in held.get("files", ()):
                held["files"].remove(attachment)
