"""Work chats: the groups in which departments work, and what they are told.

What happens to a request is told to the group as a notice; ``flows.telling.group_cards`` puts the card
in its place. Who presses a button there acts with their own rights.
"""

from __future__ import annotations

from typing import Final

from flows.context import Context
from flows.domain import Remark, ServiceRequest
from flows.events import Notice, Tap
from flows.life.lifecycle import Verb
from flows.messages import Message
from flows.words import department

_MOVES: Final = frozenset(
    {Verb.ASSIGN, Verb.RETURN, Verb.TAKE, Remark.TOPIC, Remark.PLACE, Remark.RELEASE, Remark.UNDO}
)
"""After these the request may be another department's: whoever shows its card is told too."""


async def tell(ctx: Context, request: ServiceRequest, entry_id: int) -> None:
    """Let the groups that work on it, or did, know of a history entry (0: the registration)."""
    chats = await ctx.desk.work_chats()
    if not chats:
        return
    entry = await ctx.desk.entry(entry_id) if entry_id else None
    moves = entry is not None and entry.verb in _MOVES
    for to in {c.to: None for c in chats if moves or c.department == request.department}:
        key = f"group-card:{request.number}:{entry_id}:{to.conversation}"
        await ctx.desk.post(key, to, Notice("group-card", request.number, {"entry": str(entry_id)}))


async def remind(ctx: Context, request: ServiceRequest, kind: str) -> None:
    """Let the groups that work on it know that its term is near, or over; see ``flows.telling``.

    Requests of one department with the same term are told together.
    """
    chats = await ctx.desk.work_chats()
    due, department_ = request.due_at.isoformat(), request.department
    for to in {c.to: None for c in chats if c.department == department_}:
        key = f"group-{kind}:{department_}:{due}:{to.conversation}"
        data = {"kind": kind, "due": due, "department": department_}
        await ctx.desk.post(key, to, Notice("group-due", data=data))


async def turn_away(ctx: Context, *, replied: bool) -> None:
    """Who does not work here is told kindly that nothing was passed on; idle talk is not read."""
    talk = ctx.conversation
    linked = any(chat.to.conversation == talk.id for chat in await ctx.desk.work_chats())
    if linked and (replied or isinstance(ctx.event.body, Tap)):
        # as a question: of many presses in a row one answer waits, and no card behind them
        await ctx.tell(Message(ctx.text("group-not-staff")), question=True)


# -- a group that cannot be written to ------------------------------------------------------------


async def lost(ctx: Context) -> None:
    """The bot was put out, or may not write: the coordinator hears of it, once."""
    talk = ctx.conversation
    here = [chat for chat in await ctx.desk.work_chats() if chat.to.conversation == talk.id]
    if not here:
        return
    heard = talk.last_inbound_at.isoformat() if talk.last_inbound_at else ""
    for member in await ctx.desk.supervisors():
        addresses = await ctx.desk.addresses(staff=member.id)
        if addresses:
            key = f"chat-lost:{talk.id}:{heard}:{ctx.now:%Y-%m-%d}:{member.id}"
            data = {"department": here[0].department}
            await ctx.desk.post(key, addresses[0], Notice("chat-lost", data=data))


async def told_lost(ctx: Context, notice: Notice) -> None:
    """To a coordinator: which department's group it is, and what helps."""
    if ctx.staff is not None:
        await ctx.say("chat-lost", executor=department(ctx, notice.data["department"]))
