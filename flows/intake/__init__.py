"""Filing a request: what happened → topic → place → phone → check and send."""

from __future__ import annotations

from typing import Final

from flows.calls.slots import CallerNameSlot, CallerSlot
from flows.context import Context
from flows.conversation import Form
from flows.events import Notice
from flows.form import Draft, Spec
from flows.intake import filing
from flows.intake.details import SLOTS as DETAILS
from flows.intake.filing import finished_early as finished_early
from flows.intake.guess import DangerSlot, GuessSlot
from flows.intake.near import NearSlot
from flows.intake.outage import OutageSlot
from flows.intake.phone import PhoneSlot
from flows.intake.photo import PhotoSlot
from flows.intake.place import DistrictSlot, HouseSlot, PlaceSlot
from flows.intake.review import ConfirmSlot
from flows.intake.topic import CompetenceSlot, GroupSlot, TopicSlot
from flows.intake.words import WhatSlot, description, service_of
from flows.residents import blocking
from flows.words import shortened

KIND: Final = "intake"

SPEC: Final = Spec(
    KIND,
    (
        CallerSlot(),
        CallerNameSlot(),
        WhatSlot(),
        DangerSlot(),
        GuessSlot(),
        GroupSlot(),
        TopicSlot(),
        CompetenceSlot(),
        PhotoSlot(),
        PlaceSlot(),
        HouseSlot(),
        DistrictSlot(),
        OutageSlot(),
        NearSlot(),
        *DETAILS,
        PhoneSlot(),
        ConfirmSlot(),
    ),
    cancel="intake-cancelled",
)


async def start(ctx: Context, *, by_phone: bool = False) -> Form:
    """Open an intake and set its one recall and its end.

    With ``by_phone`` an operator fills it in for somebody who calls. Raises
    :class:`flows.residents.blocking.BlockedError`.
    """
    if not by_phone:
        await blocking.admit(ctx)
    form = ctx.conversation.open(KIND, {"by_phone": True} if by_phone else {})
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


def recall(ctx: Context, draft: Draft) -> str:
    """How a forgotten draft is called back to mind."""
    words = description(draft)
    service = service_of(ctx, draft)
    about = shortened(words) if words else (service.name if service else "")
    return ctx.text("draft-recall", about=about) if about else ctx.text("draft-recall-empty")


async def finish(ctx: Context, form: Form) -> None:
    """The form is complete: register, or end the consultation."""
    await ended(ctx, form)
    await filing.finish(ctx, form)
