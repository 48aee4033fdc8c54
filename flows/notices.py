"""What the program tells a conversation: news, cards, terms that have come. One table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Final, TypeAlias

from flows import drafts, flood, forms, jobs, silence
from flows.broadcasts import sending
from flows.calls import telling
from flows.context import Context
from flows.domain import Remark, ServiceRequest, Status
from flows.events import Notice
from flows.life import requests, work_chats
from flows.life.hearing import NOBODY_HAS_IT, nobody_on_duty, nudge
from flows.life.lifecycle import By, Hears, Verb
from flows.life.requests import LOW_RATING
from flows.life.terms import deadline_of, untaken_term
from flows.messages import Lane, Message
from flows.residents import adding, blocking, chats, closing, linking, outages
from flows.staff import absences, announcing, leaving, people, topics
from flows.telling import cards, digest, followed_news, group_cards, group_terms, news
from flows.words import numbers

Handler: TypeAlias = Callable[[Context, Notice], Awaitable[None]]


async def handle(ctx: Context, notice: Notice) -> None:
    """Do what the notice says. One of an unknown kind, of a newer version, is left alone."""
    handler = HANDLERS.get(notice.kind)
    if handler is not None:
        await handler(ctx, notice)


async def _news(ctx: Context, notice: Notice) -> None:
    await news.tell(ctx, notice.request or 0, int(notice.data["entry"]))


async def _card(ctx: Context, notice: Notice) -> None:
    """A card for a member of staff: a new request, or what the resident did."""
    request = await ctx.desk.request(notice.request or 0)
    if request is None or ctx.staff is None:
        return
    entry_id = int(notice.data.get("entry", "0"))
    entry = await ctx.desk.entry(entry_id) if entry_id else None
    kind = notice.data.get("kind") or (entry.verb if entry else Verb.REGISTER.value)
    if kind == Remark.RATING and entry is not None and int(entry.text) > LOW_RATING:
        return
    if await news.waits(ctx, request, notice):
        return
    words = entry.text if entry else ""
    lead = ctx.text(f"staff-news-{kind.replace('_', '-')}", words=words, **_counts(request))
    if request.urgent and kind in {Verb.REGISTER, "untaken"} and await nobody_on_duty(ctx):
        lead = f"{lead}\n{ctx.text('staff-nobody-on-duty')}"
    message = await cards.short(ctx, ctx.staff, request, lead)
    files = entry.attachments if entry else ()
    if kind == Verb.REGISTER:
        files = tuple(f.id for f in await ctx.desk.files_of(request.number))
    quiet = news.quiet(ctx, request)
    await ctx.tell(replace(message, media=files, silent=quiet), lane=Lane.NEWS)


def _counts(request: ServiceRequest) -> dict[str, int]:
    return {"reworks": request.reworks, "affected": request.affected}


async def _followed(ctx: Context, notice: Notice) -> None:
    await followed_news.tell(ctx, notice.request or 0, int(notice.data["entry"]))


async def _handed(ctx: Context, notice: Notice) -> None:
    await followed_news.handed(ctx, notice.request or 0)


async def _own_request(ctx: Context, notice: Notice) -> ServiceRequest | None:
    return await ctx.desk.request(notice.request or 0)


async def _closing_reminder(ctx: Context, notice: Notice) -> None:
    """Two days of silence: «Проблему вирішено?» once more."""
    request = await _own_request(ctx, notice)
    if request is None or request.status is not Status.DONE:
        return
    if await news.elsewhere(ctx, request, notice):
        return
    if not ctx.conversation.reachable:
        await news.unreachable(ctx, request)
        return
    form = closing.open_form(ctx, request)
    lead = ctx.text("closing-reminder", number=str(request.number))
    if forms.top(ctx) is form:
        await forms.ask(ctx, lead)
    else:
        await ctx.tell(Message(lead, request=request.number), lane=Lane.NEWS)


async def _closing_expiry(ctx: Context, notice: Notice) -> None:
    """Five days of silence: closed without an answer, which is never counted as confirmed."""
    request = await _own_request(ctx, notice)
    if request is None or request.status is not Status.DONE or request.done_at is None:
        return
    if ctx.now - request.done_at >= ctx.city.periods.auto_close:
        await requests.act(ctx, request, Verb.EXPIRE, By.CLOCK)


async def _resume(ctx: Context, notice: Notice) -> None:
    """No answer within the term, or a planned day that has come: back to work."""
    request = await _own_request(ctx, notice)
    wanted = Status.PLANNED if notice.kind == "planned-return" else Status.WAITING
    if request is None or request.status is not wanted or not _term_over(ctx, request):
        return
    adding.drop_answer(ctx, request.number)
    fields: dict[str, Any] = {}
    if wanted is Status.PLANNED:
        promised = deadline_of(ctx, request.service)
        fields = {"due_at": promised.at, "due_to_hour": promised.to_the_hour}
    await requests.act(ctx, request, Verb.RESUME, By.CLOCK, **fields)


def _term_over(ctx: Context, request: ServiceRequest) -> bool:
    if request.planned_until is not None:
        return request.planned_until <= ctx.now
    since = request.waiting_since
    return since is not None and ctx.now - since >= ctx.city.periods.waiting


async def _deadline(ctx: Context, notice: Notice) -> None:
    """Before the deadline the executor is reminded, after it the coordinator is told; once."""
    request = await _own_request(ctx, notice)
    if request is None or request.status not in _RUNNING:
        return
    if notice.kind == "overdue" and request.due_at > ctx.now:
        return
    hears = (Hears.EXECUTOR,) if notice.kind == "due-soon" else (Hears.COORDINATOR, Hears.EXECUTOR)
    await nudge(ctx, request, notice.kind, hears)
    await work_chats.remind(ctx, request, notice.kind)


async def _untaken(ctx: Context, notice: Notice) -> None:
    """Nobody has taken it: offered to the coordinator, an emergency to those on duty too.

    Once per interval, until somebody takes it.
    """
    request = await _own_request(ctx, notice)
    if request is None or request.status not in NOBODY_HAS_IT:
        return
    hears = (Hears.COORDINATOR, *((Hears.EXECUTOR,) if request.urgent else ()))
    await nudge(ctx, request, "untaken", hears, occasion=ctx.event.id)
    await untaken_term(ctx, request)


_RUNNING: Final = frozenset({Status.REGISTERED, Status.ASSIGNED, Status.IN_PROGRESS})


async def _undeliverable(ctx: Context, notice: Notice) -> None:
    """A message could not be delivered: shown on the card, and the person is to be telephoned."""
    if ctx.conversation.group:
        if not ctx.conversation.reachable:
            await work_chats.lost(ctx)
        return
    request = await ctx.desk.request(notice.request) if notice.request else None
    if request is None or request.resident != ctx.conversation.resident:
        return
    if not await news.elsewhere(ctx, request, Notice("missed", request.number)):
        await news.unreachable(ctx, request)


async def _parked(ctx: Context, notice: Notice) -> None:
    """Something of theirs could not be worked: say so, and call the staff."""
    if not ctx.conversation.group and ctx.staff is None:
        await ctx.say("sorry", phones=numbers(ctx.city))
    for member in await ctx.desk.supervisors():
        addresses = await ctx.desk.addresses(staff=member.id)
        if addresses:
            key = f"alert:{notice.data.get('event', '')}:{member.id}"
            data = {"event": notice.data.get("event", "")}
            await ctx.desk.post(key, addresses[0], Notice("alert", data=data))


async def _alert(ctx: Context, notice: Notice) -> None:
    if ctx.staff is not None:
        await ctx.say("staff-alert-parked", event=notice.data.get("event", ""))


HANDLERS: Final[dict[str, Handler]] = {
    "blocked": blocking.told,
    "unblocked": blocking.lifted,
    "upheld": blocking.upheld,
    "objected": blocking.objected,
    "broadcast-approve": sending.ask_approval,
    "broadcast-step": sending.step,
    "news": _news,
    "card": _card,
    "followed": _followed,
    "handed": _handed,
    "outage-approve": announcing.ask_approval,
    "outage-decided": announcing.tell_decision,
    "group-card": group_cards.card,
    "topic": topics.ended,
    "group-due": group_terms.due,
    "chat-lost": work_chats.told_lost,
    "outage-due": outages.due,
    "outage-expiry": outages.expire,
    "outage-spread": outages.spread,
    "outage-told": outages.told,
    "closing-reminder": _closing_reminder,
    "closing-expiry": _closing_expiry,
    "waiting-expiry": _resume,
    "planned-return": _resume,
    "due-soon": _deadline,
    "overdue": _deadline,
    "untaken": _untaken,
    "draft-recall": drafts.recall,
    "draft-drop": drafts.drop,
    "fetched": drafts.fetched,
    "undeliverable": _undeliverable,
    "parked": _parked,
    "alert": _alert,
    "flood": flood.told,
    "absence": absences.told,
    "handed-back": leaving.handed_back,
    "role": people.role_changed,
    "digest": digest.tell,
    "called": telling.told,
    "job": jobs.ended,
    "job-progress": jobs.going_on,
    "missed": chats.missed,
    "silence": silence.told,
    "settle": chats.settle,
    "linked": chats.linked,
    "part": linking.parted,
}
