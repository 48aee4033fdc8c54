"""Commands that anybody may give, and the buttons of the menu."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from flows import access, forms
from flows import menu as front
from flows.broadcasts import wishes
from flows.context import Context, rows
from flows.messages import Choice, Message
from flows.reading.near import nearest
from flows.residents import (
    arriving,
    blocking,
    deep_links,
    link_codes,
    linking,
    my_places,
    places,
)
from flows.residents.my_data import page as own_data
from flows.residents.my_requests import offset_in, show_list
from flows.staff import commands as staff_commands
from flows.staff import joining, lists
from flows.staff.dialog import misspelt
from flows.staff.invitations import looks_like_code
from flows.staff.slots import NEEDS


async def give(ctx: Context, command: str, args: str) -> None:
    """One command. One that nobody knows gets the present question, or the menu."""
    if command == "join":
        await joining.join(ctx, args)
    elif command in access.COMMANDS and ctx.staff is not None:
        await staff_commands.give(ctx, ctx.staff, command, args)
    elif ctx.conversation.group:
        return
    elif command == "start":
        await _start(ctx, args)
    elif command == "cancel":
        await front.cancel(ctx, forms.top(ctx))
    elif not await _plain(ctx, command, args):
        await _unknown(ctx, command, args)


async def _plain(ctx: Context, command: str, args: str) -> bool:
    """Commands of the resident's own; tells whether it was one."""
    if command in _BARE:
        await _BARE[command](ctx)
    elif command in _WORDED:
        await _WORDED[command](ctx, args)
    else:
        return False
    return True


async def _link(ctx: Context, args: str) -> None:
    """A code of this chat; with one from another chat, or [Маю код], the question for it."""
    if not args:
        await link_codes.offer(ctx)
        return
    form = link_codes.open_form(ctx)
    if args == link_codes.HAVE:
        await forms.ask(ctx)
    else:
        await forms.take(ctx, form, "")


async def _object(ctx: Context) -> None:
    """Against being blocked."""
    if await blocking.may_object(ctx):
        await forms.ask(ctx)


_BARE: Final[dict[str, Callable[[Context], Awaitable[None]]]] = {
    "new": forms.begin_intake,
    "my": show_list,
    "mine": show_list,
    "help": front.help_,
    "contacts": front.contacts,
    "about": front.about,
    "places": places.show,
    "object": _object,
}
_WORDED: Final[dict[str, Callable[[Context, str], Awaitable[None]]]] = {
    "announcements": wishes.announcements,
    "data": own_data.give,
    "language": front.language,
    "name": joining.name,
    "link": _link,
    "unlink": linking.unlink,
}
_TAPPED: Final[dict[str, Callable[[Context, str], Awaitable[None]]]] = {
    "keep": my_places.keep,
    "spot": my_places.tapped,
}
"""Buttons that nobody types as a command."""
_BUTTONS: Final = frozenset({*_BARE, "queue"})
"""Commands that a button of the menu can stand for."""
EVERYBODY: Final = frozenset({"join", "start", "cancel", *_BARE, *_WORDED})
"""Commands that need no right; those of staff are in ``flows.access``."""


async def _start(ctx: Context, args: str) -> None:
    """The front page; with a code an invitation. A form that is open stays and asks again."""
    target = deep_links.read(args)
    if target is not None and await arriving.arrive(ctx, target):
        return
    if target is None and looks_like_code(args):
        await joining.join(ctx, args)
        return
    await front.welcome(ctx)
    if forms.top(ctx) is not None:
        await forms.ask(ctx, ctx.text("draft-is-here"))


async def _unknown(ctx: Context, command: str, args: str) -> None:
    """A command with a mistake in it: the nearest ones that this person may give."""
    known = {*EVERYBODY, *(name for name in access.COMMANDS if access.may(ctx.staff, name))}
    names = [(name, name, f"/{name}") for name in sorted(known)]
    near = nearest(command, names, alike=_ALIKE)
    if orders := [one.key for one in near if one.key in NEEDS]:
        misspelt(ctx, orders, args)
        await forms.ask(ctx)
    elif near:
        buttons = [[Choice(one.label, f"m:{one.key}")] for one in near if one.key in _BUTTONS]
        text = ctx.text("command-meant", names=", ".join(one.label for one in near))
        await ctx.tell(Message(text, rows([*buttons, *front.for_role(ctx)])))
        await forms.ask(ctx)
    else:
        await _puzzled(ctx)


_ALIKE: Final = 60
"""Commands are short: one letter weighs more than in a name."""


async def _puzzled(ctx: Context) -> None:
    """Not understood: the present question with what would help."""
    if forms.top(ctx) is None:
        await ctx.say("staff-puzzled" if ctx.staff else "puzzled", choices=front.for_role(ctx))
    else:
        await forms.ask(ctx, ctx.text("puzzled-in-form"))


async def menu(ctx: Context, name: str, args: str) -> None:
    """A button of the menu or of a list; ``args`` hold the page's offset."""
    if name in {"queue", "held"}:
        await _list(ctx, name, args)
    elif name in access.COMMANDS and ctx.staff is not None and name in _STAFF_BUTTONS:
        await staff_commands.give(ctx, ctx.staff, name, args)
    elif ctx.conversation.group:
        return
    elif name == "my":
        await show_list(ctx, offset_in(args))
    elif name in _TAPPED:
        await _TAPPED[name](ctx, args)
    elif not await _plain(ctx, name, args):
        await _puzzled(ctx)


_STAFF_BUTTONS: Final = frozenset(
    {"audit", "call", "chat", "duty", "find", "outage", "route", "stats", "templates"}
)
"""Staff commands that have buttons of their own; ``args`` are what would be typed."""


async def _list(ctx: Context, name: str, args: str) -> None:
    words, _, tail = args.rpartition(":")
    offset = offset_in(tail)
    if ctx.staff is None or not access.may(ctx.staff, "queue"):
        await _puzzled(ctx)
    elif name == "queue":
        await lists.queue(ctx, ctx.staff, words, offset)
    else:
        await lists.held(ctx, ctx.staff, words, offset)
