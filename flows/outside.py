"""What words, files and places mean where no form asks for them."""

from __future__ import annotations

from flows import forms, intake, menu
from flows.context import Context
from flows.events import Contact, Point, Text, Unsupported
from flows.form import Again, not_words, said
from flows.intake.place import take_point
from flows.residents import adding, blocking
from flows.residents.linking import shared as link_phone
from flows.staff import commands as staff_commands
from flows.words import kind_word


async def early_point(ctx: Context, point: Point) -> None:
    """A place may come before it is asked for."""
    form = forms.top(ctx)
    if form is None:
        return
    try:
        take_point(ctx, form.draft, point)
    except Again as again:
        await forms.ask(ctx, ctx.text(again.key, **again.values))
        return
    form.revision += 1
    await forms.proceed(ctx, form)


async def heard(ctx: Context) -> None:
    """Something was sent while nothing was asked."""
    body = ctx.event.body
    if ctx.staff is not None:
        if not (isinstance(body, Text) and await staff_commands.wrote(ctx, ctx.staff)):
            await ctx.say("staff-what", choices=[[ctx.button("button-new", "m:new")]])
        return
    if kind := kind_word(ctx):
        await menu.answer_kindly(ctx, f"{kind}-answer")
    elif isinstance(body, Contact) and body.own:
        await link_phone(ctx, body)
    elif isinstance(body, (Unsupported, Contact)):
        ctx.conversation.greeted = True
        await menu.answer_kindly(ctx, not_words(ctx))
    else:
        await blocking.admit(ctx)
        await _about_something(ctx)


async def _about_something(ctx: Context) -> None:
    """Words, a file or a place: to a request that is open, or to a new one."""
    point = isinstance(ctx.event.body, Point)
    if not point and not await _danger(ctx) and await _has_open_requests(ctx):
        await _sort(ctx)
    else:
        await _begin_with(ctx)


async def _danger(ctx: Context) -> bool:
    """A threat to life comes before greetings and before sorting."""
    text, _, _ = await said(ctx)
    return bool(text) and ctx.city.understand(text).danger is not None


async def _has_open_requests(ctx: Context) -> bool:
    page = await ctx.desk.requests_of(ctx.resident_id, limit=1, only_open=True)
    return page.total > 0


async def _sort(ctx: Context) -> None:
    """Words from somebody with an open request: to it, or a new one? They are kept meanwhile."""
    text, files, _ = await said(ctx)
    if not text and not files:
        await menu.answer_kindly(ctx, "not-words")
        return
    ctx.conversation.open(adding.SORT, {"text": text, "files": files})
    await forms.ask(ctx)


async def _begin_with(ctx: Context) -> None:
    """An intake that begins with what was just sent."""
    body = ctx.event.body
    form = await intake.start(ctx)
    if not ctx.conversation.greeted and not await _danger(ctx):
        await ctx.say("welcome-short", centre=ctx.city.centre)
    ctx.conversation.greeted = True
    if isinstance(body, Point):
        await early_point(ctx, body)
    else:
        await forms.take(ctx, form, "")
