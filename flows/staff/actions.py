"""What each staff command does once all that it needs is known."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Final, TypeAlias

from flows import access
from flows.context import Context
from flows.domain import OPEN, Remark, Staff, Status
from flows.form import Draft
from flows.life import merging, requests, routing
from flows.life.lifecycle import By, Hears, Verb
from flows.life.requests import Word
from flows.messages import Message
from flows.reading.phones import spaced
from flows.staff import blocks, correcting, parse, trail
from flows.staff.orders import Order, undoable
from flows.staff.slots import seen
from flows.telling import cards
from flows.words import day, status

Run: TypeAlias = Callable[[Order], Awaitable[None]]


async def run(ctx: Context, staff: Staff, draft: Draft) -> None:
    """Do the command of ``draft``, if this role may."""
    command = draft["command"]
    if not access.may(staff, command):
        await trail.note(ctx, staff, command, draft["request"], done=False)
        await ctx.say("staff-not-allowed", role=ctx.text(f"role-{staff.role.value}"))
        return
    async with trail.noted(ctx, staff, command, draft["request"]):
        request = await seen(ctx, draft["request"])
        await RUNS[command](Order(ctx, staff, request, draft))


async def _show(order: Order) -> None:
    for message in await cards.full(order.ctx, order.staff, order.request):
        await order.ctx.tell(message)


async def _phone(order: Order) -> None:
    ctx, number = order.ctx, str(order.request.number)
    if ctx.conversation.group:
        await ctx.say("staff-phone-private", number=number)
        return
    if not order.request.phone:
        await ctx.say("staff-phone-none", number=number)
        return
    await ctx.say("staff-phone", number=number, phone=spaced(order.request.phone))


async def _take(order: Order) -> None:
    waiting = order.request.status is Status.WAITING
    changed = await order.act(Verb.RESUME if waiting else Verb.TAKE)
    await order.confirm("staff-took", changed)


async def _assign(order: Order) -> None:
    kind, _, key = order.draft["executor"].partition(":")
    ctx = order.ctx
    if kind == "staff":
        member = await ctx.desk.staff(int(key))
        if member is None or not member.active:
            await ctx.say("staff-executor-not-understood")
            return
        changed = await order.act(
            Verb.ASSIGN,
            assignee=member.id,
            department=member.department or order.request.department,
        )
        await order.confirm("staff-assigned", changed, executor=member.name)
        return
    changed = await order.act(Verb.ASSIGN, department=key, assignee=None)
    await order.confirm("staff-assigned", changed, executor=ctx.city.departments[key].short)


async def _reply(order: Order) -> None:
    await requests.remark(
        order.ctx, order.request, Remark.REPLY, By.STAFF, order.word, (Hears.RESIDENT,)
    )
    await order.ctx.say("staff-replied", number=str(order.request.number))


async def _ask(order: Order) -> None:
    await order.confirm("staff-asked", await order.act(Verb.ASK))


async def _done(order: Order) -> None:
    await order.confirm("staff-done", await order.act(Verb.FINISH))


async def _reject(order: Order) -> None:
    await order.confirm("staff-rejected", await order.act(Verb.REJECT))


async def _redirect(order: Order) -> None:
    ctx = order.ctx
    body = ctx.city.authorities[order.draft["authority"]]
    phones = ", ".join(f"{p.number} {p.note}".strip() for p in body.phones)
    said = "\n".join(
        part
        for part in (ctx.text("redirect-where", body=body.name, phones=phones), order.word.text)
        if part
    )
    changed = await order.act(Verb.REDIRECT, Word(said, order.word.files))
    await order.confirm("staff-redirected", changed, body=body.short)


async def _plan(order: Order) -> None:
    ctx, until = order.ctx, order.draft["until"]
    back = parse.morning_of(date.fromisoformat(until["day"]), ctx.city.timezone)
    reason = order.word.text
    said = ctx.text("plan-word", period=until["words"], reason=reason)
    changed = await order.act(Verb.PLAN, Word(said, order.word.files), planned_until=back)
    await order.confirm("staff-planned", changed, day=day(ctx, back, year=True))


async def _return(order: Order) -> None:
    """Back to the centre, or to the department that the rules name where it is another one."""
    ctx, request = order.ctx, order.request
    named = (await routing.decide(ctx, request.service, request.place.district)).department
    to = named if named != request.department else ""
    changed = await order.act(Verb.RETURN, department=to)
    await order.confirm("staff-returned", changed)


async def _why(order: Order) -> None:
    text = await routing.explained(order.ctx, order.request)
    await order.ctx.tell(Message(text, request=order.request.number))


async def _deadline(order: Order) -> None:
    ctx = order.ctx
    if order.request.status not in OPEN:
        await ctx.say("not-possible-now", status=status(ctx, order.request.status))
        return
    due_at = parse.end_of(date.fromisoformat(order.draft["day"]), ctx.city.timezone)
    changed = await requests.move_deadline(ctx, order.request, due_at, order.word)
    await order.confirm("staff-deadline-moved", changed, day=day(ctx, due_at, year=True))


async def _note(order: Order) -> None:
    await requests.remark(order.ctx, order.request, Remark.NOTE, By.STAFF, order.word)
    await order.ctx.say("staff-noted", number=str(order.request.number))


async def _merge(order: Order) -> None:
    ctx, kept = order.ctx, order.request
    duplicate = await seen(ctx, order.draft["duplicate"])
    if key := merging.obstacle(ctx, kept, duplicate):
        await ctx.tell(Message(ctx.text(key, number=str(kept.number))))
        return
    await merging.merge(ctx, kept, duplicate)
    wider = await seen(ctx, kept.number)
    lead = ctx.text("staff-merged", number=str(kept.number), duplicate=str(duplicate.number))
    card = await cards.short(ctx, order.staff, wider, lead, replaces=ctx.edit)
    await ctx.tell(undoable(ctx, card, duplicate.number))


RUNS: Final[dict[str, Run]] = {
    "show": _show,
    "phone": _phone,
    "why": _why,
    "take": _take,
    "assign": _assign,
    "reply": _reply,
    "ask": _ask,
    "done": _done,
    "reject": _reject,
    "redirect": _redirect,
    "plan": _plan,
    "return": _return,
    "deadline": _deadline,
    "note": _note,
    "topic": correcting.correct_topic,
    "place": correcting.correct_place,
    "priority": correcting.correct_priority,
    "merge": _merge,
    "block": blocks.block,
    "unblock": blocks.unblock,
    "uphold": blocks.uphold,
}
