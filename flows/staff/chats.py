"""``/chat``: which department works in this group, or in this topic of it."""

from __future__ import annotations

from typing import Final

from flows.context import Context, pairs, rows
from flows.desk.work_chats import WorkChat
from flows.domain import Staff
from flows.messages import Message
from flows.staff import finding, parse, topics
from flows.staff.topics import described
from flows.words import plain

REMOVE: Final = "remove"


async def chat(ctx: Context, staff: Staff, args: str) -> None:
    """In the group: «Міськсвітло», «Міськсвітло Саксаганський», «прибрати»; elsewhere the list."""
    words = args.strip()
    first, _, rest = words.partition(" ")
    if first == topics.CREATE and ctx.conversation.group:
        await topics.create(ctx, staff, rest)
    elif plain(first) in {plain(word) for word in ctx.text("remove-words").split(",")}:
        await _remove(ctx, rest)
    elif not words or not ctx.conversation.group:
        await _list(ctx)
    else:
        await _link(ctx, staff, words)


async def _link(ctx: Context, staff: Staff, words: str) -> None:
    code, rest = finding.district(ctx, words)
    found = finding.departments(ctx, rest) if rest else []
    if len(found) != 1:
        known = ", ".join(d.short for d in ctx.city.working)
        await ctx.say("chat-which-department", known=known)
        return
    one = WorkChat(0, ctx.here, ctx.event.thread, found[0], code)
    await ctx.desk.link_chat(one, staff.id)
    offered = []
    if ctx.event.forum and not (one.thread or code) and await topics.missing(ctx, one.department):
        data = f"m:chat:{topics.CREATE} {one.department}"
        offered = [[ctx.button("button-chat-topics", data)]]
    await ctx.say("chat-linked", chat=described(ctx, one), choices=offered)


async def _remove(ctx: Context, rest: str) -> None:
    number = parse.number(rest)
    known = await ctx.desk.work_chats()
    here = (ctx.conversation.id, ctx.event.thread)
    wanted = [
        one
        for one in known
        if (one.id == number[0] if number else (one.to.conversation, one.thread) == here)
    ]
    if not wanted:
        await ctx.say("chat-no-such")
        return
    await ctx.desk.unlink_chat(wanted[0].id)
    await ctx.say("chat-unlinked", chat=described(ctx, wanted[0]))


async def _list(ctx: Context) -> None:
    known = await ctx.desk.work_chats()
    lines = [f"{one.id}. {described(ctx, one)}" for one in known]
    title = ctx.text("chat-list" if known else "chat-none")
    buttons = [
        ctx.button_with("button-chat-remove", f"m:chat:{REMOVE} {one.id}", number=str(one.id))
        for one in known
    ]
    text = "\n".join([title, *lines, ctx.text("chat-usage")])
    await ctx.tell(Message(text, rows(pairs(buttons))))
