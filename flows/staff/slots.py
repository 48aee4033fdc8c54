"""The questions of staff commands. What was typed after the command fills them by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from city import calendar
from flows import access
from flows.context import Context, answer, pairs, rows
from flows.conversation import Form
from flows.desk import Filter
from flows.domain import OPEN, ServiceRequest, Staff, Status
from flows.form import Draft
from flows.life import lifecycle
from flows.life.lifecycle import By, Verb
from flows.life.requests import NotFoundError
from flows.messages import Choice, Message
from flows.reading.near import Near
from flows.staff import parse
from flows.staff.arguments import ArgumentSlot, Unclear, guess, rest_of
from flows.staff.whom import ABOUT_PEOPLE, by_phone, concerned
from flows.words import day, shortened, status, topic

NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "show": ("request",),
    "phone": ("request",),
    "why": ("request",),
    "take": ("request",),
    "assign": ("request", "executor"),
    "reply": ("request", "text"),
    "ask": ("request", "text"),
    "status": ("request", "status"),
    "done": ("request", "text"),
    "reject": ("request", "text"),
    "redirect": ("request", "authority"),
    "plan": ("request", "until", "text"),
    "return": ("request", "text"),
    "deadline": ("request", "day", "text"),
    "note": ("request", "text"),
    "topic": ("request", "service"),
    "place": ("request", "address", "district"),
    "priority": ("request", "urgency"),
    "merge": ("request", "duplicate"),
    "block": ("request", "whom", "term", "text"),
    "unblock": ("request", "whom"),
    "uphold": ("request", "whom", "text"),
}
"""Command → what it needs, in the order in which it is typed and asked."""

BLOCKS_SHOWN: Final = 20

FARTHEST: Final = timedelta(days=3653)
"""Ten years: a promise beyond that is a slip of the finger."""

BY_STATUS: Final[dict[Status, str]] = {
    Status.IN_PROGRESS: "take",
    Status.WAITING: "ask",
    Status.DONE: "done",
    Status.ASSIGNED: "assign",
    Status.REJECTED: "reject",
    Status.REDIRECTED: "redirect",
    Status.PLANNED: "plan",
    Status.REGISTERED: "return",
}
"""Which command brings a request into a status."""

VERBS: Final[dict[str, tuple[Verb, ...]]] = {
    "take": (Verb.TAKE, Verb.RESUME),
    "ask": (Verb.ASK,),
    "done": (Verb.FINISH,),
    "assign": (Verb.ASSIGN,),
    "reject": (Verb.REJECT,),
    "redirect": (Verb.REDIRECT,),
    "plan": (Verb.PLAN,),
    "return": (Verb.RETURN,),
    "merge": (Verb.MERGE,),
}


def possible(request: ServiceRequest, staff: Staff) -> list[str]:
    """Commands that change this request's status and that this role may give now."""
    now = lifecycle.verbs(request.status, By.STAFF, staff.role)
    return [command for command, verbs in VERBS.items() if any(v in now for v in verbs)]


async def seen(ctx: Context, number: int) -> ServiceRequest:
    """The request, if this member of staff may know of it. Raises :class:`NotFoundError`."""
    request = await ctx.desk.request(number)
    if request is None or ctx.staff is None:
        raise NotFoundError(number)
    if not access.sees(ctx.staff, request):
        stood_for = (await ctx.desk.roster()).stood_for(ctx.staff)
        if not access.sees(ctx.staff, request, stood_for):
            raise NotFoundError(number)
    return request


class OrderSlot(ArgumentSlot):
    """An argument that applies when the command needs it."""

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return self.name in NEEDS.get(draft.get("command", ""), ())


class CommandSlot(ArgumentSlot):
    """Which command was meant, where it was written with a mistake; its arguments are kept."""

    name = "command"
    drops = tuple(dict.fromkeys(name for needs in NEEDS.values() for name in needs))

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return "meant" in draft

    async def ask(self, ctx: Context, form: Form) -> Message:
        buttons = [[Choice(f"/{name}", answer(form, name))] for name in form.draft["meant"]]
        return Message(ctx.text("staff-ask-command"), rows(buttons))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        del ctx
        command, _, rest = args.removeprefix("/").partition(" ")
        if command not in draft["meant"]:
            return None
        draft["command"] = command
        return rest or str(draft["said"])


