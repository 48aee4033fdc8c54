"""What follows from a verb by itself: dates, counters, and the terms that begin or end.

A reminder looks at the request again when it fires, so one that comes late changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from city import calendar
from flows.context import Context
from flows.domain import Address, Outcome, ServiceRequest, Status
from flows.events import Notice
from flows.life.hearing import NOBODY_HAS_IT
from flows.life.lifecycle import Verb


def consequences(ctx: Context, request: ServiceRequest, verb: Verb) -> dict[str, Any]:
    """Fields of the request that follow from the verb alone."""
    fields = _clock(ctx, request, verb) | _holder(ctx, request, verb)
    if verb is Verb.FINISH:
        fields["done_at"] = ctx.now
    elif verb is Verb.CONFIRM:
        fields |= {"closed_at": ctx.now, "outcome": Outcome.CONFIRMED}
    elif verb is Verb.EXPIRE:
        fields |= {"closed_at": ctx.now, "outcome": Outcome.UNANSWERED}
    elif verb in {Verb.OBJECT, Verb.APPEAL}:
        fields |= _again(ctx, request, verb)
    if request.status is Status.PLANNED:
        fields["planned_until"] = None
    return fields


def _clock(ctx: Context, request: ServiceRequest, verb: Verb) -> dict[str, Any]:
    """The deadline's clock stands while the resident is asked, and goes on after."""
    if verb is Verb.ASK:
        return {"waiting_since": ctx.now}
    if request.waiting_since is None:
        return {}
    promised = calendar.Deadline(request.due_at, request.due_to_hour)
    waited = max(ctx.now - request.waiting_since, timedelta())
    return {"waiting_since": None, "due_at": calendar.shift(ctx.city, promised, waited).at}


def _holder(ctx: Context, request: ServiceRequest, verb: Verb) -> dict[str, Any]:
    if verb is Verb.TAKE and ctx.staff is not None:
        return {
            "assignee": ctx.staff.id,
            "department": request.department or ctx.staff.department,
        }
    return {"assignee": None} if verb in {Verb.RETURN, Verb.APPEAL} else {}


def _again(ctx: Context, request: ServiceRequest, verb: Verb) -> dict[str, Any]:
    """A request that comes back gets a new date of the same class."""
    promised = deadline_of(ctx, request.service)
    fields: dict[str, Any] = {"due_at": promised.at, "due_to_hour": promised.to_the_hour}
    if verb is Verb.OBJECT:
        fields.update(
            reworks=request.reworks + 1,
            outcome=None,
            closed_at=None,
            done_at=None,
            rating=None,
            rating_comment="",
        )
    else:
        fields["objections"] = request.objections + 1
    return fields


def deadline_of(ctx: Context, code: str) -> calendar.Deadline:
    """The date promised for a service from now on."""
    service = ctx.city.catalogue.get(code)
    what = service if service is not None else ctx.city.periods.without_class
    return calendar.deadline(ctx.city, what, ctx.now)


async def resident_address(ctx: Context, request: ServiceRequest) -> Address | None:
    """Where the resident's news goes: the reachable conversation used last."""
    found = await ctx.desk.addresses(resident=request.resident)
    return found[0] if found else None


async def set_terms(ctx: Context, request: ServiceRequest, verb: Verb) -> None:
    """Begin and end the terms that go with the verb."""
    number, periods = request.number, ctx.city.periods
    if verb is Verb.FINISH:
        await _remind(
            ctx,
            request,
            {
                "closing-reminder": ctx.now + periods.closing_reminder,
                "closing-expiry": ctx.now + periods.auto_close,
            },
        )
    elif verb is Verb.ASK:
        await _remind(ctx, request, {"waiting-expiry": ctx.now + periods.waiting})
    elif verb is Verb.PLAN and request.planned_until is not None:
        await _remind(ctx, request, {"planned-return": request.planned_until})
    if verb in {Verb.OBJECT, Verb.APPEAL, Verb.ANSWER, Verb.RESUME}:
        await deadline_terms(ctx, request)
    await untaken_term(ctx, request)
    if request.status in _ENDED:
        for kind in ("due-soon", "overdue"):
            await ctx.desk.forget(f"{kind}:{number}")


async def carry_over(ctx: Context, request: ServiceRequest) -> None:
    """Its terms go on in the conversation of whoever is its resident now."""
    periods = ctx.city.periods
    at: dict[str, datetime | None] = {"planned-return": request.planned_until}
    if request.status is Status.DONE and request.done_at is not None:
        at["closing-reminder"] = request.done_at + periods.closing_reminder
        at["closing-expiry"] = max(request.done_at + periods.auto_close, ctx.now)
    if request.waiting_since is not None:
        at["waiting-expiry"] = max(request.waiting_since + periods.waiting, ctx.now)
    ahead = {kind: when for kind, when in at.items() if when is not None and when >= ctx.now}
    await _remind(ctx, request, ahead)
    if request.status not in _ENDED:
        await deadline_terms(ctx, request)


async def restore_terms(ctx: Context, request: ServiceRequest) -> None:
    """The terms of a request that stands again where it stood: an action was taken back."""
    for kind in ("closing-reminder", "closing-expiry", "planned-return"):
        await ctx.desk.forget(f"{kind}:{request.number}")
    await carry_over(ctx, request)
    await untaken_term(ctx, request)


_ENDED: Final = frozenset(
    {Status.CLOSED, Status.REJECTED, Status.REDIRECTED, Status.CANCELLED, Status.MERGED}
)


async def deadline_terms(ctx: Context, request: ServiceRequest) -> None:
    """The reminder before the deadline, and the moment it passes."""
    periods = ctx.city.periods
    before = periods.remind_before_emergency if request.due_to_hour else periods.remind_before
    at = {}
    if request.due_at - before > ctx.now:
        at["due-soon"] = request.due_at - before
    else:
        await ctx.desk.forget(f"due-soon:{request.number}")
    if request.due_at > ctx.now:
        at["overdue"] = request.due_at
    await _remind(ctx, request, at)


async def untaken_term(ctx: Context, request: ServiceRequest) -> None:
    """When the coordinator is told that nobody has taken the request; none once it is taken."""
    if request.status in NOBODY_HAS_IT:
        at = calendar.untaken(ctx.city, request.service, ctx.now, urgent=request.urgent)
        await _remind(ctx, request, {"untaken": at})
    else:
        await ctx.desk.forget(f"untaken:{request.number}")


async def _remind(ctx: Context, request: ServiceRequest, terms: Mapping[str, datetime]) -> None:
    """Set terms in the resident's conversation: there they keep their order with the answers."""
    to = await resident_address(ctx, request) if terms else None
    if to is None:
        return
    for kind, at in terms.items():
        await ctx.desk.remind(f"{kind}:{request.number}", at, to, Notice(kind, request.number))
