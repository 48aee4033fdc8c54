"""``/call``: a request taken by telephone, an answer given there, and whom to telephone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from flows import forms, intake
from flows.calls.slots import known_by
from flows.context import Context, rows
from flows.domain import OPEN, Remark, ServiceRequest, Staff, Status
from flows.life import requests
from flows.life.lifecycle import By, Hears, Verb
from flows.life.requests import Word
from flows.messages import Choice, Message
from flows.reading.phones import at_start, spaced
from flows.residents import closing
from flows.residents.my_requests import offset_in, paging
from flows.staff import parse
from flows.staff.slots import seen
from flows.telling import cards
from flows.words import shortened, status, topic

PAGE: Final = 8
_SURELY_A_PHONE: Final = 8
"""Digits: no city has so many requests. Fewer may be a number of either kind."""


async def call(ctx: Context, staff: Staff, args: str) -> None:
    """``/call``, ``/call 0671234567 слова``, ``/call 1057 вирішено 5``, ``/call кому``."""
    if ctx.conversation.group:
        await ctx.say("call-private")
    elif not args:
        await _menu(ctx)
    elif parse.prefix(args, _words(ctx, "new")):
        await _file(ctx, "", "")
    elif parse.prefix(args, _words(ctx, "whom")):
        await whom(ctx, offset_in(args.rsplit(maxsplit=1)[-1].rpartition(":")[2]))
    elif (found := await _request(ctx, args)) is not None:
        await _about(ctx, staff, *found)
    elif (phone := at_start(args, ctx.city.area_code)) is not None:
        await _file(ctx, *phone)
    else:
        await ctx.say("call-usage")


def _words(ctx: Context, what: str) -> dict[str, str]:
    return parse.table((word, what) for word in ctx.text(f"call-words-{what}").split(","))


async def _request(ctx: Context, args: str) -> tuple[ServiceRequest, str] | None:
    """The request that the arguments begin with, and the rest; a telephone number is none."""
    found = parse.number(args)
    if found is None or len(str(found[0])) >= _SURELY_A_PHONE:
        return None
    if await ctx.desk.request(found[0]) is None and at_start(args, ctx.city.area_code) is not None:
        return None
    return await seen(ctx, found[0]), found[1]


async def _menu(ctx: Context) -> None:
    new = ctx.button("button-call-new", f"m:call:{ctx.text('call-words-new').split(',')[0]}")
    await ctx.say("call-menu", choices=[[new]])
    await whom(ctx, 0)


async def _file(ctx: Context, phone: str, words: str) -> None:
    """An intake on behalf of a caller, with what was typed already filled in."""
    form = await intake.start(ctx, by_phone=True)
    if phone:
        await known_by(ctx, form.draft, phone)
    if words:
        form.draft["said"] = [["", words]]
    await forms.ask(ctx)


# -- an answer given by telephone --------------------------------------------------------------


async def _about(ctx: Context, staff: Staff, request: ServiceRequest, rest: str) -> None:
    for what, act in _ACTS.items():
        found = parse.prefix(rest, _words(ctx, what))
        if found is not None:
            await act(ctx, staff, request, found[1])
            return
    await _offer(ctx, request, understood=not rest)


async def _offer(ctx: Context, request: ServiceRequest, *, understood: bool) -> None:
    """What can be written down about this request now."""
    can = ["yes", "no"] if request.status is Status.DONE else []
    if request.status is Status.CLOSED and closing.may_object(ctx, request):
        can = ["no"]
    if request.status in OPEN:
        can += ["said", "cancel"]
    can.append("talked")
    number = str(request.number)
    buttons = [
        [ctx.button(f"button-call-{one}", f"m:call:{number} {_first(ctx, one)}")]
        for one in can
        if one not in _WORDED
    ]
    lines = [ctx.text(f"call-type-{one}", number=number) for one in can if one in _WORDED]
    key = "call-about" if understood else "call-about-again"
    lead = ctx.text(
        key, number=number, status=status(ctx, request.status), phone=spaced(request.phone)
    )
    await ctx.tell(Message("\n".join([lead, *lines]), rows(buttons), request=request.number))


def _first(ctx: Context, what: str) -> str:
    return ctx.text(f"call-words-{what}").split(",")[0]


async def _done(ctx: Context, staff: Staff, request: ServiceRequest, key: str) -> None:
    lead = ctx.text(key, number=str(request.number))
    await ctx.tell(await cards.short(ctx, staff, request, lead))


async def _resolved(ctx: Context, staff: Staff, request: ServiceRequest, rest: str) -> None:
    """«Вирішено», perhaps with a rating at once."""
    changed = await requests.act(ctx, request, Verb.CONFIRM, By.STAFF)
    if _stars(rest)[0] in closing.STARS:
        await _rated(ctx, staff, changed, rest)
        return
    if rest.strip():
        await requests.remark(ctx, changed, Remark.COMMENT, By.STAFF, Word(rest.strip()))
    buttons = [
        Choice(star, f"m:call:{request.number} {_first(ctx, 'rating')} {star}")
        for star in closing.STARS
    ]
    await ctx.say("call-resolved", number=str(request.number), choices=[buttons])


def _stars(rest: str) -> tuple[str, str]:
    """The first word, which may be a rating, and what follows it."""
    first, _, words = rest.strip().partition(" ")
    return first, words.strip()


async def _rated(ctx: Context, staff: Staff, request: ServiceRequest, rest: str) -> None:
    stars, words = _stars(rest)
    if stars not in closing.STARS or request.status is not Status.CLOSED:
        await ctx.say("call-rating-usage", number=str(request.number))
        return
    rated = await requests.rate(ctx, request, int(stars), By.STAFF)
    if words:
        await requests.remark(ctx, rated, Remark.COMMENT, By.STAFF, Word(words))
    await _done(ctx, staff, rated, "call-rated")


async def _unresolved(ctx: Context, staff: Staff, request: ServiceRequest, rest: str) -> None:
    if not rest.strip():
        await ctx.say("call-type-no", number=str(request.number))
    elif not closing.may_object(ctx, request):
        await ctx.say("not-possible-now", status=status(ctx, request.status))
    else:
        changed = await requests.act(ctx, request, Verb.OBJECT, By.STAFF, Word(rest.strip()))
        await _done(ctx, staff, changed, "call-objected")


async def _said(ctx: Context, staff: Staff, request: ServiceRequest, rest: str) -> None:
    """What the caller adds; where an answer is waited for, that is it."""
    word = Word(rest.strip())
    if not word.text:
        await ctx.say("call-type-said", number=str(request.number))
    elif request.status is Status.WAITING:
        changed = await requests.act(ctx, request, Verb.ANSWER, By.STAFF, word)
        await _done(ctx, staff, changed, "call-noted")
    else:
        await requests.remark(ctx, request, Remark.COMMENT, By.STAFF, word, (Hears.EXECUTOR,))
        await _done(ctx, staff, request, "call-noted")


async def _cancelled(ctx: Context, staff: Staff, request: ServiceRequest, rest: str) -> None:
    word = Word(rest.strip())
    await _done(
        ctx, staff, await requests.act(ctx, request, Verb.CANCEL, By.STAFF, word), "call-cancelled"
    )


async def _talked(ctx: Context, staff: Staff, request: ServiceRequest, rest: str) -> None:
    """Somebody has telephoned them: they leave the list."""
    await requests.remark(ctx, request, Remark.PHONED, By.STAFF, Word(rest.strip()))
    await _done(ctx, staff, request, "call-talked")


_WORDED: Final = frozenset({"no", "said"})
"""What needs words, and is typed."""

_Act = Callable[[Context, Staff, ServiceRequest, str], Awaitable[None]]
_ACTS: Final[dict[str, _Act]] = {
    "no": _unresolved,
    "yes": _resolved,
    "rating": _rated,
    "said": _said,
    "cancel": _cancelled,
    "talked": _talked,
}
"""By the words of ``call-words-…``; «не вирішено» is looked for before «вирішено»."""


# -- whom to telephone -------------------------------------------------------------------------


async def whom(ctx: Context, offset: int) -> None:
    """Requests with news that no messenger could bring, the newest first."""
    page = await ctx.desk.unreached(limit=PAGE, offset=offset)
    if not page.total:
        await ctx.say("call-nobody")
        return
    lines = [
        ctx.text(
            "call-line",
            number=str(one.number),
            phone=spaced(one.phone),
            topic=shortened(topic(ctx, one.service), 30),
            status=status(ctx, one.status),
        )
        for one in page.rows
    ]
    buttons = [[Choice(f"№ {one.number}", f"m:call:{one.number}") for one in page.rows[i : i + 4]]
               for i in range(0, len(page.rows), 4)]  # fmt: skip
    more = paging(ctx, f"m:call:{_first(ctx, 'whom')} ", offset, PAGE, page.total)
    title = ctx.text("call-whom", total=page.total)
    await ctx.tell(Message("\n".join([title, *lines]), rows([*buttons, more])))
