"""Two requests about one trouble become one; nobody who wrote about it is lost."""

from __future__ import annotations

from flows.context import Context
from flows.desk import Follower
from flows.domain import OPEN, Entry, Moved, Remark, ServiceRequest, Undoable
from flows.life import requests
from flows.life.lifecycle import By, Hears, Verb
from flows.life.requests import Word


def obstacle(ctx: Context, kept: ServiceRequest, duplicate: ServiceRequest) -> str:
    """The key of the reason why these two cannot become one; empty where they can.

    Of sensitive topics neighbours learn nothing, so two people's matters stay apart.
    """
    if kept.number == duplicate.number:
        return "staff-merge-same"
    if kept.status not in OPEN:
        return "staff-merge-ended"
    services = [ctx.city.catalogue.get(one.service) for one in (kept, duplicate)]
    private = any(service is None or service.sensitive for service in services)
    if private and kept.resident != duplicate.resident:
        return "staff-merge-sensitive"
    return ""


async def merge(ctx: Context, kept: ServiceRequest, duplicate: ServiceRequest) -> None:
    """End ``duplicate`` as merged: its residents follow ``kept``, its words and files go over."""
    words = Word(ctx.text("merged-into", number=str(kept.number)))
    files = tuple(f.id for f in await ctx.desk.files_of(duplicate.number))
    said = _said(duplicate, await ctx.desk.history(duplicate.number))
    coming = await _coming(ctx, kept, duplicate)
    moved = Moved(kept.number, tuple(one.resident for one in coming), files)
    merged = await requests.act(
        ctx, duplicate, Verb.MERGE, By.STAFF, words, moved=moved, merged_into=kept.number
    )
    for one in coming:
        await ctx.desk.follow(kept.number, one.resident, one.place)
    await ctx.desk.move_files(merged.number, kept.number)
    wider = await ctx.desk.request(kept.number) or kept
    told = Word(f"№ {merged.number}: {said}", files)
    await requests.remark(ctx, wider, Remark.ABSORBED, By.STAFF, told, (Hears.EXECUTOR,))


async def _coming(ctx: Context, kept: ServiceRequest, duplicate: ServiceRequest) -> list[Follower]:
    """Residents of the duplicate who do not hear of ``kept`` yet."""
    there = {kept.resident, *(one.resident for one in await ctx.desk.followers(kept.number))}
    filer = Follower(duplicate.resident, duplicate.place, ctx.now)
    all_ = (filer, *await ctx.desk.followers(duplicate.number))
    return [one for one in all_ if one.resident not in there]


async def moved_on(ctx: Context, taken: Undoable) -> bool:
    """Whether the request that goes on has done so since: then it cannot be parted as it was.

    Something was done to it, another duplicate was merged into it and still is, or who came over
    has said something there.
    """
    if taken.moved is None:
        return False
    history = await ctx.desk.history(taken.moved.kept)
    later = [one for one in history if one.id > taken.entry]
    spoken = any(e.by == By.RESIDENT and e.actor in taken.moved.followers for e in later)
    verbs = [one.verb for one in later]
    others = verbs.count(Remark.ABSORBED) - verbs.count(Remark.SPLIT) > 1
    return spoken or others or any(verb in requests.CHANGES for verb in verbs)


async def part(ctx: Context, taken: Undoable) -> None:
    """The merging was taken back: each request has its own people and files again."""
    if taken.moved is None:
        return
    await ctx.desk.take_apart(taken)
    kept = await ctx.desk.request(taken.moved.kept)
    if kept is not None:
        said = Word(ctx.text("split-off", number=str(taken.request)))
        await requests.remark(ctx, kept, Remark.SPLIT, By.STAFF, said, (Hears.EXECUTOR,))


def _said(request: ServiceRequest, history: list[Entry]) -> str:
    """All that residents wrote about it."""
    words = [e.text for e in history if e.by == By.RESIDENT and e.verb in _WORDS and e.text]
    return "\n".join([request.text, *words])


_WORDS = frozenset({Remark.COMMENT, Remark.JOINED, Verb.ANSWER})
