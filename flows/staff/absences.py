"""``/away``: who is away until when, and who does their work meanwhile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from city import calendar
from flows import access
from flows.context import Context
from flows.desk import Filter
from flows.domain import OPEN, Role, Staff
from flows.events import Notice
from flows.life.staffing import Absence, Roster
from flows.staff import finding, leaving, parse
from flows.staff.slots import FARTHEST
from flows.words import day, plain

_DATE: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}(?:[./][0-9]{4})?"
    r"|[0-9]{1,2}\s+[^\W\d_]{3,}(?:\s+[0-9]{4})?"
)
_JOINS: Final = frozenset({"до", "з", "із", "від", "по", "на", "until", "from", "till", "to"})


@dataclass(frozen=True)
class _Said:
    """The parts of «Андрій з 1.12 до 5.12 заміна Марія»."""

    who: str
    days: tuple[date, ...]
    substitute: str
    back: bool


async def away(ctx: Context, staff: Staff, args: str) -> None:
    """Go away, send somebody away, or come back."""
    said = _read(ctx, args)
    member = await _whose(ctx, staff, said.who)
    if member is None:
        return
    if said.back:
        await ctx.desk.end_absence(member.id)
        await ctx.say("away-back", name=member.name)
        return
    if not said.days:
        await ctx.say("away-usage")
        return
    await _leave(ctx, staff, member, said)


async def _leave(ctx: Context, staff: Staff, member: Staff, said: _Said) -> None:
    today = calendar.local_date(ctx.city, ctx.now)
    first, last = (today, *said.days)[-2:]
    if not today <= first <= last <= today + FARTHEST:
        await ctx.say("away-days")
        return
    substitute: Staff | None = None
    if said.substitute:
        substitute = await _substitute(ctx, member, said.substitute)
        if substitute is None:
            return
    since = ctx.now if first == today else _midnight(ctx, first)
    absence = Absence(
        member.id,
        since,
        _midnight(ctx, last + timedelta(days=1)),
        substitute.id if substitute else None,
    )
    if substitute and await _turns_in_a_circle(ctx, member, absence):
        await ctx.say("away-circle", name=substitute.name)
        return
    await ctx.desk.set_absence(absence)
    await _announce(ctx, staff, member, substitute, absence)


async def _announce(
    ctx: Context, staff: Staff, member: Staff, substitute: Staff | None, absence: Absence
) -> None:
    until = day(ctx, leaving.last_day(absence))
    if substitute is None:
        await ctx.say("away-set-alone", name=member.name, day=until)
    else:
        await ctx.say("away-set", name=member.name, day=until, substitute=substitute.name)
    for one in (member, substitute):
        if one is not None and one.id != staff.id:
            key = f"absence:{ctx.event.channel}:{ctx.event.id}:{one.id}"
            await leaving.tell(ctx, one, key, Notice("absence", data={"of": str(member.id)}))


async def told(ctx: Context, notice: Notice) -> None:
    """Told to the one who is sent away, and to the one who stands in."""
    if ctx.staff is None:
        return
    roster = await ctx.desk.roster()
    of = int(notice.data["of"])
    absence = roster.absences.get(of)
    member = await ctx.desk.staff(of)
    if absence is None or member is None:
        return
    until = day(ctx, leaving.last_day(absence))
    if of == ctx.staff.id:
        await ctx.say("away-yours", day=until)
        return
    held = await ctx.desk.queue(Filter(statuses=OPEN, assignee=of), limit=1)
    since = day(ctx, absence.since)
    await ctx.say("away-stand-in", name=member.name, since=since, day=until, total=held.total)


async def _whose(ctx: Context, staff: Staff, who: str) -> Staff | None:
    """Whose absence it is; somebody else's only for those who manage people."""
    if not who:
        return staff
    found = await finding.people(ctx, who)
    if len(found) != 1:
        await ctx.say("staff-nobody-found", words=who)
        return None
    if found[0].id != staff.id and staff.role not in access.MANAGERS:
        await ctx.say("away-only-yours")
        return None
    return found[0]


async def _substitute(ctx: Context, member: Staff, words: str) -> Staff | None:
    found = await finding.people(ctx, words)
    if len(found) != 1:
        await ctx.say("staff-nobody-found", words=words)
        return None
    if found[0].id == member.id:
        await ctx.say("away-not-yourself")
        return None
    if member.role is not Role.OPERATOR and found[0].role is Role.OPERATOR:
        await ctx.say("away-operator", name=found[0].name)
        return None
    return found[0]


async def _turns_in_a_circle(ctx: Context, member: Staff, absence: Absence) -> bool:
    """Whether the chain of substitutes would come back to ``member`` when they are away."""
    known = await ctx.desk.roster()
    start = max(absence.since, ctx.now)
    absences = {**known.absences, member.id: absence}
    then = Roster(known.everybody, absences, (), start.astimezone(ctx.city.timezone))
    return then.stand_in(member) is None and known.absences.get(absence.substitute or 0) is not None


def _midnight(ctx: Context, day_: date) -> datetime:
    return datetime.combine(day_, time(), ctx.city.timezone).astimezone(tz=ctx.now.tzinfo)


def _read(ctx: Context, args: str) -> _Said:
    left, substitute = _parted(ctx, args)
    today = calendar.local_date(ctx.city, ctx.now)
    days = tuple(d for d in (_day(text, today) for text in _DATE.findall(left)) if d)
    words = [w for w in _DATE.sub(" ", left).replace(",", " ").split() if w not in _JOINS]
    back = {plain(word) for word in ctx.text("back-words").split(",")}
    who = " ".join(word for word in words if plain(word) not in back)
    return _Said(who, days, substitute, any(plain(word) in back for word in words))


def _parted(ctx: Context, args: str) -> tuple[str, str]:
    """What comes before the word for a substitute, and the name after it."""
    stems = tuple(plain(word) for word in ctx.text("substitute-words").split(","))
    words = args.split()
    for place, word in enumerate(words):
        if plain(word).startswith(stems):
            return " ".join(words[:place]), " ".join(words[place + 1 :])
    return args, ""


def _day(text: str, today: date) -> date | None:
    found = parse.day(text, today)
    return found[0] if found else None
