"""``/audit``: an administrator reads what members of staff did."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from flows import jobs
from flows.context import Context, rows
from flows.desk.audit import Deed, Trail
from flows.domain import Staff
from flows.messages import Message
from flows.reports.period import parse_period
from flows.residents.my_requests import paging
from flows.staff.lists import fitting
from flows.words import moment, plain

PAGE: Final = 15
_NUMBER: Final = re.compile(r"(?:№|#)\s*([0-9]{1,9})\b|(?<!\S)(?!20[0-9]{2}\b)([0-9]{1,9})(?!\S)")
_OFFSET: Final = re.compile(r":([0-9]{1,6})$")


async def audit(ctx: Context, staff: Staff, args: str) -> None:
    """``/audit [хто] [період] [№]``: the newest first, pages by buttons; ``файл`` for all."""
    offset = int(found[1]) if (found := _OFFSET.search(args)) else 0
    words, as_file = _for_a_file(ctx, _OFFSET.sub("", args).strip())
    wanted = await read(ctx, words)
    if wanted is None:
        await ctx.say("audit-usage")
        return
    if as_file:
        await _order(ctx, staff, wanted)
        return
    deeds, total = await ctx.desk.deeds(wanted, limit=PAGE, offset=offset)
    if not deeds:
        await ctx.tell(Message(ctx.text("audit-empty"), replaces=ctx.edit))
        return
    lines = [ctx.text("audit-title", total=total)]
    lines += [await _line(ctx, deed) for deed in deeds]
    nav = paging(ctx, f"m:audit:{fitting(words)}", offset, PAGE, total)
    word = ctx.text("audit-file-words").split(",")[0]
    file = ctx.button("button-audit-file", f"m:audit:{word} {fitting(words)}".strip())
    await ctx.tell(Message("\n".join(lines), rows([nav, [file]]), replaces=ctx.edit))


def _for_a_file(ctx: Context, words: str) -> tuple[str, bool]:
    """The words without the one that asks for a file, and whether it was there."""
    wanted = {plain(word) for word in ctx.text("audit-file-words").split(",")}
    rest = [word for word in words.split() if plain(word) not in wanted]
    return " ".join(rest), len(rest) < len(words.split())


async def _order(ctx: Context, staff: Staff, wanted: Trail) -> None:
    """Names and times of everybody's work are not for a group."""
    if ctx.conversation.group:
        await ctx.say("export-private", command="audit")
        return
    key = f"audit:{ctx.event.channel}:{ctx.event.id}"
    await ctx.desk.order(key, "audit", ctx.here, wanted.to_words(), staff=staff.id)
    await ctx.tell(Message(ctx.text("audit-file-ordered"), spot=jobs.spot(key)))


async def read(ctx: Context, words: str) -> Trail | None:
    """What is wanted; None where a word is neither a person, nor a period, nor a number."""
    found = _NUMBER.search(words)
    wanted = Trail(request=int(found[1] or found[2]) if found else None)
    rest = _NUMBER.sub(" ", words, count=1).split()
    if not rest:
        return wanted
    for place in range(len(rest) + 1):
        who, when = " ".join(rest[:place]), " ".join(rest[place:])
        period = parse_period(ctx, when) if when else None
        if when and period is None:
            continue
        if period is not None:
            zone = ctx.city.timezone
            wanted = replace(wanted, since=period.since(zone), until=period.until(zone))
        if not who:
            return wanted
        people = await ctx.desk.find_staff(who.lstrip("@"), former=True)
        return replace(wanted, staff=people[0].id) if len(people) == 1 else None
    return None


async def _line(ctx: Context, deed: Deed) -> str:
    member = await ctx.desk.staff(deed.staff)
    number = f" № {deed.request}" if deed.request else ""
    return ctx.text(
        "audit-line" if deed.done else "audit-line-refused",
        at=moment(ctx, deed.at),
        name=member.name if member else str(deed.staff),
        deed=f"/{deed.command}{number}",
        channel=deed.channel,
    )
