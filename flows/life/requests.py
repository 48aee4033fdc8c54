"""Doing something to a request: the table is asked, the change stored, the right people told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.context import Context
from flows.domain import (
    Entry,
    Moved,
    NewRequest,
    Remark,
    ServiceRequest,
    Status,
    Undoable,
)
from flows.life import work_chats
from flows.life.informing import RESIDENTS, forget_held, inform, release_held
from flows.life.lifecycle import By, Hears, Verb, transition
from flows.life.settling import settle_elsewhere
from flows.life.terms import (
    consequences,
    deadline_terms,
    restore_terms,
    set_terms,
    untaken_term,
)


class NotFoundError(Exception):
    """There is no such request, or it is not theirs: the answer is the same."""

    def __init__(self, number: int | str) -> None:
        super().__init__(str(number))
        self.number = number


async def mine(ctx: Context, number: int) -> ServiceRequest:
    """The resident's own request. Raises :class:`NotFoundError` for an alien or unknown one."""
    request = await ctx.desk.request(number)
    if request is None or request.resident != ctx.conversation.resident:
        raise NotFoundError(number)
    return request


async def concerning(ctx: Context, number: int) -> ServiceRequest:
    """A request that the resident has filed or joined. Raises :class:`NotFoundError`."""
    request, resident = await ctx.desk.request(number), ctx.conversation.resident or 0
    if request is None or (
        request.resident != resident and await ctx.desk.follower(number, resident) is None
    ):
        raise NotFoundError(number)
    return request


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody says with a verb: text and files."""

    text: str = ""
    files: tuple[int, ...] = ()


SILENT = Word()


async def act(
    ctx: Context,
    request: ServiceRequest,
    verb: Verb,
    by: By,
    word: Word = SILENT,
    *,
    moved: Moved | None = None,
    **fields: Any,
) -> ServiceRequest:
    """Do ``verb``, set ``fields`` with it, and tell whom the table names.

    ``moved`` is what goes over to another request with it, so that it can be taken back.

    Raises ``IllegalVerbError`` (nothing changed) and ``ConflictError`` (somebody was faster).
    """
    row = transition(verb, request.status, by)
    await release_held(ctx, request)
    entry = _entry(ctx, request, verb.value, by, word, row.after)
    fields = consequences(ctx, request, verb) | fields | {"status": row.after}
    changed, entry_id = await ctx.desk.change(request, entry, **fields)
    if row.undo and ctx.staff is not None:
        was = {name: getattr(request, name) for name in fields}
        until = ctx.now + ctx.city.periods.undo_hold
        one = Undoable(entry_id, request.number, ctx.staff.id, until, was, moved)
        await ctx.desk.keep_undoable(one)
    await set_terms(ctx, changed, verb)
    await inform(ctx, changed, entry_id, row.hears, held=row.undo)
    await settle_elsewhere(ctx, changed, entry_id)
    return changed


CHANGES = frozenset({*Verb, Remark.DEADLINE, Remark.RATING, Remark.HANDED, Remark.RELEASE})
"""Entries after which an action before them can no longer be taken back."""


async def restore(ctx: Context, request: ServiceRequest, taken: Undoable) -> ServiceRequest:
    """Take an action back: the fields are as before, and its news is never told.

    Staff who have heard of the action at once hear of this too.

    Raises ``ConflictError`` (somebody was faster).
    """
    was: dict[str, Any] = dict(taken.was)
    undo = _entry(ctx, request, Remark.UNDO.value, By.STAFF, SILENT, was["status"])
    back, entry_id = await ctx.desk.change(request, undo, **was)
    await forget_held(ctx, request, taken.entry)
    await restore_terms(ctx, back)
    await work_chats.tell(ctx, back, entry_id)
    done = await ctx.desk.entry(taken.entry)
    if done is not None and done.before is not None:
        told = transition(Verb(done.verb), done.before, By.STAFF).hears
        await inform(ctx, back, entry_id, tuple(one for one in told if one not in RESIDENTS))
    return back


async def register(ctx: Context, new: NewRequest) -> ServiceRequest:
    """File a request, start its clocks, and tell those who will work on it."""
    request = await ctx.desk.register(new)
    await deadline_terms(ctx, request)
    await untaken_term(ctx, request)
    await inform(ctx, request, 0, (Hears.EXECUTOR,))
    return request


async def remark(
    ctx: Context,
    request: ServiceRequest,
    what: Remark,
    by: By,
    word: Word,
    hears: tuple[Hears, ...] = (),
    *,
    author: int | None = None,
) -> int:
    """Append something that changes no status, and tell whom it concerns.

    ``author`` is the resident whose word it is, where that is not the one who filed.
    """
    entry = _entry(ctx, request, what.value, by, word, request.status, author=author)
    entry_id = await ctx.desk.remark(entry)
    await inform(ctx, request, entry_id, hears)
    return entry_id


async def amend(
    ctx: Context,
    request: ServiceRequest,
    what: Remark,
    by: By,
    word: Word,
    hears: tuple[Hears, ...],
    **fields: Any,
) -> ServiceRequest:
    """Change ``fields`` but no status, tell whom it concerns. Raises ``ConflictError``."""
    entry = _entry(ctx, request, what.value, by, word, request.status)
    changed, entry_id = await ctx.desk.change(request, entry, **fields)
    await inform(ctx, changed, entry_id, hears)
    return changed


async def move_deadline(
    ctx: Context, request: ServiceRequest, due_at: datetime, word: Word
) -> ServiceRequest:
    """Promise another date; the resident is told it with the reason."""
    hears = (Hears.RESIDENT, Hears.FOLLOWERS)
    return await correct(
        ctx, request, Remark.DEADLINE, word, hears, due_at=due_at, due_to_hour=False
    )


async def correct(
    ctx: Context,
    request: ServiceRequest,
    what: Remark,
    word: Word,
    hears: tuple[Hears, ...],
    **fields: Any,
) -> ServiceRequest:
    """Put ``fields`` right; a date that comes with them begins its terms anew."""
    entry = _entry(ctx, request, what.value, By.STAFF, word, request.status)
    changed, entry_id = await ctx.desk.change(request, entry, **fields)
    if "due_at" in fields:
        await deadline_terms(ctx, changed)
    await inform(ctx, changed, entry_id, hears)
    return changed


async def release(ctx: Context, request: ServiceRequest, department: str) -> ServiceRequest:
    """Nobody in person has it any more; it stands as it stood, in its department."""
    entry = _entry(ctx, request, Remark.RELEASE.value, By.STAFF, SILENT, request.status)
    changed, entry_id = await ctx.desk.change(request, entry, assignee=None, department=department)
    await inform(ctx, changed, entry_id, (Hears.EXECUTOR,))
    return changed


async def rate(
    ctx: Context, request: ServiceRequest, stars: int, by: By = By.RESIDENT
) -> ServiceRequest:
    """Store the rating, 1 to 5. The coordinator hears of 1 and 2."""
    entry = _entry(ctx, request, Remark.RATING.value, by, Word(str(stars)), request.status)
    changed, entry_id = await ctx.desk.change(request, entry, rating=stars)
    if stars <= LOW_RATING:
        await inform(ctx, changed, entry_id, (Hears.COORDINATOR,))
    return changed


LOW_RATING = 2  # up to here a rating is a complaint


def _entry(
    ctx: Context,
    request: ServiceRequest,
    verb: str,
    by: By,
    word: Word,
    after: Status,
    *,
    author: int | None = None,
) -> Entry:
    actor = None
    if by is By.STAFF:
        actor = ctx.staff.id if ctx.staff else None
    elif by is By.RESIDENT:
        actor = author or request.resident
    return Entry(
        request.number,
        ctx.now,
        by.value,
        actor,
        verb,
        request.status,
        after,
        word.text,
        word.files,
    )
