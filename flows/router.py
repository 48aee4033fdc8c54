"""What an event means: the one entry of the conversation.

In order: a notice of the program; a tap or a reply goes to its own request; an open question
gets its answer; a greeting a kind word; then words find a request or begin a new one. Nobody is
ever told «невідома команда».
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from flows import commands, edits, forms, intake, menu, notices, outside
from flows.broadcasts import sending
from flows.context import Context, begin
from flows.conversation import Conversation
from flows.desk import ConflictError, Desk
from flows.events import (
    Edited,
    Event,
    Media,
    Moved,
    Notice,
    Point,
    Reachable,
    Tap,
    Text,
)
from flows.form import not_words, said
from flows.life import requests, work_chats
from flows.life.lifecycle import IllegalVerbError
from flows.residents import adding, blocking, my_requests
from flows.staff import commands as staff_commands
from flows.staff.invitations import is_dashed
from flows.words import is_number, plain, status
from locales import Texts

_COMMAND: Final = re.compile(r"^/([A-Za-z_]{1,32})(?:@\w+)?(?:\s+(.*))?$", re.DOTALL)


async def step(event: Event, conversation: Conversation, desk: Desk) -> None:
    """Take one event. All that follows from it is written through the Desk and conversation."""
    ctx = await begin(event, conversation, desk)
    before = list(conversation.forms)
    try:
        await _dispatch(ctx)
    except requests.NotFoundError as unknown:
        await ctx.say("request-not-found", number=str(unknown.number))
    except blocking.BlockedError as blocked:
        await blocking.explain(ctx, blocked.block)
    except IllegalVerbError as illegal:
        await ctx.say("not-possible-now", status=status(ctx, illegal.status))
    except ConflictError:
        await ctx.say("somebody-was-faster")
    await forms.ask_again(ctx, before)


async def _dispatch(ctx: Context) -> None:
    body, talk = ctx.event.body, ctx.conversation
    if isinstance(body, Notice):
        await notices.handle(ctx, body)
    elif isinstance(body, Reachable):
        talk.reachable = body.reachable
        if talk.group and not body.reachable:
            await work_chats.lost(ctx)
    elif isinstance(body, Moved):
        talk.address = body.address
    elif talk.group or ctx.event.group:
        await _in_group(ctx)
    elif isinstance(body, Edited):
        await edits.edited(ctx, body)
    else:
        talk.reachable = True
        await _person(ctx)


async def _in_group(ctx: Context) -> None:
    """Only commands, taps and replies to the bot, and only of staff."""
    body = ctx.event.body
    if ctx.staff is None:
        await work_chats.turn_away(ctx, replied=await _answered_request(ctx) is not None)
    elif isinstance(body, Tap):
        await _tap(ctx, body)
    elif (command := _command(ctx)) is not None:
        await commands.give(ctx, *command)
    elif (number := await _answered_request(ctx)) is not None:
        await staff_commands.replied(ctx, ctx.staff, number)


async def _person(ctx: Context) -> None:
    body = ctx.event.body
    if isinstance(body, Tap):
        await _tap(ctx, body)
        return
    if isinstance(body, Text) and (data := _typed_label(ctx, body.text)):
        await _tap(ctx, Tap(data))
        return
    if (command := _command(ctx)) is not None:
        await commands.give(ctx, *command)
        return
    if await _reply(ctx):
        return
    form = forms.top(ctx)
    if form is not None:
        if form.kind == intake.KIND and isinstance(body, Point) and "place" not in form.draft:
            await outside.early_point(ctx, body)
            return
        await forms.take(ctx, form, "")
        return
    await outside.heard(ctx)


_plain_label = lru_cache(maxsize=2048)(plain)
"""Labels are few and come again in every chat; what people type is not kept."""


def _typed_label(ctx: Context, text: str) -> str:
    """The data of the button whose label was typed, if that button still means something."""
    wanted = plain(text)
    if not wanted:
        return ""
    top = forms.top(ctx)
    for label, data in reversed(ctx.conversation.offers):
        if _plain_label(label) != wanted:
            continue
        kind, _, rest = data.partition(":")
        if kind != "q" or (top is not None and rest.startswith(f"{top.id}:{top.revision}:")):
            return data
    return _always(ctx.texts).get(wanted, "")


@cache
def _always(texts: Texts) -> Mapping[str, str]:
    """What the labels mean that can be typed at any time, made plain."""
    choices = [choice for row in menu.front(texts) for choice in row]
    # stands under announcements, which are not told in a step of this conversation
    choices.append(sending.off_button(texts))
    return {plain(choice.label): choice.data for choice in reversed(choices)}


def _command(ctx: Context) -> tuple[str, str] | None:
    """The command and its arguments in a text or under a photo."""
    body = ctx.event.body
    text = body.text if isinstance(body, Text) else body.caption if isinstance(body, Media) else ""
    if is_dashed(text):
        return "link", text
    found = _COMMAND.match(text.strip())
    return (found[1].lower(), (found[2] or "").strip()) if found else None


async def _tap(ctx: Context, tap: Tap) -> None:
    kind, _, rest = tap.data.partition(":")
    if kind == "q":
        await _answer(ctx, rest)
    elif kind == "r":
        await _request_button(ctx, rest, tap)
    elif kind == "b":
        ctx.edit = tap.message if rest.endswith(":look") else ""
        if not await sending.tapped(ctx, rest):
            await _stale(ctx)
    elif kind == "m":
        name, _, args = rest.partition(":")
        ctx.edit = tap.message if name in {"my", "queue", "held"} and args else ""
        await commands.menu(ctx, name, args)
    else:
        await _stale(ctx)


async def _answer(ctx: Context, rest: str) -> None:
    """An answer counts only for the form and the revision that its button was made for."""
    form_id, _, tail = rest.partition(":")
    revision, _, value = tail.partition(":")
    form = ctx.conversation.form(int(form_id)) if is_number(form_id) else None
    if form is None or not is_number(revision) or int(revision) != form.revision or not value:
        await _stale(ctx)
        return
    ctx.conversation.bring_up(form)
    await forms.take(ctx, form, value)


async def _request_button(ctx: Context, rest: str, tap: Tap) -> None:
    number, _, verb = rest.partition(":")
    if not is_number(number):
        await _stale(ctx)
        return
    if verb in staff_commands.BUTTONS:
        if ctx.staff is None:
            raise requests.NotFoundError(number)
        ctx.edit = tap.message if verb in {"take", "undo"} else ""
        await staff_commands.tapped(ctx, ctx.staff, int(number), verb)
    elif not ctx.conversation.group:
        await my_requests.tapped(ctx, int(number), verb)


async def _stale(ctx: Context) -> None:
    """A late or forged tap changes nothing; the present question is asked again."""
    if forms.top(ctx) is None:
        await ctx.say("stale-button")
    else:
        await forms.ask(ctx, ctx.text("stale-button"))


async def _answered_request(ctx: Context) -> int | None:
    if not ctx.event.reply_to:
        return None
    return await ctx.desk.request_of_message(ctx.conversation.id, ctx.event.reply_to)


async def _reply(ctx: Context) -> bool:
    """A reply to any message about a request goes to that request."""
    number = await _answered_request(ctx)
    if number is None:
        return False
    request = await ctx.desk.request(number)
    if request is None:
        return False
    if request.resident == ctx.conversation.resident or await _joined(ctx, number):
        text, files, _ = await said(ctx)
        form = forms.top(ctx)
        if form is not None and form.draft.get("request") == number:
            await forms.take(ctx, form, "")
        elif text or files:
            await adding.add(ctx, request, requests.Word(text, tuple(files)))
        else:
            await ctx.say(not_words(ctx))
        return True
    if ctx.staff is not None:
        await staff_commands.replied(ctx, ctx.staff, number)
        return True
    return False


async def _joined(ctx: Context, number: int) -> bool:
    resident = ctx.conversation.resident
    return resident is not None and await ctx.desk.follower(number, resident) is not None
