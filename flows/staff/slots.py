"""The questions of staff commands. What was typed after the command fills them by itself."""

from __future__ import annotations

from abc import abstractmethod
from datetime import timedelta
from typing import ClassVar, Final

from city import calendar
from flows import access, lifecycle
from flows.context import Context, answer, pairs, rows
from flows.conversation import Form
from flows.desk import Filter
from flows.domain import OPEN, ServiceRequest, Staff, Status
from flows.events import Text
from flows.form import Again, Draft, Slot, WordsSlot
from flows.lifecycle import By, Verb
from flows.messages import Choice, Message
from flows.requests import NotFoundError
from flows.staff import parse
from flows.words import shortened, status, topic

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
}
"""Command → what it needs, in the order in which it is typed and asked."""

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
}


def possible(request: ServiceRequest, staff: Staff) -> list[str]:
    """Commands that change this request's status and that this role may give now."""
    now = lifecycle.verbs(request.status, By.STAFF, staff.role)
    return [command for command, verbs in VERBS.items() if any(v in now for v in verbs)]


async def seen(ctx: Context, number: int) -> ServiceRequest:
    """The request, if this member of staff may know of it. Raises :class:`NotFoundError`."""
    request = await ctx.desk.request(number)
    if request is None or ctx.staff is None or not access.sees(ctx.staff, request):
        raise NotFoundError(number)
    return request


class ArgumentSlot(Slot):
    """A slot that applies when the command needs it and that reads its part of the arguments."""

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return self.name in NEEDS.get(draft["command"], ())

    @abstractmethod
    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        """Fill from the start of ``args`` and return the rest; None when it is not there."""

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        body = ctx.event.body
        args = value or (body.text if isinstance(body, Text) else "")
        if await self.read(ctx, form.draft, args.strip()) is None:
            raise Again(f"staff-{self.name}-not-understood")


class RequestSlot(ArgumentSlot):
    """The number of a request that this member of staff may see."""

    name = "request"

    async def ask(self, ctx: Context, form: Form) -> Message:
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
        return Message(ctx.text("staff-ask-number"), rows(buttons))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        found = parse.number(args)
        if found is None:
            return None
        request = await seen(ctx, found[0])
        draft["request"] = request.number
        return found[1]


class StatusSlot(ArgumentSlot):
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
        names = [(s.value, s) for s in BY_STATUS] + [(status(ctx, s), s) for s in BY_STATUS]
        for known in BY_STATUS:
            words = ctx.text(f"status-words-{known.value.replace('_', '-')}")
            names += [(word, known) for word in words.split(",")]
        found = parse.prefix(args, parse.table(names))
        if found is None:
            return None
        draft["command"] = BY_STATUS[found[0]]
        draft["status"] = found[0].value
        return found[1]


class ExecutorSlot(ArgumentSlot):
    """``department:CODE`` or ``staff:ID``."""

    name = "executor"

    async def ask(self, ctx: Context, form: Form) -> Message:
        buttons = [Choice(d.short, answer(form, d.code)) for d in ctx.city.departments.values()]
        return Message(ctx.text("staff-ask-executor"), rows(pairs(buttons)))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        if args.startswith("@"):
            name, _, rest = args[1:].partition(" ")
            people = await ctx.desk.find_staff(name)
            if len(people) != 1:
                return None
            draft["executor"] = f"staff:{people[0].id}"
            return rest.strip()
        departments = ctx.city.departments.values()
        names = parse.table(
            (name, d.code) for d in departments for name in (d.code, d.name, d.short, *d.also)
        )
        found = parse.prefix(args, names)
        if found is None:
            near = parse.part(args, names)
            if len(near) != 1:
                return None
            found = near[0], args.partition(" ")[2]
        draft["executor"] = f"department:{found[0]}"
        return found[1].strip()


class AuthoritySlot(ArgumentSlot):
    """The body that a request is redirected to."""

    name = "authority"

    async def ask(self, ctx: Context, form: Form) -> Message:
        buttons = [Choice(a.short, answer(form, a.code)) for a in ctx.city.authorities.values()]
        return Message(ctx.text("staff-ask-authority"), rows(pairs(buttons)))

    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        bodies = ctx.city.authorities.values()
        names = parse.table((n, a.code) for a in bodies for n in (a.code, a.name, a.short, *a.also))
        found = parse.prefix(args, names)
        if found is None:
            near = parse.part(args, names)
            if len(near) != 1:
                return None
            found = near[0], args.partition(" ")[2]
        draft["authority"] = found[0]
        draft["text"] = {"text": found[1].strip(), "files": [], "ready": True}
        return found[1]


class DaySlot(ArgumentSlot):
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


class UntilSlot(ArgumentSlot):
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


class TextSlot(WordsSlot):
    """The words of a command: a report, a reason, a question, with photos where they help."""

    name = "text"
    files_alone: ClassVar[bool] = False

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return "text" in NEEDS.get(draft["command"], ())

    def wording(self, ctx: Context, draft: Draft) -> str:
        return ctx.text(f"staff-ask-text-{draft['command']}", number=str(draft["request"]))
