"""Two requests about one trouble become one; nobody who wrote about it is lost."""

from __future__ import annotations

from flows import requests
from flows.context import Context
from flows.desk import Follower
from flows.domain import OPEN, Entry, Remark, ServiceRequest
from flows.lifecycle import By, Hears, Verb
from flows.requests import Word


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
    joined = await ctx.desk.followers(duplicate.number)
    filer = Follower(duplicate.resident, duplicate.place, ctx.now)
    merged = await requests.act(
        ctx, duplicate, Verb.MERGE, By.STAFF, words, merged_into=kept.number
    )
    for one in (filer, *joined):
        if one.resident != kept.resident:
            await ctx.desk.follow(kept.number, one.resident, one.place)
    await ctx.desk.move_files(merged.number, kept.number)
    wider = await ctx.desk.request(kept.number) or kept
    told = Word(f"№ {merged.number}: {said}", files)
    await requests.remark(ctx, wider, Remark.ABSORBED, By.STAFF, told, (Hears.EXECUTOR,))


def _said(request: ServiceRequest, history: list[Entry]) -> str:
    """All that residents wrote about it."""
    words = [e.text for e in history if e.by == By.RESIDENT and e.verb in _WORDS and e.text]
    return "\n".join([request.text, *words])


_WORDS = frozenset({Remark.COMMENT, Remark.JOINED, Verb.ANSWER})
