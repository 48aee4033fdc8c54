"""A topic for each district, opened by the bot in a department's forum, one after the other.

A district whose topic is being opened is linked already, to a place that no message finds: so it
cannot be opened twice, whatever dies in between, and its cards stand in the group until then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flows.context import Context
from flows.desk.work_chats import WorkChat
from flows.domain import Staff
from flows.events import Notice
from flows.messages import Message
from flows.words import department, district

CREATE: Final = "topics"
"""What the button types after ``/chat``, before the department's code."""
_OPENING: Final = "new:"
"""Begins the thread of a district whose topic is being opened."""
_REASONS: Final = {
    "refused: no-rights": "topics-no-rights",
    "refused: no-forum": "topics-no-forum",
}


async def missing(ctx: Context, code: str) -> list[str]:
    """Districts for which this department has no place in this group."""
    here = await _of(ctx, code)
    known = {chat.district for chat in here}
    return [one for one in ctx.city.places.districts.by_code if one not in known]


async def create(ctx: Context, staff: Staff, code: str) -> None:
    """The button: begin with the first district that has no topic."""
    here = await _of(ctx, code)
    if not any(not chat.thread and not chat.district for chat in here):
        await ctx.say("chat-no-such")
    elif any(chat.thread.startswith(_OPENING) for chat in here):
        await ctx.say("topics-under-way")
    elif not (wanted := await missing(ctx, code)):
        await ctx.say("topics-all-there")
    else:
        await _open(ctx, code, wanted[0], staff.id)


async def ended(ctx: Context, notice: Notice) -> None:
    """How the opening of a topic ended: it is linked and the next is opened, or staff hear why not."""
    place, opened = notice.data["place"], notice.data["opened"]
    one = next((chat for chat in await _here(ctx) if chat.thread == place), None)
    if one is None:
        return  # somebody has removed the link meanwhile
    await ctx.desk.unlink_chat(one.id)
    if not opened:
        await _say_why(ctx, one, notice.data["error"])
        return
    linked = replace(one, thread=opened)
    await ctx.desk.link_chat(linked, one.by)
    await ctx.tell(Message(ctx.text("topic-linked", chat=described(ctx, linked)), thread=opened))
    if wanted := await missing(ctx, one.department):
        await _open(ctx, one.department, wanted[0], one.by)
    else:
        await ctx.say("topics-all-there")


def described(ctx: Context, one: WorkChat) -> str:
    """«Міськсвітло, Саксаганський район»."""
    parts = (department(ctx, one.department), district(ctx, one.district))
    return ", ".join(part for part in parts if part)


async def _here(ctx: Context) -> list[WorkChat]:
    return [c for c in await ctx.desk.work_chats() if c.to.conversation == ctx.conversation.id]


async def _of(ctx: Context, code: str) -> list[WorkChat]:
    return [chat for chat in await _here(ctx) if chat.department == code]


async def _open(ctx: Context, code: str, where: str, by: int) -> None:
    thread = f"{_OPENING}{where}"
    await ctx.desk.link_chat(WorkChat(0, ctx.here, thread, code, where), by)
    await ctx.tell(Message("", opens=district(ctx, where), thread=thread))


async def _say_why(ctx: Context, one: WorkChat, error: str) -> None:
    failed = "topics-failed" if error.startswith("refused") else "topics-unclear"
    again = ctx.button("button-chat-topics", f"m:chat:{CREATE} {one.department}")
    await ctx.say(
        _REASONS.get(error, failed),
        district=district(ctx, one.district),
        executor=department(ctx, one.department),
        choices=[[again]],
    )
