"""A resident's own requests: the list, the card, and what can be done with one."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flows import forms
from flows.context import Context, rows
from flows.domain import OPEN, ServiceRequest, Status
from flows.life import requests
from flows.messages import Choice, Message, Style
from flows.residents import adding, closing, following, joined_requests
from flows.telling import cards
from flows.words import due, is_number, shortened, status, topic

PAGE: Final = 5


async def show_list(ctx: Context, offset: int = 0) -> None:
    """Open ones first: number, topic, status, deadline; a button for each card."""
    page = await ctx.desk.requests_of(ctx.resident_id, limit=PAGE, offset=offset, joined=True)
    if not page.total:
        await ctx.say("my-none", choices=[[ctx.button("button-new", "m:new", Style.PRIMARY)]])
        return
    lines = [_line(ctx, request) for request in page.rows]
    buttons = [[Choice(_label(ctx, r), cards.tap(r.number, "card"))] for r in page.rows]
    text = ctx.text("my-title", total=page.total)
    await ctx.tell(
        Message(
            "\n\n".join([text, *lines]),
            rows([*buttons, paging(ctx, "m:my", offset, PAGE, page.total)]),
            replaces=ctx.edit,
        )
    )


def offset_in(text: str) -> int:
    """Where a page begins, from a button's data; the first page for anything else."""
    return int(text) if is_number(text, 6) else 0


def paging(ctx: Context, data: str, offset: int, size: int, total: int) -> list[Choice]:
    """[Назад по списку] [Далі] where there is something there."""
    buttons = []
    if offset > 0:
        buttons.append(ctx.button("button-previous", f"{data}:{max(offset - size, 0)}"))
    if offset + size < total:
        buttons.append(ctx.button("button-next", f"{data}:{offset + size}"))
    return buttons


def _line(ctx: Context, request: ServiceRequest) -> str:
    key = "my-line" if request.status in OPEN else "my-line-ended"
    line = ctx.text(
        key,
        number=str(request.number),
        topic=topic(ctx, request.service),
        status=status(ctx, request.status),
        due=due(ctx, request),
    )
    if request.resident == ctx.conversation.resident:
        return line
    return f"{line}\n{ctx.text('my-joined')}"


def _label(ctx: Context, request: ServiceRequest) -> str:
    return ctx.text(
        "button-card", number=str(request.number), topic=shortened(topic(ctx, request.service), 24)
    )


async def show(ctx: Context, number: int) -> None:
    """The card of one request, filed or joined."""
    request = await requests.concerning(ctx, number)
    own = request.resident == ctx.conversation.resident
    card = await cards.own(ctx, request) if own else await cards.joined(ctx, request)
    await ctx.tell(replace(card, replaces=""))


async def tapped(ctx: Context, number: int, verb: str) -> None:
    """A button under the resident's own card or news."""
    if verb == "card":
        await show(ctx, number)
    elif verb == "comment":
        await _comment(ctx, await requests.concerning(ctx, number))
    elif verb in joined_requests.VERBS:
        await joined_requests.tapped(ctx, number, verb)
    else:
        await _decided(ctx, await requests.mine(ctx, number), verb)


async def _decided(ctx: Context, request: ServiceRequest, verb: str) -> None:
    """What only the one who filed it can do."""
    number = request.number
    if verb == "cancel":
        await _ask_cancel(ctx, request)
    elif verb == "cancel-yes":
        await _cancel(ctx, request)
    elif verb == "cancel-no":
        await ctx.say("request-kept", number=str(number))
    elif verb == "appeal":
        await _appeal(ctx, request)
    elif verb in {"yes", "no"}:
        await _close(ctx, request, verb)
    else:
        await ctx.say("stale-button")


async def _comment(ctx: Context, request: ServiceRequest) -> None:
    await adding.admit(ctx, request)
    waits = ctx.conversation.about(adding.ANSWER, request.number) is not None
    await _open(ctx, adding.ANSWER if waits else adding.COMMENT, request)


async def _open(ctx: Context, kind: str, request: ServiceRequest) -> None:
    """Ask: with the form that is open already, or with a new one."""
    talk = ctx.conversation
    form = talk.about(kind, request.number)
    if form is None:
        talk.open(kind, {"request": request.number})
    else:
        talk.bring_up(form)
    await forms.ask(ctx)


async def _ask_cancel(ctx: Context, request: ServiceRequest) -> None:
    number = request.number
    yes = ctx.button("button-cancel-yes", cards.tap(number, "cancel-yes"), Style.DANGER)
    no = ctx.button("button-cancel-no", cards.tap(number, "cancel-no"))
    if request.status not in OPEN:
        await ctx.say(
            "request-ended-already", number=str(number), status=status(ctx, request.status)
        )
        return
    key = "ask-cancel-joined" if request.affected > 1 else "ask-cancel-request"
    await ctx.say(key, number=str(number), choices=[[yes], [no]])


async def _cancel(ctx: Context, request: ServiceRequest) -> None:
    """Withdraw it; where others have joined, it goes on without the one who filed it."""
    number = request.number
    handed = await following.withdraw(ctx, request)
    closing.drop_form(ctx, number)
    adding.drop_answer(ctx, number)
    await ctx.say("request-handed" if handed else "request-cancelled", number=str(number))


async def _appeal(ctx: Context, request: ServiceRequest) -> None:
    if not adding.may_appeal(request):
        await ctx.say("appeal-not-possible", number=str(request.number))
        return
    await _open(ctx, adding.APPEAL, request)


async def _close(ctx: Context, request: ServiceRequest, word: str) -> None:
    """«Вирішено» or «не вирішено» from the card, also late."""
    if request.status is not Status.DONE and not closing.may_object(ctx, request):
        await ctx.say(
            "request-ended-already", number=str(request.number), status=status(ctx, request.status)
        )
        return
    if word == "yes" and request.status is not Status.DONE:
        await ctx.say(
            "request-ended-already", number=str(request.number), status=status(ctx, request.status)
        )
        return
    form = closing.open_form(ctx, request)
    ctx.conversation.bring_up(form)
    await forms.take(ctx, form, word)
