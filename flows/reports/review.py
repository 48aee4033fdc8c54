"""A person looks over words before they are published: a form that shows page after page.

What is proposed is masked already (:mod:`flows.reports.masking`). Nothing goes out without a
decision: whoever stops early gets a file in which the rest is hidden.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.domain import ServiceRequest
from flows.events import Text
from flows.form import Again, Draft, Slot, Spec
from flows.messages import Choice, Message, Style
from flows.reports import commands
from flows.reports.masking import masked
from flows.reports.period import Period
from flows.staff import parse
from flows.words import shortened, topic

KIND: Final = "review"
PAGE: Final = 5
LONGEST: Final = 500
"""Characters of one proposal: more is not read on a phone, and seldom says more."""


def proposed(request: ServiceRequest) -> str:
    """The words that would be published."""
    return shortened(masked(request.text), LONGEST)


class VerdictSlot(Slot):
    """Decisions about the texts of a page, until all are looked over or the file is asked for."""

    name = "verdict"

    async def ask(self, ctx: Context, form: Form) -> Message:
        numbers = form.draft["page"]
        lines = []
        for number in numbers:
            request = await _request(ctx, number)
            lines.append(
                ctx.text(
                    "review-line",
                    number=str(number),
                    topic=topic(ctx, request.service),
                    words=proposed(request),
                )
            )
        text = "\n\n".join([ctx.text("review-ask"), *lines, ctx.text("review-how")])
        hide = [
            Choice(ctx.text("button-review-hide", number=str(n)), answer(form, f"hide:{n}"))
            for n in numbers
        ]
        buttons = [
            [ctx.button("button-review-publish", answer(form, "publish"), Style.PRIMARY)],
            *(hide[at : at + 2] for at in range(0, len(hide), 2)),
            [ctx.button("button-review-hide-all", answer(form, "hide"))],
            [ctx.button("button-review-file", answer(form, "file"))],
        ]
        return Message(text, rows(buttons))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        draft, body = form.draft, ctx.event.body
        kind, _, number = value.partition(":")
        if kind == "file":
            draft[self.name] = "file"
            return
        if kind in {"publish", "hide"} and not number:
            for one in draft["page"]:
                await _decide(ctx, one, hidden=kind == "hide")
        elif kind == "hide" and number in map(str, draft["page"]):
            await _decide(ctx, int(number), hidden=True)
        elif not value and isinstance(body, Text):
            await _rewrite(ctx, draft, body.text)
        else:
            raise Again("review-not-understood")
        if not await turn(ctx, draft):
            draft[self.name] = "file"


async def _request(ctx: Context, number: int) -> ServiceRequest:
    found = await ctx.desk.request(number)
    if found is None:
        msg = f"no request {number}"
        raise LookupError(msg)
    return found


async def _decide(ctx: Context, number: int, *, hidden: bool) -> None:
    text = "" if hidden else proposed(await _request(ctx, number))
    await ctx.desk.publish(number, text, staff=_who(ctx))


async def _rewrite(ctx: Context, draft: Draft, words: str) -> None:
    """«1057 новий текст»: published as it was written."""
    found = parse.number(words)
    if found is None or found[0] not in draft["page"] or not found[1]:
        raise Again("review-not-understood")
    await ctx.desk.publish(found[0], found[1], staff=_who(ctx))


def _who(ctx: Context) -> int:
    if ctx.staff is None or not commands.may_publish(ctx.staff):
        raise Again("staff-no-longer")
    return ctx.staff.id


async def turn(ctx: Context, draft: Draft) -> bool:
    """The next page into the draft; False when nothing is left to look over.

    ``since`` moves on with the pages, so that what is decided is not read again and again.
    """
    until = Period.read(draft["period"]).until(ctx.city.timezone)
    since = datetime.fromisoformat(draft["since"])
    found = await ctx.desk.unreviewed(since, until, limit=PAGE)
    draft["page"] = [request.number for request in found]
    if found:
        draft["since"] = found[0].created_at.astimezone(UTC).isoformat()
    return bool(found)


SPEC: Final = Spec(KIND, (VerdictSlot(),), cancel="review-left", quits="button-review-later")


async def finish(ctx: Context, form: Form) -> None:
    """Order the file."""
    if ctx.staff is None or not commands.may_publish(ctx.staff):
        await ctx.say("staff-no-longer")
        return
    await commands.order(ctx, ctx.staff, "opendata", Period.read(form.draft["period"]))


def begun(ctx: Context, period: Period) -> Draft:
    """A draft that has looked at nothing yet."""
    since = period.since(ctx.city.timezone).isoformat()
    return {"period": str(period), "since": since, "page": []}
