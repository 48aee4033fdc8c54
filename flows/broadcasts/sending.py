"""From the preview to the report: a second person's word, progress, stopping, what became of it.

The work is done in steps of the author's own conversation, each as long as a short chunk: one that
is cut off is begun anew, and what is written in it is written whole.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from city import calendar
from flows import access
from flows.broadcasts import form as asking
from flows.context import Context, rows
from flows.desk.announcement import Broadcast, State
from flows.domain import Staff
from flows.events import Notice
from flows.messages import Choice, Message, Style
from flows.staff import second_person
from flows.words import is_number
from locales import LANGUAGES, Texts, texts

EVERY: Final = timedelta(seconds=5)
"""How often letters are counted and the next ones written."""
QUARTERS: Final = 4
COMMAND: Final = "broadcast"


def data(known: int, verb: str, *more: int) -> str:
    """The data of a button: «b:5:stop»."""
    return ":".join(["b", str(known), verb, *map(str, more)])


def off_button(words: Texts) -> Choice:
    """[Не надсилати оголошень], in the language of ``words``."""
    return Choice(words.get("button-announcements-off"), "m:announcements:off")


def announcement(known: Broadcast, language: str) -> Message:
    """What receivers get."""
    words = texts(language)
    off = off_button(words)
    return Message(words.get("announcement", text=known.text), ((off,),), media=known.media)


async def tapped(ctx: Context, rest: str) -> bool:
    """A button of an announcement; False where it means nothing (any more)."""
    number, _, tail = rest.partition(":")
    verb, _, more = tail.partition(":")
    if ctx.staff is None or not access.may(ctx.staff, COMMAND) or not is_number(number):
        return False
    known = await ctx.desk.broadcast(int(number))
    handler = {"send": _send, "drop": _drop, "approve": _approve, "decline": _decline,
               "stop": _stop, "look": _look}.get(verb)  # fmt: skip
    if known is None or handler is None:
        return False
    return await handler(ctx, ctx.staff, known, more)


async def _send(ctx: Context, staff: Staff, known: Broadcast, more: str) -> bool:
    """The author's word. The number is that which was counted, not one that a tap claims."""
    total, _, job_id = more.partition(":")
    if known.state is not State.DRAFT or known.author != staff.id or not is_number(job_id):
        return False
    job = await ctx.desk.job(int(job_id))
    offered = [d for _, d in job.result.offers()] if job and job.result else []
    if data(known.id, "send", int(total), int(job_id)) not in offered:
        return False
    if not second_person.needed(ctx.city, int(total)):
        return await _start(ctx, known, State.DRAFT, total=int(total))
    return await _ask_others(ctx, staff, replace(known, total=int(total)))


async def _ask_others(ctx: Context, staff: Staff, known: Broadcast) -> bool:
    others = await second_person.others(ctx, staff, COMMAND, known.total)
    if not others:
        return True
    if not await ctx.desk.change_broadcast(known, State.ASKED, total=known.total):
        return False
    notice = Notice("broadcast-approve", data={"broadcast": str(known.id)})
    await second_person.ask(ctx, others, known.id, notice, known.total)
    return True


async def ask_approval(ctx: Context, notice: Notice) -> None:
    """The second person sees what is to be sent, to whom and to how many."""
    known = await ctx.desk.broadcast(int(notice.data["broadcast"]))
    if known is None or known.state is not State.ASKED or ctx.staff is None:
        return
    author = await ctx.desk.staff(known.author)
    yes = ctx.button("button-broadcast-approve", data(known.id, "approve"), Style.SUCCESS)
    no = ctx.button("button-second-person-decline", data(known.id, "decline"))
    text = ctx.text(
        "broadcast-approve",
        name=author.name if author else "",
        audience=asking.audience_name(ctx, known),
        total=known.total,
        text=known.text,
    )
    await ctx.tell(Message(text, rows([[yes], [no]]), media=known.media))


async def _approve(ctx: Context, staff: Staff, known: Broadcast, more: str) -> bool:
    del more
    if known.state is not State.ASKED:
        return False
    if await second_person.same(ctx, staff, known.author):
        return True
    return await _start(ctx, known, State.ASKED, approver_id=staff.id)


