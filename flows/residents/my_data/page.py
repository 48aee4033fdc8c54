"""The page «Мої дані», and where its buttons lead."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from flows import forms
from flows.context import Context, pairs
from flows.menu import LANGUAGE_NAMES
from flows.messages import Style
from flows.reading.phones import spaced
from flows.residents.my_data import leaving, phone
from flows.words import day


async def give(ctx: Context, args: str) -> None:
    """``/data``: the page, or with a word after it one of its actions."""
    await ACTIONS.get(args, _show)(ctx)


async def _show(ctx: Context) -> None:
    """In plain words, with a button for each thing that can be done."""
    resident = await ctx.desk.resident(ctx.resident_id)
    every = await ctx.desk.requests_of(ctx.resident_id, limit=1)
    still_open = await ctx.desk.requests_of(ctx.resident_id, limit=1, only_open=True)
    consented = resident.consented_at
    kept = await ctx.desk.places_of(ctx.resident_id)
    on = await ctx.desk.wants_announcements(ctx.resident_id)
    names = ["download", "phone", "language", "announcements", "link", "erase"]
    if kept:
        names.insert(2, "places")
    if len(await ctx.desk.addresses(resident=ctx.resident_id)) > 1:
        names.insert(-1, "unlink")
    if consented:
        names.insert(-1, "withdraw")
    await ctx.say(
        "my-data",
        name=resident.name or ctx.text("name-none"),
        phone=spaced(resident.phone) if resident.phone else ctx.text("phone-none"),
        language=LANGUAGE_NAMES[ctx.texts.language],
        consent=day(ctx, consented, year=True) if consented else ctx.text("consent-none"),
        total=every.total,
        open=still_open.total,
        places=len(kept),
        announcements="on" if on else "off",
        months=ctx.city.periods.keep_months,
        choices=pairs([ctx.button(f"button-data-{n}", DATA[n], STYLES[n]) for n in names]),
    )


DATA: Final = {
    "download": "m:data:download",
    "phone": "m:data:phone",
    "places": "m:places",
    "language": "m:language",
    "link": "m:link",
    "unlink": "m:unlink",
    "announcements": "m:announcements",
    "withdraw": "m:data:withdraw",
    "erase": "m:data:erase",
}
STYLES: Final = dict.fromkeys(DATA, Style.NORMAL) | {"erase": Style.DANGER}


async def _download(ctx: Context) -> None:
    """Gathered beside the engine; the files come into the chat."""
    key = f"my-data:{ctx.event.channel}:{ctx.event.id}"
    await ctx.desk.order(key, "my-data", ctx.here, {"resident": str(ctx.resident_id)})
    await ctx.say("data-ordered")


async def _open(ctx: Context, kind: str, **draft: int) -> None:
    """Begin one of the forms anew."""
    ctx.conversation.forms = [f for f in ctx.conversation.forms if f.kind != kind]
    ctx.conversation.open(kind, dict(draft))
    await forms.ask(ctx)


async def _phone(ctx: Context) -> None:
    await _open(ctx, phone.KIND)


async def _withdraw(ctx: Context) -> None:
    await _open(ctx, leaving.WITHDRAW)


async def _erase(ctx: Context) -> None:
    page = await ctx.desk.requests_of(ctx.resident_id, limit=1, only_open=True)
    await _open(ctx, leaving.ERASE, total=page.total)


ACTIONS: Final[dict[str, Callable[[Context], Awaitable[None]]]] = {
    "download": _download,
    "phone": _phone,
    "withdraw": _withdraw,
    "erase": _erase,
}
"""What stands after ``/data`` or in a button → what is done."""
