"""``/duty``: going on duty by oneself, and the roster for the hours when the centre is closed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from typing import Final

from city import calendar
from flows import access
from flows.context import Context, pairs, rows
from flows.domain import Staff
from flows.life.staffing import Shift
from flows.messages import Message
from flows.staff import finding, parse
from flows.words import plain

_DAYS: Final = ("пн", "вт", "ср", "чт", "пт", "сб", "нд")
_WHOLE: Final = (
    ("понеділ", "пн"), ("вівтор", "вт"), ("серед", "ср"), ("четвер", "чт"),
    ("п’ятн", "пт"), ("п'ятн", "пт"), ("субот", "сб"), ("неділ", "нд"),
)  # fmt: skip
_HOURS: Final = re.compile(
    r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*(?:[-–—]|до)\s*([0-9]{1,2})(?:[:.]([0-9]{2}))?\b"
)
_RANGE: Final = re.compile(r"\b([а-яіїє]{2})\w*\s*(?:[-–—]\s*([а-яіїє]{2})\w*)?", re.IGNORECASE)
REMOVE: Final = "remove"


async def duty(ctx: Context, staff: Staff, args: str) -> None:
    """On or off duty; with words: the roster, a new line of it, or one taken back."""
    words = args.strip()
    first, _, rest = words.partition(" ")
    if not words:
        await _toggle(ctx, staff)
    elif _is(ctx, first, "remove-words"):
        await _remove(ctx, staff, rest)
    elif _is(ctx, first, "roster-words"):
        await _list(ctx, staff)
    else:
        await _add(ctx, staff, words)


def _is(ctx: Context, word: str, key: str) -> bool:
    return plain(word) in {plain(known) for known in ctx.text(key).split(",")}


async def _toggle(ctx: Context, staff: Staff) -> None:
    ctx.staff = await ctx.desk.add_staff(replace(staff, on_duty=not staff.on_duty))
    await ctx.say("duty-on" if ctx.staff.on_duty else "duty-off")


async def _list(ctx: Context, staff: Staff) -> None:
    roster = await ctx.desk.roster()
    names = {member.id: member.name for member in roster.everybody}
    now = ", ".join(member.name for member in roster.on_duty())
    lines = [ctx.text("duty-now", people=now) if now else ctx.text("staff-nobody-on-duty")]
    shifts = [shift for shift in roster.shifts if shift.staff in names and _current(ctx, shift)]
    lines += [f"{shift.id}. {_line(ctx, shift)} — {names[shift.staff]}" for shift in shifts]
    lines.append(ctx.text("duty-usage"))
    may = staff.role in access.MANAGERS
    buttons = [
        ctx.button_with("button-duty-remove", f"m:duty:{REMOVE} {s.id}", number=str(s.id))
        for s in shifts
        if may
    ]
    await ctx.tell(Message("\n".join(lines), rows(pairs(buttons))))


def _current(ctx: Context, shift: Shift) -> bool:
    return shift.on is None or shift.on >= calendar.local_date(ctx.city, ctx.now)


def _line(ctx: Context, shift: Shift) -> str:
    hours = f"{shift.starts:%H:%M}–{shift.ends:%H:%M}"
    if shift.on is not None:
        when = ctx.text("date", day=str(shift.on.day), month=shift.on.month, year="")
        return f"{when}, {hours}"
    return f"{', '.join(_DAYS[day - 1] for day in sorted(shift.days))} {hours}"


async def _remove(ctx: Context, staff: Staff, rest: str) -> None:
    found = parse.number(rest)
    known = {shift.id: shift for shift in (await ctx.desk.roster()).shifts}
    shift = known.get(found[0]) if found else None
    if shift is None:
        await ctx.say("duty-no-such")
    elif shift.staff != staff.id and staff.role not in access.MANAGERS:
        await ctx.say("duty-only-yours")
    else:
        await ctx.desk.drop_shifts(number=shift.id)
        await ctx.say("duty-removed", line=_line(ctx, shift))


async def _add(ctx: Context, staff: Staff, words: str) -> None:
    shift = _read(words, calendar.local_date(ctx.city, ctx.now))
    if shift is None:
        await ctx.say("duty-usage")
        return
    starts, who = shift
    member: Staff | None = staff
    if who:
        found = await finding.people(ctx, who)
        member = found[0] if len(found) == 1 else None
    if member is None:
        await ctx.say("staff-nobody-found", words=who)
    elif member.id != staff.id and staff.role not in access.MANAGERS:
        await ctx.say("duty-only-yours")
    else:
        made = await ctx.desk.add_shift(replace(starts, staff=member.id))
        await ctx.say("duty-added", name=member.name, line=_line(ctx, made))


def _read(words: str, today: date) -> tuple[Shift, str] | None:
    """A line of the roster from «пн-пт 17:00–09:00 Андрій» or «5.12 9-9», and whose it is."""
    dated = parse.day(words, today)
    on, rest = dated or (None, words)
    hours = _HOURS.search(rest)
    if hours is None:
        return None
    days = frozenset() if on else _weekdays(rest[: hours.start()])
    if on is None and not days:
        return None
    starts, ends = _clock(hours[1], hours[2]), _clock(hours[3], hours[4])
    if starts is None or ends is None or (on is not None and on < today):
        return None
    return Shift(0, starts, ends, days, on), rest[hours.end() :].strip(" ,;—–-@")


def _clock(hour: str, minute: str | None) -> time | None:
    if int(hour) > 24 or int(minute or 0) > 59:
        return None
    return time(int(hour) % 24, int(minute or 0))


def _weekdays(text: str) -> frozenset[int]:
    """«пн-пт», «сб, нд», «щодня», «вихідні»; empty where nothing is understood."""
    words = text.casefold()
    if "щодн" in words or "every" in words:
        return frozenset(range(1, 8))
    if "вихідн" in words or "weekend" in words:
        return frozenset({6, 7})
    for name, short in _WHOLE:
        words = words.replace(name, short)
    found: set[int] = set()
    for first, last in _RANGE.findall(words):
        if first not in _DAYS or (last and last not in _DAYS):
            return frozenset()
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        span = range(start, end + 1) if start <= end else [*range(start, 7), *range(end + 1)]
        found |= {day + 1 for day in span}
    return frozenset(found)