async def _decline(ctx: Context, staff: Staff, known: Broadcast, more: str) -> bool:
    del more
    if known.state is not State.ASKED or known.author == staff.id:
        return False
    if not await ctx.desk.change_broadcast(known, State.ENDED):
        return False
    await ctx.say("broadcast-declined")
    await _tell_author(ctx, known, "declined")
    return True


async def _start(ctx: Context, known: Broadcast, state: State, **fields: int) -> bool:
    if not await ctx.desk.change_broadcast(replace(known, state=state), State.SENDING, **fields):
        return False
    await ctx.say(
        "broadcast-started", choices=[_buttons(ctx, known)], total=fields.get("total", known.total)
    )
    await _tell_author(ctx, known, "start")
    return True


async def _tell_author(ctx: Context, known: Broadcast, word: str) -> None:
    to = await second_person.author(ctx, known.author)
    notice = Notice("broadcast-step", data={"broadcast": str(known.id), "word": word})
    await ctx.desk.post(f"broadcast:{known.id}:{word}", to, notice)


async def step(ctx: Context, notice: Notice) -> None:
    """One chunk. What has ended is counted, the next ones get their letters, the author hears."""
    known = await ctx.desk.broadcast(int(notice.data["broadcast"]))
    if notice.data.get("word") == "declined":
        await ctx.say("broadcast-declined-to-author")
        return
    if known is None or known.state not in {State.SENDING, State.STOPPED}:
        return
    loud_from = calendar.quiet_until(ctx.city, ctx.now)
    messages = {
        language: replace(announcement(known, language), silent=loud_from is not None)
        for language in LANGUAGES
    }
    after = await ctx.desk.spread(known, messages, loud_from)
    if not after.waiting and (after.spread or after.state is State.STOPPED):
        if await ctx.desk.change_broadcast(after, State.ENDED):
            await ctx.tell(report(ctx, after))
        return
    await ctx.desk.remind(f"broadcast:{known.id}", ctx.now + EVERY, ctx.here, _again(known))
    if _quarter(after) > _quarter(known) and after.state is State.SENDING:
        await ctx.tell(progress(ctx, after))


def _again(known: Broadcast) -> Notice:
    return Notice("broadcast-step", data={"broadcast": str(known.id)})


def _quarter(known: Broadcast) -> int:
    return known.settled * QUARTERS // max(known.total, 1)


def _buttons(ctx: Context, known: Broadcast) -> list[Choice]:
    return [
        ctx.button("button-broadcast-stop", data(known.id, "stop"), Style.DANGER),
        ctx.button("button-broadcast-look", data(known.id, "look")),
    ]


def progress(ctx: Context, known: Broadcast) -> Message:
    """How far it is."""
    text = ctx.text("broadcast-progress", done=known.settled, total=known.total)
    return Message(text, rows([_buttons(ctx, known)]), replaces=ctx.edit)


def report(ctx: Context, known: Broadcast) -> Message:
    """What became of it; who was not told is not told again."""
    key = "broadcast-report-stopped" if known.state is State.STOPPED else "broadcast-report"
    return Message(
        ctx.text(
            key,
            delivered=known.delivered,
            unreachable=known.unreachable,
            uncertain=known.uncertain,
            left=max(known.total - known.settled, 0),
        )
    )


async def _look(ctx: Context, staff: Staff, known: Broadcast, more: str) -> bool:
    del staff, more
    ended = known.state is State.ENDED
    await ctx.tell(report(ctx, known) if ended else progress(ctx, known))
    return True


async def _stop(ctx: Context, staff: Staff, known: Broadcast, more: str) -> bool:
    """Nothing more leaves; the report comes when what is on its way has ended."""
    del staff, more
    if known.state is not State.SENDING:
        return False
    if not await ctx.desk.change_broadcast(known, State.STOPPED):
        return False
    await ctx.desk.take_back(known)
    to = await second_person.author(ctx, known.author)
    await ctx.desk.remind(f"broadcast:{known.id}", ctx.now, to, _again(known))
    await ctx.say("broadcast-stopped")
    return True


async def _drop(ctx: Context, staff: Staff, known: Broadcast, more: str) -> bool:
    """A draft is not sent after all."""
    del more
    if known.state is not State.DRAFT or known.author != staff.id:
        return False
    await ctx.desk.change_broadcast(known, State.ENDED)
    await ctx.say("broadcast-cancelled")
    return True