class RequestSlot(OrderSlot):
    """The number of a request that this member of staff may see."""

    name = "request"

    async def ask(self, ctx: Context, form: Form) -> Message:
        command = form.draft["command"]
        if command in {"unblock", "uphold"}:
            return await self._ask_blocked(ctx, form)
        held = Filter(statuses=OPEN, assignee=ctx.staff.id if ctx.staff else None)
        page = await ctx.desk.queue(held, limit=6)
        buttons = [
            [
                Choice(
                    f"№ {r.number} · {shortened(topic(ctx, r.service), 26)}",
                    answer(form, str(r.number)),
                )
            ]
            for r in page.rows
        ]
        key = "staff-ask-whom" if command in ABOUT_PEOPLE else "staff-ask-number"
        return Message(ctx.text(key), rows(buttons))

    async def _ask_blocked(self, ctx: Context, form: Form) -> Message:
        """Whose block is to end, of those that hold now; or to stay, of those objected to."""
        ends = form.draft["command"] == "unblock"
        blocks = [
            one for one in await ctx.desk.blocks() if ends or (one.objection and not one.answer)
        ]
        labels = [
            (ctx.text("blocked-until", number=str(b.request), until=day(ctx, b.until)), b.request)
            for b in blocks[:BLOCKS_SHOWN]
        ]
        buttons = [[Choice(label, answer(form, str(number)))] for label, number in labels]
        key = "staff-ask-unblock" if ends else "staff-ask-uphold"
        return Message(ctx.text(key, count=len(blocks)), rows(buttons))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        found, whom = parse.number(args), 0
        about_people = draft["command"] in ABOUT_PEOPLE
        if about_people and not (found and await ctx.desk.request(found[0])):
            named = await by_phone(ctx, args)
            if named is not None:
                found, whom = (named[:2] if named[0] else None), named[2]
        if found is None:
            if not any(char.isdigit() for char in args):
                draft["rest"] = args  # words of the command: they wait for the number
            return None
        request = await seen(ctx, found[0])
        draft["request"] = request.number
        if about_people:
            draft.pop("whom", None)
            draft["people"] = await concerned(ctx, request, draft["command"], whom)
        return found[1] or rest_of(draft)

    def hint(self, args: str) -> str:
        alien = any(char.isdigit() and not char.isascii() for char in args)
        return "staff-digits-not-understood" if alien else super().hint(args)


class StatusSlot(OrderSlot):
    """A status in words or by button; it becomes the command that leads there."""

    name = "status"

    async def ask(self, ctx: Context, form: Form) -> Message:
        request = await seen(ctx, form.draft["request"])
        commands = possible(request, ctx.staff) if ctx.staff else []
        buttons = [
            Choice(status(ctx, s), answer(form, s.value))
            for s, c in BY_STATUS.items()
            if c in commands
        ]
        text = ctx.text(
            "staff-ask-status", number=str(request.number), status=status(ctx, request.status)
        )
        return Message(text, rows(pairs(buttons)), request=request.number)

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        found = self._found(args, [one for known in BY_STATUS for one in status_names(ctx, known)])
        if found is None:
            return None
        known = Status(found[0])
        draft["command"] = BY_STATUS[known]
        draft["status"] = known.value
        return found[1]

    def _found(self, args: str, names: list[tuple[str, str, str]]) -> tuple[str, str] | None:
        table = parse.table((name, key) for name, key, _ in names)
        if found := parse.prefix(args, table):
            return found
        keys, rest = parse.abbreviated(args, ((name, key) for name, key, _ in names))
        if len(keys) == 1:
            return keys[0], rest
        labels = {key: label for _, key, label in names}
        if keys:
            raise Unclear([Near(labels[key], key, rest) for key in keys])
        guess(args, names)
        return None


def status_names(ctx: Context, known: Status) -> list[tuple[str, str, str]]:
    """How people call a status: name, value, label."""
    label = status(ctx, known)
    worded = ctx.text(f"status-words-{known.value.replace('_', '-')}") if known in BY_STATUS else ""
    also = [name for name in worded.split(",") if name]
    return [(name, known.value, label) for name in (known.value, label, *also)]


class DaySlot(OrderSlot):
    """A new deadline: a day that is still to come, stored as ISO."""

    name = "day"

    async def ask(self, ctx: Context, form: Form) -> Message:
        return Message(ctx.text("staff-ask-day", number=str(form.draft["request"])))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        today = calendar.local_date(ctx.city, ctx.now)
        found = parse.day(args, today)
        if found is None or not today <= found[0] <= today + FARTHEST:
            return None
        draft["day"] = found[0].isoformat()
        return found[1]


class UntilSlot(OrderSlot):
    """A period in words, with the day on which the request comes back."""

    name = "until"

    async def ask(self, ctx: Context, form: Form) -> Message:
        return Message(ctx.text("staff-ask-until", number=str(form.draft["request"])))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        words, _, rest = args.partition(",")
        today = calendar.local_date(ctx.city, ctx.now)
        start = parse.period(words, today)
        if start is None or not today < start <= today + FARTHEST:
            return None
        draft["until"] = {"day": start.isoformat(), "words": words.strip()}
        return rest.strip()
