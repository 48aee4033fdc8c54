"""To whom a request goes: a department, a colleague, or a body outside, by any part of the name."""

from __future__ import annotations

import re
from typing import Final

from flows.context import Context, answer, pairs, rows
from flows.conversation import Form
from flows.form import Draft
from flows.messages import Choice, Message
from flows.reading.near import SHORTEST, Near
from flows.staff.arguments import MANY, Unclear, guess, named
from flows.staff.slots import OrderSlot
from flows.words import after


class ExecutorSlot(OrderSlot):
    """``department:CODE`` or ``staff:ID``."""

    name = "executor"

    async def ask(self, ctx: Context, form: Form) -> Message:
        buttons = [Choice(d.short, answer(form, d.code)) for d in ctx.city.working]
        return Message(ctx.text("staff-ask-executor"), rows(pairs(buttons)))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        found = await self._found(ctx, args)
        if found is None:
            return None
        kind, _, key = found[0].rpartition(":")
        draft["executor"] = f"{kind or 'department'}:{key}"
        return found[1].strip()

    async def _found(self, ctx: Context, args: str) -> tuple[str, str] | None:
        """A department or a person; ``staff:ID`` comes from a button."""
        if exact := _PERSON.match(args):
            return exact[1], exact[2]
        if args.startswith("@"):
            return await _person(ctx, args[1:])
        names = _departments(ctx)
        found = named(args, names) or await _person(ctx, args)
        if found is None:
            everybody = await ctx.desk.find_staff("")
            people = [(m.name, f"staff:{m.id}", m.name) for m in everybody]
            guess(args, [*names, *people])
        return found


_PERSON: Final = re.compile(r"(staff:[0-9]{1,9})(?![0-9])\s*(.*)", re.DOTALL)


def _departments(ctx: Context) -> list[tuple[str, str, str]]:
    return [
        (name, d.code, d.short)
        for d in ctx.city.working
        for name in (d.code, d.name, d.short, *d.also)
    ]


async def _person(ctx: Context, args: str) -> tuple[str, str] | None:
    """One member of staff by any part of the name, as many words of it as fit."""
    words = args.split()
    for count in range(min(len(words), 3), 0, -1):
        said = " ".join(words[:count])
        people = await ctx.desk.find_staff(said) if len(said) >= SHORTEST else []
        rest = after(args, count)
        if len(people) == 1:
            return f"staff:{people[0].id}", rest
        if people:
            raise Unclear([Near(m.name, f"staff:{m.id}", rest) for m in people[:MANY]])
    return None


class AuthoritySlot(OrderSlot):
    """The body that a request is redirected to."""

    name = "authority"

    async def ask(self, ctx: Context, form: Form) -> Message:
        buttons = [Choice(a.short, answer(form, a.code)) for a in ctx.city.authorities.values()]
        return Message(ctx.text("staff-ask-authority"), rows(pairs(buttons)))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        names = [
            (name, a.code, a.short)
            for a in ctx.city.authorities.values()
            for name in (a.code, a.name, a.short, *a.also)
        ]
        found = named(args, names)
        if found is None:
            guess(args, names)
            return None
        draft["authority"] = found[0]
        draft["text"] = {"text": found[1].strip(), "files": [], "ready": True}
        return found[1]
