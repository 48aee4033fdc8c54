"""All kinds of forms in one table, and how any of them goes on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from flows import intake
from flows.broadcasts import form as announcing
from flows.context import Context
from flows.conversation import Form
from flows.form import BACK, CANCEL, UNDO, Again, Quiet, Spec, undone
from flows.life.requests import Word, mine
from flows.reports import review
from flows.residents import adding, blocking, closing, following, link_codes, naming
from flows.residents.my_data import leaving, phone
from flows.staff import dialog, outages
from flows.words import kind_word


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of form: its questions, what happens when it is complete, and when it is left."""

    spec: Spec
    finish: Callable[[Context, Form], Awaitable[None]]
    ended: Callable[[Context, Form], Awaitable[None]] | None = None
    read_on: Callable[[Context, Form], Awaitable[str]] | None = None
    """What to do with words beyond the question that they answered; a hint is returned."""


async def _sorted(ctx: Context, form: Form) -> None:
    """Where a kept message goes: into a request, or into a new intake."""
    where = form.draft["where"]
    if where != "new":
        held = Word(form.draft.get("text", ""), tuple(form.draft.get("files", ())))
        request = await mine(ctx, int(where))
        await adding.add(ctx, request, held)
        return
    opened = await intake.start(ctx)
    opened.draft.update(adding.kept(form))


KINDS: Final[dict[str, Kind]] = {
    intake.KIND: Kind(intake.SPEC, intake.finish, intake.ended),
    closing.KIND: Kind(closing.SPEC, closing.finish),
    adding.ANSWER: Kind(adding.ANSWER_SPEC, adding.finish_answer),
    adding.COMMENT: Kind(adding.COMMENT_SPEC, adding.finish_comment),
    adding.APPEAL: Kind(adding.APPEAL_SPEC, adding.finish_appeal),
    blocking.OBJECTION: Kind(blocking.OBJECTION_SPEC, blocking.finish_objection),
    adding.SORT: Kind(adding.SORT_SPEC, _sorted),
    review.KIND: Kind(review.SPEC, review.finish),
    naming.KIND: Kind(naming.SPEC, naming.finish),
    link_codes.KIND: Kind(link_codes.SPEC, link_codes.finish),
    outages.KIND: Kind(outages.SPEC, outages.finish, read_on=outages.read_on),
    dialog.KIND: Kind(dialog.SPEC, dialog.finish, read_on=dialog.read_on),
    following.DISSENT: Kind(following.DISSENT_SPEC, following.finish_dissent),
    leaving.ERASE: Kind(leaving.ERASE_SPEC, leaving.erase),
    leaving.WITHDRAW: Kind(leaving.WITHDRAW_SPEC, leaving.withdraw),
    phone.KIND: Kind(phone.SPEC, phone.finish),
    announcing.KIND: Kind(announcing.SPEC, announcing.finish),
}


def top(ctx: Context) -> Form | None:
    """The form that asks. Kinds of an older version that are gone are dropped."""
    ctx.conversation.forms = [f for f in ctx.conversation.forms if f.kind in KINDS]
    return ctx.conversation.forms[-1] if ctx.conversation.forms else None


async def ask(ctx: Context, lead: str = "") -> None:
    """Put the question of the top form, if one is open."""
    form = top(ctx)
    if form is not None:
        _speak_for(ctx, form)
        ctx.asked = form.id
        question = await KINDS[form.kind].spec.question(ctx, form, lead)
        await ctx.tell(question, question=True)


def _speak_for(ctx: Context, form: Form) -> None:
    """What follows is the caller's own, where the form is filled in for one."""
    ctx.behalf = form.draft.get("caller", 0)


async def ask_again(ctx: Context, before: list[Form]) -> None:
    """A form that was covered and has come to the top in this step puts its question."""
    form = top(ctx)
    if form in before[:-1] and ctx.asked != form.id and ctx.conversation.reachable:
        await ask(ctx)


async def begin_intake(ctx: Context) -> None:
    """A new intake, or the one that is open already."""
    begun = next((f for f in ctx.conversation.forms if f.kind == intake.KIND), None)
    if begun is None:
        await intake.start(ctx)
    else:
        ctx.conversation.bring_up(begun)
    await ask(ctx)


async def take(ctx: Context, form: Form, value: str) -> None:
    """Give the event to a form and go on: the next question, or the end."""
    kind = KINDS[form.kind]
    _speak_for(ctx, form)
    if value == CANCEL:
        await leave(ctx, form)
        return
    if value == BACK:
        await _back(ctx, form)
        return
    if form.kind == intake.KIND and not value and (kind_said := kind_word(ctx)):
        # No problem is described by it, and no street has such a name.
        await ask(ctx, ctx.text(f"{kind_said}-in-form"))
        return
    changing = form.draft.get(UNDO)
    slot = kind.spec.current(ctx, form.draft)
    if slot is not None:
        try:
            await slot.take(ctx, form, value)
        except Quiet:
            return
        except Again as again:
            lead = ctx.text(again.key, **again.values) if again.key else ""
            await ask(ctx, lead)
            return
        if changing is not None:
            form.draft.pop(UNDO, None)
        form.revision += 1
    hint = await kind.read_on(ctx, form) if kind.read_on else ""
    await proceed(ctx, form, hint)


async def _back(ctx: Context, form: Form) -> None:
    """To the question before; from a *Змінити* that was not answered, to the review."""
    spec = KINDS[form.kind].spec
    if not undone(form.draft):
        now = spec.current(ctx, form.draft)
        while (last := spec.last(ctx, form.draft, now)) is not None:
            last.empty(form.draft)
            # What was proposed once may not be proposed again: words were added since.
            if spec.current(ctx, form.draft) is not now:
                break
    form.revision += 1
    await ask(ctx)


async def proceed(ctx: Context, form: Form, lead: str = "") -> None:
    """The next question of ``form``; when nothing is left to ask, its end."""
    kind = KINDS[form.kind]
    _speak_for(ctx, form)
    complete = await kind.spec.arrive(ctx, form) is None
    if complete or (form.kind == intake.KIND and intake.finished_early(form.draft)):
        _close(ctx, form)
        await kind.finish(ctx, form)
        await ask(ctx)
        return
    if top(ctx) is form:
        await ask(ctx, lead)


async def leave(ctx: Context, form: Form) -> None:
    """Give a form up; the one below, if any, asks again."""
    kind = KINDS[form.kind]
    _close(ctx, form)
    if kind.ended is not None:
        await kind.ended(ctx, form)
    await ctx.say(kind.spec.cancel)
    await ask(ctx)


def _close(ctx: Context, form: Form) -> None:
    ctx.conversation.forms = [f for f in ctx.conversation.forms if f is not form]
