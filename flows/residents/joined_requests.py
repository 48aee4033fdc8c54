"""What who joined a request can do with it: leave, or say that it is not solved."""

from __future__ import annotations

from typing import Final

from flows import forms
from flows.context import Context
from flows.domain import Remark, ServiceRequest
from flows.life import requests
from flows.life.lifecycle import By, Hears
from flows.life.requests import NotFoundError
from flows.messages import Style
from flows.residents import following
from flows.telling import cards
from flows.words import status

VERBS: Final = frozenset({"leave", "leave-yes", "leave-no", "dissent"})
"""By the data of their buttons."""


async def tapped(ctx: Context, number: int, verb: str) -> None:
    """A button of those who joined."""
    follower = await ctx.desk.follower(number, ctx.resident_id)
    request = await ctx.desk.request(number)
    if follower is None or request is None:
        raise NotFoundError(number)
    if verb == "leave":
        await _ask_leave(ctx, number)
    elif verb == "leave-yes":
        await ctx.desk.unfollow(number, follower.resident)
        following.drop_form(ctx, number)
        await ctx.say("left-request", number=str(number))
    elif verb == "leave-no":
        await ctx.say("not-left-request", number=str(number))
    else:
        await _dissent(ctx, request)


async def _ask_leave(ctx: Context, number: int) -> None:
    yes = ctx.button("button-leave-yes", cards.tap(number, "leave-yes"), Style.DANGER)
    no = ctx.button("button-leave-no", cards.tap(number, "leave-no"))
    await ctx.say("ask-leave", number=str(number), choices=[[yes], [no]])


async def _dissent(ctx: Context, request: ServiceRequest) -> None:
    """«Не вирішено» of one who joined counts at once; what is wrong may follow."""
    number = request.number
    open_form = ctx.conversation.about(following.DISSENT, number)
    if open_form is not None:
        ctx.conversation.bring_up(open_form)
        await forms.ask(ctx)
        return
    if not following.may_dissent(ctx, request, await ctx.desk.history(number)):
        await ctx.say("dissent-not-now", number=str(number), status=status(ctx, request.status))
        return
    hears = (Hears.EXECUTOR, Hears.COORDINATOR)
    await requests.remark(
        ctx, request, Remark.DISSENT, By.RESIDENT, requests.SILENT, hears, author=ctx.resident_id
    )
    ctx.conversation.open(following.DISSENT, {"request": number})
    await forms.ask(ctx)
