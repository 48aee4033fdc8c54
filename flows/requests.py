"""Doing something to a request: the table is asked, the change stored, the right people told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.context import Context
from flows.domain import Address, Entry, NewRequest, Remark, ServiceRequest, Status, Undoable
from flows.events import Notice
from flows.hearing import staff_hearing
from flows.lifecycle import UNDOABLE, By, Hears, Verb, can_be_undone, transition
from flows.settling import settle_elsewhere
from flows.terms import (
    consequences,
    deadline_terms,
    resident_address,
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
    **fields: Any,
) -> ServiceRequest:
    """Do ``verb``, set ``fields`` with it, and tell whom the table names.

    Raises ``IllegalVerbError`` (nothing changed) and ``ConflictError`` (somebody was faster).
    """
    row = transition(verb, request.status, by)
    await _release(ctx, request)
    entry = _entry(ctx, request, verb.value, by, word, row.after)
    fields = consequences(ctx, request, verb) | fields | {"status": row.after}
    changed, entry_id = await ctx.desk.change(request, entry, **fields)
    if row.undo and ctx.staff is not None:
        was = {name: getattr(request, name) for name in fields}
        until = ctx.now + ctx.city.periods.undo_hold
        one = Undoable(entry_id, request.number, ctx.staff.id, until, was)
        await ctx.desk.keep_undoable(one)
    await set_terms(ctx, changed, verb)
    await inform(ctx, changed, entry_id, row.hears, held=row.undo)
    await settle_elsewhere(ctx, changed, entry_id)
    return changed


async def restore(ctx: Context, request: ServiceRequest, taken: Undoable) -> ServiceRequest:
    """Take an action back: the fields are as before, and its news is never told.

    Raises ``ConflictError`` (somebody was faster).
    """
    was: dict[str, Any] = dict(taken.was)
    undo = _entry(ctx, request, Remark.UNDO.value, By.STAFF, SILENT, was["status"])
    back, _ = await ctx.desk.change(request, undo, **was)
    for key, _, _ in await _news(ctx, request, taken.entry, _RESIDENTS):
        await ctx.desk.forget(key)
    await restore_terms(ctx, back)
    return back


async def _release(ctx: Context, request: ServiceRequest) -> None:
    """Something new happens: what is still held is told before it, in its order."""
    if not can_be_undone(request.status):
        return
    history = await ctx.desk.history(request.number)
    last = next((entry for entry in reversed(history) if entry.verb in UNDOABLE), None)
    if last is None or ctx.now >= last.at + ctx.city.periods.undo_hold:
        return
    for key, to, notice in await _news(ctx, request, last.id, _RESIDENTS):
        await ctx.desk.forget(key)
        await ctx.desk.post(key, to, notice)


_RESIDENTS = (Hears.RESIDENT, Hears.FOLLOWERS)


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


async def inform(
    ctx: Context,
    request: ServiceRequest,
    entry_id: int,
    hears: tuple[Hears, ...],
    *,
    held: bool = False,
) -> None:
    """Post the news of a history entry (0: the registration) to everybody in ``hears``.

    Who acted is not told what they did themselves; nobody hears the same entry twice. What is
    ``held`` comes to the resident only when it cannot be taken back any more.
    """
    data = {"entry": str(entry_id)}
    for key, to, notice in await _news(ctx, request, entry_id, hears):
        if held and ctx.city.periods.undo_hold:
            await ctx.desk.remind(key, ctx.now + ctx.city.periods.undo_hold, to, notice)
        else:
            await ctx.desk.post(key, to, notice)
    for member in await staff_hearing(ctx, request, hears):
        addresses = await ctx.desk.addresses(staff=member.id)
        if addresses:
            key = f"card:{request.number}:{entry_id}:{member.id}"
            await ctx.desk.post(key, addresses[0], Notice("card", request.number, data))


async def _news(
    ctx: Context, request: ServiceRequest, entry_id: int, hears: tuple[Hears, ...]
) -> list[tuple[str, Address, Notice]]:
    """The news of a history entry for residents: its key, where it goes, and the notice."""
    out: list[tuple[str, Address, Notice]] = []
    number, data = request.number, {"entry": str(entry_id)}
    if Hears.RESIDENT in hears and (to := await resident_address(ctx, request)):
        out.append((f"news:{number}:{entry_id}", to, Notice("news", number, data)))
    if Hears.FOLLOWERS in hears and request.affected > 1:
        for follower in await ctx.desk.followers(number):
            key = f"followed:{number}:{entry_id}:{follower.resident}"
            addresses = await ctx.desk.addresses(resident=follower.resident)
            out += [(key, to, Notice("followed", number, data)) for to in addresses[:1]]
    return out


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
